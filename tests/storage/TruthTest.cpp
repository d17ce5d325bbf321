// SPDX-License-Identifier: Apache-2.0
#include "storage/Projects.h"

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(Comparisons);
CW_ON_BOTH_BACKENDS(Decisions);
CW_ON_BOTH_BACKENDS(Versions);
CW_ON_BOTH_BACKENDS(AuditTrail);
using annotation::Decision;
using annotation::ExclusionReason;
using annotation::Verdict;

Decision aDecision(Verdict verdict) {
    Decision decision{kFirst, kC,     verdict,   ExclusionReason::ReadersDisagree,
                      {},     "2026", "왜냐하면"};
    if (verdict == Verdict::Redrawn)
        decision.redrawn = aReading(kFirst, kC, "3");
    return decision;
}

TEST_P(Comparisons, IsOfTheCasesTwoReadingsInTheirOrder) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    EXPECT_FALSE(*store.comparison(kFirst));
    const auto both = *store.bothReadings(kFirst);
    EXPECT_EQ(codeOf(store.saveComparison(*annotation::compare(both.second, both.first))),
              ErrorCode::InvalidArgument);
    const auto saved = compareBoth(store);
    EXPECT_EQ(annotation::toJson(**store.comparison(kFirst)), annotation::toJson(saved));
}

TEST_P(Comparisons, IsForbiddenBeforeBothHaveSubmitted) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "4")));
    const auto comparison =
        annotation::compare(aReading(kFirst, kA, "4"), aReading(kFirst, kB, "4"));
    EXPECT_EQ(codeOf(store.saveComparison(*comparison)), ErrorCode::Forbidden);
}

TEST_P(Comparisons, MayBeRepeatedByOtherRulesUntilSomebodyDecided) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    const auto first = compareBoth(store);
    const auto both = *store.bothReadings(kFirst);
    const auto stricter = *annotation::compare(both.first, both.second, {0.7, 0.2});
    ASSERT_TRUE(store.saveComparison(stricter));
    EXPECT_EQ((*store.comparison(kFirst))->rules.agreeIou, 0.7);
    ASSERT_TRUE(store.saveDecision(aDecision(Verdict::AgreeWithA)));
    EXPECT_EQ(codeOf(store.saveComparison(first)), ErrorCode::Forbidden);
    EXPECT_TRUE(store.saveComparison(stricter)) << "the same again changes nothing";
}

TEST_P(Decisions, ComesBackAndTheLatestCounts) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    compareBoth(store);
    EXPECT_FALSE(*store.decision(kFirst));
    for (const auto verdict :
         {Verdict::AgreeWithA, Verdict::AgreeWithB, Verdict::Redrawn, Verdict::Exclude}) {
        ASSERT_TRUE(store.saveDecision(aDecision(verdict)));
        EXPECT_EQ(annotation::toJson(**store.decision(kFirst)),
                  annotation::toJson(aDecision(verdict)));
    }
}

TEST_P(Decisions, IsAThirdPersonsAboutAComparedCase) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    EXPECT_EQ(codeOf(store.saveDecision(aDecision(Verdict::AgreeWithA))), ErrorCode::Forbidden);
    compareBoth(store);
    auto own = aDecision(Verdict::AgreeWithA);
    own.adjudicator = kB;
    EXPECT_EQ(codeOf(store.saveDecision(own)), ErrorCode::Forbidden);
    own.adjudicator = core::ReaderId();
    EXPECT_EQ(codeOf(store.saveDecision(own)), ErrorCode::InvalidArgument);
    auto undrawn = aDecision(Verdict::Redrawn);
    undrawn.redrawn.reset();
    EXPECT_EQ(codeOf(store.saveDecision(undrawn)), ErrorCode::InvalidArgument);
    EXPECT_FALSE(*store.decision(kFirst));
}

TEST_P(Versions, IsRecordedOnce) {
    TemporaryFolder folder;
    auto store = created(folder.path());
    ASSERT_TRUE(store.recordVersion(core::VersionName("v2"), std::string(64, 'a')));
    ASSERT_TRUE(store.recordVersion(core::VersionName("v1"), std::string(64, 'b')));
    EXPECT_EQ(codeOf(store.recordVersion(core::VersionName("v2"), std::string(64, 'c'))),
              ErrorCode::Conflict);
    EXPECT_EQ(codeOf(store.recordVersion(core::VersionName(), "x")), ErrorCode::InvalidArgument);
    const auto versions = store.versions();
    ASSERT_EQ(versions->size(), 2U);
    EXPECT_EQ(versions->at(0).name.text(), "v2") << "in order of recording";
    EXPECT_EQ(versions->at(0).manifestSha256, std::string(64, 'a'));
    EXPECT_EQ(versions->at(1).createdAt, "2026-11-21T01:14:30Z");
}

TEST_P(AuditTrail, TellsWhatHappenedInOrder) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    compareBoth(store);
    ASSERT_TRUE(store.saveDecision(aDecision(Verdict::Exclude)));
    ASSERT_TRUE(store.audit("김", "export", "'); DROP TABLE audit; --"));
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kA, "4"))), ErrorCode::Forbidden);
    const auto trail = store.auditTrail();
    ASSERT_TRUE(trail);
    std::vector<std::string> actions;
    for (const auto& row : *trail)
        actions.push_back(row.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"assign C-0001", "submit C-0001", "submit C-0001",
                                                 "compare C-0001", "decide C-0001", "export"}));
    EXPECT_EQ(trail->at(1).actor, kA.text());
    EXPECT_EQ(trail->at(4).detail, "exclude: readers-disagree");
    EXPECT_EQ(trail->back().actor, "김");
    EXPECT_EQ(trail->back().detail, "'); DROP TABLE audit; --");
    EXPECT_EQ(trail->back().at, "2026-11-21T01:14:30Z");
}

} // namespace
} // namespace cw::storage
