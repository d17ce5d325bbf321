// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include <rapidcheck/gtest.h>

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(Assignment);
CW_ON_BOTH_BACKENDS(Journals);
CW_ON_BOTH_BACKENDS(Submission);
CW_ON_BOTH_BACKENDS(BlindReading);
CW_ON_BOTH_BACKENDS(Readings);
CW_ON_BOTH_BACKENDS(CaseStates);

CaseState stateOf(const CaseStore& store) { return store.caseRow(kFirst)->state; }

TEST_P(Assignment, KeepsTheOrderOfItsReaders) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    EXPECT_EQ(store.caseRow(kFirst)->readers, (std::vector{kA, kB}));
    EXPECT_EQ(store.caseRow(kFirst)->submitted, (std::vector{false, false}));
    ASSERT_TRUE(store.assign(kFirst, kC, kA));
    EXPECT_EQ(store.caseRow(kFirst)->readers, (std::vector{kC, kA}));
}

TEST_P(Assignment, NeedsTwoDifferentReadersAndAKnownCase) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    EXPECT_EQ(codeOf(store.assign(kFirst, kA, kA)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(store.assign(kFirst, kA, core::ReaderId())), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(store.assign(kFirst, kA, core::ReaderId("a\nb"))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(store.assign(core::CaseId("C-0002"), kA, kB)), ErrorCode::NotFound);
}

TEST_P(Assignment, StandsOnceOneReaderHasSubmitted) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    ASSERT_TRUE(store.submit(aReading(kFirst, kB, "1")));
    EXPECT_EQ(codeOf(store.assign(kFirst, kB, kC)), ErrorCode::Forbidden);
    EXPECT_EQ(store.caseRow(kFirst)->readers, (std::vector{kA, kB}));
}

TEST_P(Assignment, ToTheSameReadersAgainKeepsWhatTheyBegan) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    ASSERT_TRUE(store.noteOpened(kFirst, kA));
    ASSERT_TRUE(store.assign(kFirst, kA, kB));
    EXPECT_EQ(stateOf(store), CaseState::InReading);
    EXPECT_EQ(codeOf(store.noteOpened(kFirst, kC)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.noteOpened(core::CaseId("C-0002"), kA)), ErrorCode::NotFound);
}

TEST_P(Journals, OfTwoReadersAreTwoFilesInsideTheProjectWhateverTheirNames) {
    TemporaryFolder folder;
    const auto store = created(folder.path());
    std::set<std::filesystem::path> files;
    const char* names[] = {"A", "a", "a.b", "독자", "../../x", "a/b", "", "nul"};
    for (const auto* name : names) {
        const auto file = store.journalFile(kFirst, core::ReaderId(name));
        EXPECT_EQ(file.parent_path(), folder / "journals");
        EXPECT_LT(file.filename().string().size(), 200U);
        files.insert(file);
    }
    EXPECT_EQ(files.size(), std::size(names));
    EXPECT_LT(store.journalFile(kFirst, core::ReaderId(std::string(5000, 'x')))
                  .filename()
                  .string()
                  .size(),
              200U);
    EXPECT_TRUE(annotation::ReadingSession::open(
        kFirst, kB, store.journalFile(kFirst, kB),
        [](const core::ImageId&) { return std::optional<annotation::ImageSize>(); }));
}

TEST_P(Submission, IsOnlyForAssignedReadersAndOnlyOnce) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kC, "4"))), ErrorCode::Forbidden);
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kA, "4"))), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kA, "5"))), ErrorCode::Forbidden);
    EXPECT_EQ(store.caseRow(kFirst)->submitted, (std::vector{true, false}));
}

TEST_P(Submission, MustBeSealedAndOfThisCasesImages) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    auto reading = aReading(kFirst, kA, "4");
    reading.answers["assessment"] = "5";
    EXPECT_EQ(codeOf(store.submit(reading)), ErrorCode::InvalidArgument);
    ASSERT_TRUE(add(store, anImage("patient-2", "other image")));
    const auto elsewhere = [](const std::string& content) {
        return annotation::Finding{core::LesionId("L1"),
                                   core::ImageId(core::sha256Hex(content)),
                                   "mass",
                                   square(1, 1, 5),
                                   {}};
    };
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kA, "4", {elsewhere("other image")}))),
              ErrorCode::InvalidArgument);
    EXPECT_TRUE(store.submit(aReading(kFirst, kA, "4", {elsewhere("first image")})));
}

TEST_P(BlindReading, HidesTheOtherReadingUntilBothAreSubmitted) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(store.readingsVisibleTo(kA, kFirst)->size(), 1U);
    EXPECT_TRUE(store.readingsVisibleTo(kB, kFirst)->empty());
    EXPECT_TRUE(store.readingsVisibleTo(kC, kFirst)->empty());
    EXPECT_EQ(codeOf(store.bothReadings(kFirst)), ErrorCode::Forbidden);

    ASSERT_TRUE(store.submit(aReading(kFirst, kB, "2")));
    for (const auto& viewer : {kA, kB, kC}) {
        const auto readings = store.readingsVisibleTo(viewer, kFirst);
        ASSERT_EQ(readings->size(), 2U);
        EXPECT_EQ(readings->at(0).reader, kA);
        EXPECT_EQ(readings->at(1).reader, kB);
    }
    const auto both = store.bothReadings(kFirst);
    ASSERT_TRUE(both);
    EXPECT_EQ(both->first, aReading(kFirst, kA, "4"));
    EXPECT_EQ(both->second, aReading(kFirst, kB, "2"));
    EXPECT_EQ(codeOf(store.bothReadings(core::CaseId("C-0002"))), ErrorCode::NotFound);
}

