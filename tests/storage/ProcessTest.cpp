// SPDX-License-Identifier: Apache-2.0
#include "storage/CaseProcess.h"

#include "storage/Projects.h"
#include <algorithm>
#include <set>

namespace cw::storage {
namespace {

using namespace cw::testing;
using State = WorklistItem::State;

CW_ON_BOTH_BACKENDS(ProcessWorklist);
CW_ON_BOTH_BACKENDS(CrossChecks);
CW_ON_BOTH_BACKENDS(Unsigning);
CW_ON_BOTH_BACKENDS(Inspections);
CW_ON_BOTH_BACKENDS(Reopening);
CW_ON_BOTH_BACKENDS(Settings);

const core::ReaderId kResident{"resident"}, kInspector{"inspector"};

/// Cases C-0001 ... with an image each.
CaseStore withCases(const std::filesystem::path& folder, std::size_t count) {
    auto store = created(folder);
    for (std::size_t i = 1; i <= count; ++i)
        EXPECT_TRUE(add(store, anImage("P-" + std::string(15, 'a') + std::to_string(i),
                                       "image " + std::to_string(i))));
    return store;
}
core::CaseId caseAt(std::size_t number) { return core::CaseId("C-000" + std::to_string(number)); }
AssignedReading reads(const core::CaseId& id, const core::ReaderId& reader, int slot,
                      std::size_t position, std::optional<AliasKind> kind = {}) {
    return {id, reader, slot, kind, position, position % 2 == 0};
}

/// As aReading(), a minute later: the same content at the same moment would be the same reading.
annotation::Reading aLaterReading(const core::CaseId& id, const core::ReaderId& reader,
                                  const std::string& assessment) {
    auto reading = aReading(id, reader, assessment);
    reading.submittedAt = "2026-11-21T01:15:30Z";
    return annotation::sealed(std::move(reading));
}

std::vector<State> states(const CaseProcess& process, const core::ReaderId& reader) {
    std::vector<State> result;
    const auto items = process.worklist(reader);
    EXPECT_TRUE(items) << items.error().sentence();
    for (const auto& item : *items)
        result.push_back(item.state);
    return result;
}

TEST_P(ProcessWorklist, HasTheReadersOwnOrderAndSides) {
    TemporaryFolder folder;
    auto store = withCases(folder.path(), 3);
    CaseProcess process(store);
    ASSERT_TRUE(process.assign({reads(caseAt(1), kA, 0, 2), reads(caseAt(1), kB, 1, 0),
                                reads(caseAt(2), kB, 0, 1), reads(caseAt(2), kA, 1, 0),
                                reads(caseAt(3), kA, 0, 1), reads(caseAt(3), kB, 1, 2)},
                               "a rule"));
    const auto items = process.worklist(kA);
    ASSERT_EQ(items->size(), 3U);
    EXPECT_EQ((*items)[0].caseId, caseAt(2));
    EXPECT_EQ((*items)[1].caseId, caseAt(3));
    EXPECT_EQ((*items)[2].caseId, caseAt(1));
    EXPECT_TRUE((*items)[0].rightSideFirst);
    EXPECT_FALSE((*items)[1].rightSideFirst);
    EXPECT_EQ((*store.caseRow(caseAt(2))).readers, (std::vector{kB, kA})) << "slots are kept";
}

TEST_P(ProcessWorklist, APlanIsAllOrNothing) {
    TemporaryFolder folder;
    auto store = withCases(folder.path(), 2);
    CaseProcess process(store);
    ASSERT_TRUE(store.assign(caseAt(2), kA, kB));
    ASSERT_TRUE(store.noteOpened(caseAt(2), kA));
    EXPECT_EQ(codeOf(process.assign({reads(caseAt(1), kA, 0, 0), reads(caseAt(1), kC, 1, 0),
                                     reads(caseAt(2), kA, 0, 1), reads(caseAt(2), kC, 1, 1)},
                                    "a rule")),
              ErrorCode::Forbidden);
    EXPECT_TRUE((*store.caseRow(caseAt(1))).readers.empty());
    EXPECT_EQ(codeOf(process.assign({reads(caseAt(1), kA, 0, 0)}, "half")),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(process.assign({reads(caseAt(1), kA, 0, 0), reads(caseAt(1), kA, 1, 1)}, "")),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(process.assign({reads(core::CaseId("C-9999"), kA, 0, 0),
                                     reads(core::CaseId("C-9999"), kB, 1, 0)},
                                    "")),
              ErrorCode::NotFound);
}

TEST_P(ProcessWorklist, ARepeatLooksLikeACaseOfItsOwnAndIsNone) {
    TemporaryFolder folder;
    auto store = withCases(folder.path(), 1);
    CaseProcess process(store);
    ASSERT_TRUE(process.assign({reads(caseAt(1), kA, 0, 0), reads(caseAt(1), kB, 1, 0),
                                reads(caseAt(1), kA, 0, 1, AliasKind::Repeat)},
                               "a rule"));
    const auto items = process.worklist(kA);
    ASSERT_EQ(items->size(), 2U);
    const auto repeat = (*items)[1].caseId;
    EXPECT_EQ(repeat, caseAt(2));
    EXPECT_EQ(store.images(repeat)->at(0).id, store.images(caseAt(1))->at(0).id);
    const auto row = *store.caseRow(repeat), original = *store.caseRow(caseAt(1));
    EXPECT_EQ(row.imageCount, 1U);
    EXPECT_EQ(row.aliasOf, caseAt(1));
    EXPECT_NE(row.patient, original.patient);
    EXPECT_EQ(row.patient.text().size(), original.patient.text().size()) << "it would stand out";
    EXPECT_EQ(row.patient.text().substr(0, 2), "P-");

    ASSERT_TRUE(store.submit(aReading(repeat, kA, "4")));
    EXPECT_EQ((*store.caseRow(repeat)).state, CaseState::Submitted);
    EXPECT_EQ(codeOf(store.bothReadings(repeat)), ErrorCode::Forbidden);
    ASSERT_TRUE(store.submit(aReading(caseAt(1), kA, "5")));
    ASSERT_TRUE(store.submit(aReading(caseAt(1), kB, "5")));
    const auto aliases = process.aliases();
    ASSERT_EQ(aliases->size(), 1U);
    EXPECT_EQ(aliases->front().original, caseAt(1));
    EXPECT_EQ(aliases->front().reading->answers.at("assessment"), "4");
    // A second import of the patient goes to the original.
    const auto more = add(store, anImage(original.patient.text(), "another"));
    EXPECT_EQ(more->caseId, caseAt(1));
}

TEST_P(ProcessWorklist, TheTwoWaitForTheFirstReading) {
    TemporaryFolder folder;
    auto store = withCases(folder.path(), 1);
    CaseProcess process(store);
    ASSERT_TRUE(process.assign({reads(caseAt(1), kA, 0, 0), reads(caseAt(1), kB, 1, 0),
                                reads(caseAt(1), kResident, 0, 0, AliasKind::First)},
                               "a rule"));
    EXPECT_EQ(states(process, kA), std::vector{State::Waiting});
    const auto first = process.worklist(kResident)->at(0).caseId;
    ASSERT_TRUE(store.noteOpened(first, kResident));
    EXPECT_EQ(states(process, kResident), std::vector{State::Begun});
    EXPECT_EQ(states(process, kA), std::vector{State::Waiting});
    ASSERT_TRUE(store.submit(aReading(first, kResident, "2")));
    EXPECT_EQ(states(process, kA), std::vector{State::Open});
    EXPECT_EQ(store.readingsVisibleTo(kA, caseAt(1))->size(), 0U) << "and read blind";
}

TEST_P(ProcessWorklist, TimeAtACaseAddsUp) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    CaseProcess process(store);
    ASSERT_TRUE(process.addActiveTime(kFirst, kA, 61000));
    ASSERT_TRUE(process.addActiveTime(kFirst, kA, 9000));
    EXPECT_EQ(process.worklist(kA)->at(0).activeMs, 70000);
    EXPECT_EQ(process.worklist(kB)->at(0).activeMs, 0);
    EXPECT_EQ(codeOf(process.addActiveTime(kFirst, kA, -1)), ErrorCode::InvalidArgument);
}

TEST_P(ProcessWorklist, SaysWhenTheReadingThatCountsWasSubmitted) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    CaseProcess process(store);
    EXPECT_EQ(process.worklist(kA)->at(0).submittedAt, "");
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "2")));
    EXPECT_EQ(process.worklist(kA)->at(0).submittedAt, core::iso8601Utc(aClock()()));
    EXPECT_EQ(process.worklist(kB)->at(0).submittedAt, "");
    ASSERT_TRUE(process.unsign(kFirst, kA, "lead", "wrong key"));
    EXPECT_EQ(process.worklist(kA)->at(0).submittedAt, "") << "it no longer counts";
}

