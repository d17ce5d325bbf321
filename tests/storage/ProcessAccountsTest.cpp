// SPDX-License-Identifier: Apache-2.0
// The course of double reading where everybody is who they are: on both databases, by role.
#include "storage/CaseProcess.h"

#include "storage/Party.h"
#include <algorithm>

namespace cw::storage {
namespace {

using namespace cw::testing;

class ProcessOfAParty : public Party {
protected:
    annotation::Comparison compare() const {
        auto boss = as(kBoss); // opens what is complete
        return compareBoth(boss);
    }
    void differ() const {
        for (const auto& [reader, said] : {std::pair{kA, "2"}, {kB, "5"}}) {
            auto store = as(reader);
            ASSERT_TRUE(store.submit(aReading(kFirst, reader, said)));
        }
        ASSERT_EQ(compare().agreement, annotation::Agreement::Disagree);
    }
    void settle() const {
        for (const auto& reader : {kA, kB}) {
            auto store = as(reader);
            ASSERT_TRUE(store.submit(aReading(kFirst, reader, "4")));
        }
        ASSERT_EQ(compare().agreement, annotation::Agreement::Agree);
    }
};
CW_RUN_ON_BOTH_BACKENDS(ProcessOfAParty);

TEST_P(ProcessOfAParty, IsSteeredByTheCoordinatorAndSpokenByEachReader) {
    differ();
    auto boss = as(kBoss);
    {
        auto a = as(kA);
        EXPECT_EQ(codeOf(CaseProcess(a).openCrossCheck(kFirst, "x")), ErrorCode::Forbidden);
        EXPECT_EQ(codeOf(CaseProcess(a).unsign(kFirst, kB, "x", "why")), ErrorCode::Forbidden);
        EXPECT_EQ(codeOf(CaseProcess(a).reopen(kFirst, "x", "why")), ErrorCode::Forbidden);
        EXPECT_EQ(codeOf(CaseProcess(a).setSetting("x", "1", "x")), ErrorCode::Forbidden);
        EXPECT_EQ(codeOf(CaseProcess(a).worklist(kB)), ErrorCode::Forbidden);
        EXPECT_EQ(codeOf(CaseProcess(a).aliases()), ErrorCode::Forbidden);
    }
    EXPECT_EQ(CaseProcess(boss).worklist(kB)->size(), 1U) << "who steers sees how far it is";
    ASSERT_TRUE(CaseProcess(boss).openCrossCheck(kFirst, "x"));
    {
        auto a = as(kA);
        CaseProcess process(a);
        EXPECT_EQ(a.readingsVisibleTo(kA, kFirst)->size(), 2U) << "both see both";
        EXPECT_EQ(process.worklist(kA)->at(0).state, WorklistItem::State::CrossCheck);
        EXPECT_EQ(codeOf(process.stand(kFirst, kB, "")), ErrorCode::Forbidden);
        const auto amended = process.amend(aReading(kFirst, kA, "5"), "overlooked it");
        ASSERT_TRUE(amended) << amended.error().sentence();
    }
    {
        auto b = as(kB);
        ASSERT_TRUE(CaseProcess(b).stand(kFirst, kB, ""));
        EXPECT_EQ(CaseProcess(b).crossCheck(kFirst).value()->statements.size(), 2U);
    }
    CaseProcess process(boss);
    ASSERT_TRUE(process.closeCrossCheck(kFirst));
    const auto counting = process.readingsThatCount(kFirst);
    ASSERT_TRUE(counting);
    ASSERT_TRUE(boss.saveComparison(*annotation::compare(counting->first, counting->second)));
    EXPECT_EQ(boss.caseRow(kFirst)->state, CaseState::Settled);
    const auto trail = *boss.auditTrail();
    EXPECT_TRUE(std::ranges::any_of(trail, [](const auto& row) {
        return row.actor == kBoss && row.action == "open cross-check C-0001";
    })) << "who did it is who was logged in";
    EXPECT_FALSE(boss.verifyAudit()->firstBroken);
}

TEST_P(ProcessOfAParty, ATakenBackReadingIsBlindAgain) {
    differ();
    {
        auto boss = as(kBoss);
        ASSERT_TRUE(CaseProcess(boss).unsign(kFirst, kA, "x", "wrong side"));
    }
    {
        auto b = as(kB);
        EXPECT_EQ(b.readingsVisibleTo(kB, kFirst)->size(), 1U);
    }
    auto a = as(kA);
    EXPECT_EQ(a.readingsVisibleTo(kA, kFirst)->size(), 0U);
    ASSERT_TRUE(a.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(a.readingsVisibleTo(kA, kFirst)->size(), 2U) << "B's was open before";
    EXPECT_EQ(compare().agreement, annotation::Agreement::Partial);
}

TEST_P(ProcessOfAParty, AReviewersFailureSendsTheCaseBack) {
    settle();
    const Inspection failed{kFirst, InspectionStep::Peer,      core::ReaderId("x"),
                            false,  "outline leaves the mass", {},
                            ""};
    {
        auto a = as(kA);
        EXPECT_EQ(codeOf(CaseProcess(a).inspect(failed)), ErrorCode::Forbidden);
    }
    {
        auto reviewer = as(kReviewer);
        const auto done = CaseProcess(reviewer).inspect(failed);
        ASSERT_TRUE(done) << done.error().sentence();
    }
    auto boss = as(kBoss);
    EXPECT_EQ(boss.caseRow(kFirst)->state, CaseState::Assigned);
    EXPECT_EQ(CaseProcess(boss).inspections(kFirst)->front().inspector.text(), kReviewer)
        << "not whom the caller names";
    auto a = as(kA);
    auto again = aReading(kFirst, kA, "4");
    again.submittedAt = "2026-11-22T00:00:00Z";
    EXPECT_TRUE(a.submit(annotation::sealed(again)));
}

TEST_P(ProcessOfAParty, AHiddenRepeatTellsNobodyBeforeItsOriginalIsOpen) {
    auto boss = as(kBoss);
    const core::CaseId second("C-0002");
    ASSERT_TRUE(CaseProcess(boss).assign({{second, kA, 0, {}, 0, true},
                                          {second, kB, 1, {}, 0, true},
                                          {second, kA, 0, AliasKind::Repeat, 1, true}},
                                         "a rule"));
    const core::CaseId repeat("C-0003");
    {
        auto a = as(kA);
        EXPECT_EQ(a.caseRow(repeat)->aliasOf, std::nullopt) << "it would not be hidden";
        EXPECT_EQ(a.images(repeat)->size(), 1U);
        ASSERT_TRUE(a.submit(aReading(second, kA, "4")));
        ASSERT_TRUE(a.submit(aReading(repeat, kA, "5")));
    }
    EXPECT_EQ(*boss.releaseReady(), 0U);
    EXPECT_FALSE(CaseProcess(boss).aliases()->front().reading);
    {
        auto b = as(kB);
        EXPECT_FALSE(b.caseRow(repeat)); // Forbidden, or on PostgreSQL not even there
        EXPECT_EQ(b.readingsVisibleTo(kB, second)->size(), 0U);
        ASSERT_TRUE(b.submit(aReading(second, kB, "4")));
    }
    EXPECT_GE(*boss.releaseReady(), 2U) << "A's two";
    EXPECT_EQ(CaseProcess(boss).aliases()->front().reading->answers.at("assessment"), "5");
}

TEST_P(ProcessOfAParty, APlanNamesOnlyWhoHasAnAccountThatReads) {
    auto boss = as(kBoss);
    const core::CaseId second("C-0002");
    for (const auto& nobody : {core::ReaderId("nobody"), core::ReaderId(kSteward)})
        EXPECT_EQ(codeOf(CaseProcess(boss).assign(
                      {{second, kA, 0, {}, 0, true}, {second, nobody, 1, {}, 0, true}}, "a rule")),
                  ErrorCode::InvalidArgument);
    EXPECT_TRUE(boss.caseRow(second)->readers.empty());
}

TEST(ProcessOfAnOpenProject, EndsForWhoHasItOpenWhenAccountsAreMade) {
    TemporaryFolder folder;
    auto before = withOneCase(folder.path());
    {
        auto store = opened(folder.path());
        ASSERT_TRUE(store.addAccount({"boss", "password of boss", PasswordCost::least()},
                                     {Role::Coordinator}));
    }
    CaseProcess process(before); // nobody is logged in to this one
    EXPECT_EQ(codeOf(process.worklist(kA)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.addActiveTime(kFirst, kA, 1)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.stand(kFirst, kA, "")), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.amend(aReading(kFirst, kA, "4"), "why")), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.round(kFirst, kA)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.setting("x")), ErrorCode::Forbidden);
}

TEST_P(ProcessOfAParty, TheTwoLearnOfAFirstReadingOnlyThatItIsIn) {
    auto boss = as(kBoss);
    const core::CaseId second("C-0002"), first("C-0003");
    ASSERT_TRUE(CaseProcess(boss).assign({{second, kA, 0, {}, 0, true},
                                          {second, kB, 1, {}, 0, true},
                                          {second, kC, 0, AliasKind::First, 0, true}},
                                         "a rule"));
    const auto stateOfA = [&] {
        auto a = as(kA);
        const auto items = CaseProcess(a).worklist(kA);
        return items->back().state;
    };
    EXPECT_EQ(stateOfA(), WorklistItem::State::Waiting);
    {
        auto c = as(kC);
        EXPECT_EQ(c.images(first)->size(), 1U) << "a resident sees the pictures";
        ASSERT_TRUE(c.submit(aReading(first, kC, "5")));
    }
    EXPECT_EQ(stateOfA(), WorklistItem::State::Open);
    auto a = as(kA);
    EXPECT_FALSE(a.caseRow(first));
}

} // namespace
} // namespace cw::storage