TEST_P(BlindReading, StandsWhateverHappensInWhateverOrder) {
    TemporaryFolder folder;
    auto store = created(folder.path());
    int patients = 0;
    EXPECT_TRUE(rc::check([&] {
        const auto name = "patient-" + std::to_string(++patients);
        const auto id = add(store, anImage(name, name))->caseId;
        RC_ASSERT(store.assign(id, kA, kB).has_value());
        const core::ReaderId readers[] = {kA, kB, kC};
        std::set<core::ReaderId> submitted;
        const auto steps =
            *rc::gen::container<std::vector<int>>(std::size_t{6}, rc::gen::inRange(0, 9));
        for (const int n : steps) {
            const auto& reader = readers[n % 3];
            if (n < 3)
                static_cast<void>(store.assign(id, reader, readers[(n + 1) % 3]));
            else if (n < 6)
                static_cast<void>(store.noteOpened(id, reader));
            else if (store.submit(aReading(id, reader, "1")))
                submitted.insert(reader);
            for (const auto& viewer : readers) {
                const auto seen = store.readingsVisibleTo(viewer, id);
                RC_ASSERT(seen.has_value());
                for (const auto& reading : *seen)
                    RC_ASSERT(reading.reader == viewer || submitted.size() == 2U);
            }
            RC_ASSERT(store.bothReadings(id).has_value() == (submitted.size() == 2U));
        }
    }));
}

TEST_P(Readings, ThatWereTamperedWithAreCorrupt) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path());
    {
        RawDatabase raw(folder / "concord.sqlite");
        raw.dropTrigger("readings_stay", "readings");
        ASSERT_EQ(raw.run("UPDATE readings SET json = replace(json, '\"4\"', '\"1\"')"), SQLITE_OK);
    }
    EXPECT_EQ(codeOf(store.bothReadings(kFirst)), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(store.readingsVisibleTo(kA, kFirst)), ErrorCode::Corrupt);
}

TEST_P(CaseStates, FollowsFromWhatHappened) {
    using annotation::Verdict;
    TemporaryFolder folder;
    auto store = created(folder.path());
    ASSERT_TRUE(add(store, anImage("patient-1", "first image")));
    EXPECT_EQ(stateOf(store), CaseState::New);
    ASSERT_TRUE(store.assign(kFirst, kA, kB));
    EXPECT_EQ(stateOf(store), CaseState::Assigned);
    ASSERT_TRUE(store.noteOpened(kFirst, kB));
    EXPECT_EQ(stateOf(store), CaseState::InReading);
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(stateOf(store), CaseState::InReading);
    ASSERT_TRUE(store.submit(aReading(kFirst, kB, "1")));
    EXPECT_EQ(stateOf(store), CaseState::Submitted);
    compareBoth(store);
    EXPECT_EQ(stateOf(store), CaseState::NeedsAdjudication);
    ASSERT_TRUE(store.saveDecision({kFirst, kC, Verdict::AgreeWithA, {}, {}, "2026", ""}));
    EXPECT_EQ(stateOf(store), CaseState::Settled);
    EXPECT_FALSE(store.caseRow(kFirst)->exclusion);
    ASSERT_TRUE(store.saveDecision(
        {kFirst, kC, Verdict::Exclude, annotation::ExclusionReason::ImageFaulty, {}, "2026", ""}));
    EXPECT_EQ(stateOf(store), CaseState::Excluded);
    EXPECT_EQ(store.caseRow(kFirst)->exclusion, annotation::ExclusionReason::ImageFaulty);
    ASSERT_TRUE(store.exclude(kFirst, annotation::ExclusionReason::ClinicalMismatch));
    EXPECT_EQ(store.caseRow(kFirst)->exclusion, annotation::ExclusionReason::ClinicalMismatch);
}

TEST_P(CaseStates, IsSettledByAgreementAlone) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "4");
    EXPECT_EQ(compareBoth(store).agreement, annotation::Agreement::Agree);
    EXPECT_EQ(stateOf(store), CaseState::Settled);
}

TEST_P(CaseStates, NeedsADecisionForPartialAgreementToo) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "5");
    EXPECT_EQ(compareBoth(store).agreement, annotation::Agreement::Partial);
    EXPECT_EQ(stateOf(store), CaseState::NeedsAdjudication);
}

TEST_P(CaseStates, OfAnUntouchedCaseCanBeExcluded) {
    TemporaryFolder folder;
    auto store = created(folder.path());
    ASSERT_TRUE(add(store, anImage("patient-1", "first image")));
    ASSERT_TRUE(store.exclude(kFirst, annotation::ExclusionReason::Ineligible));
    EXPECT_EQ(stateOf(store), CaseState::Excluded);
    EXPECT_EQ(codeOf(store.exclude(core::CaseId("C-0002"), annotation::ExclusionReason::Other)),
              ErrorCode::NotFound);
    EXPECT_EQ(codeOf(store.caseRow(core::CaseId("C-0002"))), ErrorCode::NotFound);
}

} // namespace
} // namespace cw::storage