/// Both have submitted, and differ.
CaseStore withDifference(const std::filesystem::path& folder) {
    auto store = withBothSubmitted(folder, "2", "5");
    EXPECT_EQ(compareBoth(store).agreement, annotation::Agreement::Disagree);
    return store;
}

TEST_P(CrossChecks, IsOfReadingsThatDifferAndOnce) {
    TemporaryFolder folder, agreed;
    auto store = withDifference(folder.path());
    CaseProcess process(store);
    EXPECT_EQ(codeOf(process.stand(kFirst, kA, "")), ErrorCode::Forbidden) << "not open yet";
    ASSERT_TRUE(process.openCrossCheck(kFirst, "lead"));
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::CrossCheck);
    EXPECT_EQ(states(process, kA), std::vector{State::CrossCheck});
    EXPECT_EQ(codeOf(process.openCrossCheck(kFirst, "lead")), ErrorCode::Forbidden);
    auto same = withBothSubmitted(agreed.path());
    compareBoth(same);
    EXPECT_EQ(codeOf(CaseProcess(same).openCrossCheck(kFirst, "lead")), ErrorCode::Forbidden);
}

TEST_P(CrossChecks, AnAmendmentStandsBesideItsOriginalWithItsReason) {
    TemporaryFolder folder;
    auto store = withDifference(folder.path());
    CaseProcess process(store);
    ASSERT_TRUE(process.openCrossCheck(kFirst, "lead"));
    EXPECT_EQ(codeOf(process.amend(aReading(kFirst, kA, "5"), "")), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(process.amend(aReading(kFirst, kC, "5"), "not mine")), ErrorCode::Forbidden);
    ASSERT_TRUE(process.amend(aReading(kFirst, kA, "5"), "overlooked the cluster"));
    EXPECT_EQ(codeOf(process.amend(aReading(kFirst, kA, "4"), "again")), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.closeCrossCheck(kFirst)), ErrorCode::Forbidden) << "B said nothing";
    ASSERT_TRUE(process.stand(kFirst, kB, ""));
    EXPECT_EQ(states(process, kB), std::vector{State::Stated});

    EXPECT_EQ(store.bothReadings(kFirst)->first.answers.at("assessment"), "2") << "the original";
    const auto counting = process.readingsThatCount(kFirst);
    EXPECT_EQ(counting->first.answers.at("assessment"), "5");
    ASSERT_TRUE(process.closeCrossCheck(kFirst));
    const auto again = annotation::compare(counting->first, counting->second);
    ASSERT_TRUE(store.saveComparison(*again));
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Settled);
    EXPECT_EQ((*process.firstComparison(kFirst))->agreement, annotation::Agreement::Disagree);
    EXPECT_EQ((*store.comparison(kFirst))->agreement, annotation::Agreement::Agree);
    const auto asked = process.crossCheck(kFirst);
    ASSERT_TRUE(asked && asked->has_value());
    const auto& check = **asked;
    ASSERT_EQ(check.statements.size(), 2U);
    EXPECT_TRUE(check.closed);
    EXPECT_TRUE(std::ranges::any_of(check.statements, [](const auto& s) {
        return s.amended && s.reason == "overlooked the cluster";
    }));
}

