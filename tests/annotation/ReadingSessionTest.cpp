// SPDX-License-Identifier: Apache-2.0
#include "annotation/Readings.h"
#include "annotation/SameLesion.h"
#include "core/Files.h"
#include "core/Sha256.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;

ReadingSession opened(const std::filesystem::path& journal) {
    auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
    EXPECT_TRUE(session) << session.error().sentence();
    return std::move(session.value());
}

ErrorCode codeOf(const auto& result) { return result ? ErrorCode::Internal : result.error().code; }

const Edit kAdd = AddFinding{aFinding("L1", square(10, 10, 50))};
const Edit kMove = MoveVertex{core::LesionId("L1"), 0, {10, 10}, {5.25, 7.125}};

TEST(ReadingSession, UndoesAndRedoesEveryEditInTurn) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    EXPECT_FALSE(session.canUndo());
    EXPECT_EQ(codeOf(session.undo()), ErrorCode::InvalidArgument);
    ASSERT_TRUE(session.apply(kAdd));
    ASSERT_TRUE(session.apply(kMove));
    const auto after = session.findings();

    const auto undone = session.undo();
    ASSERT_TRUE(undone);
    EXPECT_EQ(describe(*undone), "move vertex");
    EXPECT_EQ(session.findings()[0].outline, square(10, 10, 50));
    ASSERT_TRUE(session.undo());
    EXPECT_TRUE(session.findings().empty());
    EXPECT_FALSE(session.canUndo());
    ASSERT_TRUE(session.redo());
    ASSERT_TRUE(session.redo());
    EXPECT_FALSE(session.canRedo());
    EXPECT_EQ(session.findings(), after);
}

TEST(ReadingSession, ForgetsWhatCouldBeRedoneAfterANewEdit) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    ASSERT_TRUE(session.apply(kAdd));
    ASSERT_TRUE(session.undo());
    ASSERT_TRUE(session.apply(SetAnswer{"density", std::nullopt, "b"}));
    EXPECT_FALSE(session.canRedo());
    EXPECT_EQ(codeOf(session.redo()), ErrorCode::InvalidArgument);
    EXPECT_EQ(session.nextLesionId().text(), "L2") << "an undone id is not given again";
}

TEST(ReadingSession, KeepsTheOrderOfDrawingPastTheNinthFinding) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    for (int i = 1; i <= 12; ++i)
        ASSERT_TRUE(session.apply(
            AddFinding{aFinding(session.nextLesionId().text(), square(10 + i, 10, 50))}));
    const auto numbers = lesionNumbers(session.findings());
    for (int i = 1; i <= 12; ++i)
        EXPECT_EQ(numbers.at(core::LesionId("L" + std::to_string(i))), i);
    ASSERT_TRUE(session.undo());
    EXPECT_EQ(session.findings().size(), 11U);
    EXPECT_EQ(session.findings()[1].id.text(), "L2");
}

TEST(ReadingSession, StandsWhereItWasWhenReopenedUndoStackIncluded) {
    TemporaryFolder folder;
    std::vector<Finding> before;
    {
        auto session = opened(folder / "a.jsonl");
        ASSERT_TRUE(session.apply(kAdd));
        ASSERT_TRUE(session.apply(kMove));
        ASSERT_TRUE(session.apply(SetAnswer{"assessment", std::nullopt, "4"}));
        ASSERT_TRUE(session.undo());
        ASSERT_TRUE(session.undo());
        before = session.findings();
    }
    auto session = opened(folder / "a.jsonl");
    EXPECT_EQ(session.findings(), before);
    ASSERT_TRUE(session.redo());
    EXPECT_EQ(session.findings()[0].outline.vertices[0], (core::PointPx{5.25, 7.125}));
    ASSERT_TRUE(session.redo());
    EXPECT_EQ(session.answers().at("assessment"), "4");
    EXPECT_FALSE(session.canRedo());
    ASSERT_TRUE(session.undo());
    ASSERT_TRUE(session.undo());
    ASSERT_TRUE(session.undo());
    EXPECT_FALSE(session.canUndo());
}