TEST_P(Unsigning, TakesOneSubmissionBackAndKeepsItOnRecord) {
    TemporaryFolder folder;
    auto store = withDifference(folder.path());
    CaseProcess process(store);
    EXPECT_EQ(codeOf(process.unsign(kFirst, kA, "lead", " ")), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(process.unsign(kFirst, kC, "lead", "why")), ErrorCode::Forbidden);
    ASSERT_TRUE(process.unsign(kFirst, kA, "lead", "wrong side drawn"));
    EXPECT_EQ(*process.round(kFirst, kA), 3);
    EXPECT_EQ(*process.round(kFirst, kB), 1);
    const auto row = *store.caseRow(kFirst);
    EXPECT_EQ(row.state, CaseState::InReading);
    EXPECT_EQ(row.submitted, (std::vector{false, true}));
    EXPECT_FALSE(*store.comparison(kFirst)) << "a comparison with what no longer counts";
    EXPECT_EQ(store.readingsVisibleTo(kA, kFirst)->size(), 0U) << "blind again";
    EXPECT_EQ(codeOf(process.unsign(kFirst, kA, "lead", "twice")), ErrorCode::Forbidden);

    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "5")));
    EXPECT_EQ(compareBoth(store).agreement, annotation::Agreement::Agree);
    EXPECT_EQ(store.bothReadings(kFirst)->first.answers.at("assessment"), "5");
    EXPECT_EQ(codeOf(process.unsign(kFirst, kA, "lead", "late")), ErrorCode::Forbidden)
        << "it is settled";
    const auto trail = *store.auditTrail();
    EXPECT_TRUE(std::ranges::any_of(
        trail, [](const auto& line) { return line.detail == "wrong side drawn"; }));
}

/// Settled by agreement.
CaseStore withSettled(const std::filesystem::path& folder) {
    auto store = withBothSubmitted(folder);
    compareBoth(store);
    return store;
}
Inspection inspected(InspectionStep step, bool passed, const std::string& reason = "",
                     std::optional<int> sample = {}) {
    return {kFirst, step, kInspector, passed, reason, sample, ""};
}

TEST_P(Inspections, GoesStepByStepAndNotByAReaderOfTheCase) {
    TemporaryFolder folder;
    auto store = withSettled(folder.path());
    CaseProcess process(store);
    auto own = inspected(InspectionStep::Peer, true);
    own.inspector = kA;
    EXPECT_EQ(codeOf(process.inspect(own)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(process.inspect(inspected(InspectionStep::Manager, true))),
              ErrorCode::Forbidden);
    ASSERT_TRUE(process.inspect(inspected(InspectionStep::Peer, true)));
    EXPECT_EQ(codeOf(process.inspect(inspected(InspectionStep::Peer, true))), ErrorCode::Forbidden);
    ASSERT_TRUE(process.inspect(inspected(InspectionStep::Manager, true)));
    EXPECT_EQ(codeOf(process.inspect(inspected(InspectionStep::Audit, true))), ErrorCode::Forbidden)
        << "no sample was drawn";
    EXPECT_EQ(codeOf(process.drawSample(2, 1, "lead")), ErrorCode::InvalidArgument);
    const auto sample = process.drawSample(1, 7, "lead");
    ASSERT_TRUE(sample);
    EXPECT_EQ(sample->population, 1U);
    EXPECT_EQ(sample->cases, std::vector{kFirst});
    ASSERT_TRUE(process.inspect(inspected(InspectionStep::Audit, true, "", sample->number)));
    EXPECT_EQ(process.samples()->front().passed, 1U);
    EXPECT_EQ(process.inspected()->front().second, InspectionStep::Audit);
}

TEST_P(Inspections, WhatFailsGoesBackToBeLabelledAgain) {
    TemporaryFolder folder;
    auto store = withSettled(folder.path());
    CaseProcess process(store);
    EXPECT_EQ(codeOf(process.inspect(inspected(InspectionStep::Peer, false))),
              ErrorCode::InvalidArgument)
        << "a failure has a reason";
    ASSERT_TRUE(process.inspect(inspected(InspectionStep::Peer, true)));
    ASSERT_TRUE(
        process.inspect(inspected(InspectionStep::Manager, false, "outline leaves the mass")));
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Assigned);
    EXPECT_EQ(states(process, kA), std::vector{State::Open});
    ASSERT_TRUE(store.submit(aLaterReading(kFirst, kA, "4")));
    ASSERT_TRUE(store.submit(aLaterReading(kFirst, kB, "4")));
    compareBoth(store);
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Settled);
    EXPECT_EQ(process.inspected()->front().second, std::nullopt) << "from the first step again";
    EXPECT_EQ(process.inspections(kFirst)->size(), 2U) << "what was found stays on record";
}