TEST(ReadingSession, ARefusedEditLeavesNoTraceInTheJournal) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    ASSERT_TRUE(session.apply(kAdd));
    const auto journal = core::readText(folder / "a.jsonl");
    EXPECT_EQ(codeOf(session.apply(kAdd)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(session.apply(SetLabel{core::LesionId("L1"), "mass", "\xFF"})),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(*core::readText(folder / "a.jsonl"), *journal);
}

TEST(ReadingSession, SubmitFreezesWithAHashOverTheCanonicalForm) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    ASSERT_TRUE(session.apply(kAdd));
    const auto reading = session.submit(aClock());
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->submittedAt, "2026-11-21T01:14:30Z");
    EXPECT_EQ(reading->id.text(), core::sha256Hex(canonicalJson(*reading)));
    EXPECT_EQ(reading->findings, session.findings());
    EXPECT_TRUE(session.submitted());
    EXPECT_FALSE(session.canUndo());
    EXPECT_EQ(codeOf(session.apply(kMove)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(session.undo()), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(session.redo()), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(session.submit(aClock())), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(ReadingSession::open(kCase, kReader, folder / "a.jsonl", oneImage)),
              ErrorCode::Forbidden);
}

TEST(ReadingSession, ASubmittedReadingCanBeRecoveredFromItsJournal) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    ASSERT_TRUE(session.apply(kAdd));
    auto open = submittedReading(folder / "a.jsonl");
    ASSERT_TRUE(open);
    EXPECT_FALSE(*open);
    const auto reading = session.submit(aClock());
    ASSERT_TRUE(reading);
    const auto recovered = submittedReading(folder / "a.jsonl");
    ASSERT_TRUE(recovered && *recovered);
    EXPECT_EQ(**recovered, *reading);
    EXPECT_EQ(codeOf(submittedReading(folder / "none.jsonl")), ErrorCode::NotFound);
}

TEST(ReadingSession, DoesNotOpenTheJournalOfAnotherReaderOrCase) {
    TemporaryFolder folder;
    { auto session = opened(folder / "a.jsonl"); }
    EXPECT_EQ(
        codeOf(ReadingSession::open(kCase, core::ReaderId("B"), folder / "a.jsonl", oneImage)),
        ErrorCode::InvalidArgument);
    EXPECT_EQ(
        codeOf(ReadingSession::open(core::CaseId("C-0002"), kReader, folder / "a.jsonl", oneImage)),
        ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(ReadingSession::open(kCase, kReader, folder / "b.jsonl", {})),
              ErrorCode::InvalidArgument);
}

TEST(ReadingSession, ASecondSessionOnTheSameJournalIsStoppedBeforeItMixesItsLines) {
    TemporaryFolder folder;
    auto first = opened(folder / "a.jsonl");
    auto second = opened(folder / "a.jsonl");
    ASSERT_TRUE(first.apply(kAdd));
    EXPECT_EQ(codeOf(second.apply(kAdd)), ErrorCode::Conflict);
    EXPECT_TRUE(second.findings().empty());
    EXPECT_EQ(opened(folder / "a.jsonl").findings(), first.findings());
}

RC_GTEST_PROP(ReadingSessionProperty, ReplayEqualsWhatWasDone, ()) {
    TemporaryFolder folder;
    auto session = opened(folder / "a.jsonl");
    const auto numbers = *rc::gen::container<std::vector<std::uint32_t>>(
        std::size_t{12}, rc::gen::arbitrary<std::uint32_t>());
    for (const auto n : numbers) {
        if (n % 5 == 0 && session.canUndo())
            RC_ASSERT(session.undo().has_value());
        else if (n % 5 == 1 && session.canRedo())
            RC_ASSERT(session.redo().has_value());
        else
            static_cast<void>(session.apply(someEdit(session, n / 5)));
    }
    auto again = opened(folder / "a.jsonl");
    RC_ASSERT(again.findings() == session.findings());
    RC_ASSERT(again.answers() == session.answers());
    RC_ASSERT(again.nextLesionId() == session.nextLesionId());
    // The stacks as well: both walk back to nothing and forward again through the same states.
    RC_ASSERT(again.canRedo() == session.canRedo());
    while (session.canUndo()) {
        const auto a = session.undo();
        RC_ASSERT(a.has_value() && again.canUndo());
        // Not journaled twice: the second session would be stopped. Compare by re-opening.
        again = opened(folder / "a.jsonl");
        RC_ASSERT(again.findings() == session.findings());
        RC_ASSERT(again.canUndo() == session.canUndo());
    }
    RC_ASSERT(session.findings().empty() && session.answers().empty());
}

} // namespace
} // namespace cw::annotation