TEST_P(Inspections, TheSampleFollowsFromItsSeed) {
    TemporaryFolder folder;
    auto store = withCases(folder.path(), 9);
    CaseProcess process(store);
    for (std::size_t i = 1; i <= 9; ++i) {
        ASSERT_TRUE(store.assign(caseAt(i), kA, kB));
        ASSERT_TRUE(store.submit(aReading(caseAt(i), kA, "4")));
        ASSERT_TRUE(store.submit(aReading(caseAt(i), kB, "4")));
        const auto both = store.bothReadings(caseAt(i));
        ASSERT_TRUE(store.saveComparison(*annotation::compare(both->first, both->second)));
        for (const auto step : {InspectionStep::Peer, InspectionStep::Manager})
            ASSERT_TRUE(process.inspect({caseAt(i), step, kInspector, true, "", {}, ""}));
    }
    const auto one = process.drawSample(4, 11, "lead"), two = process.drawSample(4, 11, "lead"),
               other = process.drawSample(4, 12, "lead");
    EXPECT_EQ(one->cases, two->cases);
    EXPECT_NE(one->cases, other->cases);
    EXPECT_EQ(std::set(one->cases.begin(), one->cases.end()).size(), 4U);
}

TEST_P(Reopening, WhatWasDecidedNoLongerCountsAndIsThereToBeSeen) {
    TemporaryFolder folder;
    auto store = withDifference(folder.path());
    CaseProcess process(store);
    annotation::Decision decision{kFirst, kC, annotation::Verdict::AgreeWithA, {}, {}, "now", ""};
    ASSERT_TRUE(store.saveDecision(decision));
    ASSERT_EQ(store.caseRow(kFirst)->state, CaseState::Settled);
    ASSERT_TRUE(process.reopen(kFirst, "lead", "the image was replaced"));
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Assigned);
    EXPECT_FALSE(*store.decision(kFirst));
    ASSERT_TRUE(store.submit(aLaterReading(kFirst, kA, "4")));
    ASSERT_TRUE(store.submit(aLaterReading(kFirst, kB, "2")));
    compareBoth(store);
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::NeedsAdjudication);
    ASSERT_TRUE(store.exclude(kFirst, annotation::ExclusionReason::ImageFaulty));
    ASSERT_TRUE(process.reopen(kFirst, "lead", "it was not faulty"));
    EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Assigned) << "an exclusion is taken back";
    EXPECT_EQ(codeOf(process.reopen(kFirst, "lead", "again")), ErrorCode::Forbidden);
}

TEST_P(Settings, AreKeptAndChangedOnRecord) {
    TemporaryFolder folder;
    {
        auto store = created(folder.path());
        EXPECT_EQ(*CaseProcess(store).setting("x"), std::nullopt);
        ASSERT_TRUE(CaseProcess(store).setSetting("x", "1", "lead"));
        ASSERT_TRUE(CaseProcess(store).setSetting("x", "2", "lead"));
    }
    auto store = opened(folder.path());
    EXPECT_EQ(*CaseProcess(store).setting("x"), "2");
    EXPECT_EQ(store.auditTrail()->back().action, "set x");
}

} // namespace
} // namespace cw::storage
