// SPDX-License-Identifier: Apache-2.0
#include "annotation/JournalSteps.h"
#include "core/Files.h"
#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::annotation {
namespace {

using namespace cw::testing;

std::size_t lineCount(const std::filesystem::path& file) {
    const auto text = core::readText(file);
    return text ? static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n')) : 0;
}

void write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

/// A child that steps until it is killed and says after each accepted step how many there were.
pid_t startReader(const std::filesystem::path& journal, int report) {
    const pid_t child = fork();
    if (child != 0)
        return child;
    auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
    std::uint32_t accepted = 0;
    for (std::uint32_t k = 1; session; ++k)
        if (step(*session, k)) {
            ++accepted;
            if (::write(report, &accepted, sizeof accepted) != sizeof accepted)
                break;
        }
    _exit(1);
}

TEST(Journal, HasEveryAcceptedEditAfterKillNine) {
    for (const std::uint32_t killAfter : {1U, 23U, 60U}) {
        TemporaryFolder folder;
        const auto journal = folder / "a.jsonl";
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = startReader(journal, ends[1]);
        close(ends[1]);
        std::uint32_t accepted = 0, latest = 0;
        while (accepted < killAfter && read(ends[0], &latest, sizeof latest) == sizeof latest)
            accepted = latest;
        ASSERT_GE(accepted, killAfter);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        while (read(ends[0], &latest, sizeof latest) == sizeof latest)
            accepted = latest;
        close(ends[0]);

        auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
        ASSERT_TRUE(session) << session.error().sentence();
        const auto kept = lineCount(journal) - 1; // without the header
        EXPECT_GE(kept, accepted) << "an edit that apply() accepted is gone";
        EXPECT_LE(kept, accepted + 1) << "one may be on disk that apply() did not get to tell";
        expectSame(*session, modelAfter(kept));
    }
}

TEST(Journal, StandsAtItsLastWholeLineWhereverItIsTorn) {
    TemporaryFolder folder;
    const auto whole = folder / "whole.jsonl", torn = folder / "torn.jsonl";
    std::vector<SessionModel> states(1);
    {
        auto session = ReadingSession::open(kCase, kReader, whole, oneImage);
        ASSERT_TRUE(session);
        for (std::uint32_t k = 1; states.size() < 5; ++k)
            if (step(*session, k)) {
                states.push_back(states.back());
                ASSERT_TRUE(step(states.back(), k));
            }
    }
    const auto text = *core::readText(whole);
    for (std::size_t length = 0; length <= text.size(); ++length) {
        write(torn, text.substr(0, length));
        const auto lines = lineCount(torn);
        {
            auto session = ReadingSession::open(kCase, kReader, torn, oneImage);
            ASSERT_TRUE(session) << length;
            expectSame(*session, states[lines == 0 ? 0 : lines - 1]);
            ASSERT_TRUE(session->apply(SetAnswer{"comment", std::nullopt, "after the tear"}));
        }
        auto again = ReadingSession::open(kCase, kReader, torn, oneImage);
        ASSERT_TRUE(again) << length;
        EXPECT_EQ(again->answers().at("comment"), "after the tear");
    }
}

TEST(Journal, DropsALastLineOfZeros) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    { ASSERT_TRUE(ReadingSession::open(kCase, kReader, journal, oneImage)); }
    const auto text = *core::readText(journal);
    write(journal, text + std::string(300, '\0') + "\n");
    ASSERT_TRUE(ReadingSession::open(kCase, kReader, journal, oneImage));
    EXPECT_EQ(core::readText(journal), text);
}

TEST(Journal, IsCorruptWithADamagedLineInTheMiddle) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    {
        auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
        for (const auto* value : {"1", "2", "3"})
            ASSERT_TRUE(
                session->apply(SetAnswer{std::string("answer ") + value, std::nullopt, value}));
    }
    const auto good = *core::readText(journal);
    const auto reopened = [&](const std::string& from, const std::string& to) {
        auto text = good;
        text.replace(text.find(from), from.size(), to);
        write(journal, text);
        const auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
        EXPECT_EQ(core::readText(journal), text) << "a damaged journal is left as evidence";
        return session ? ErrorCode::Internal : session.error().code;
    };
    EXPECT_EQ(reopened("set-answer", "sit-answer"), ErrorCode::Corrupt);
    EXPECT_EQ(reopened("{\"after\":\"2\"", "{\"after\":2\""), ErrorCode::Corrupt);
    EXPECT_EQ(reopened("\"before\":null", "\"before\":\"x\""), ErrorCode::Corrupt) << "stale";
    EXPECT_EQ(reopened("concord-journal-1", "concord-journal-9"), ErrorCode::Unsupported);
    EXPECT_EQ(reopened("\"reader\"", "\"writer\""), ErrorCode::Corrupt);
}

/// In a child, so that the limit stays there: 0 if all is as it should be, else the failing check.
int editOnAFullDisk(const std::filesystem::path& journal) {
    auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
    if (!session || !session->apply(AddFinding{aFinding("L1", square(10, 10, 50))}))
        return 1;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit full{};
    getrlimit(RLIMIT_FSIZE, &full);
    const auto roomy = full;
    full.rlim_cur = std::filesystem::file_size(journal) + 10; // less than any line
    setrlimit(RLIMIT_FSIZE, &full);
    const auto before = session->findings();
    const auto move = MoveVertex{core::LesionId("L1"), 0, {10, 10}, {12, 12}};
    const auto failed = session->apply(move);
    if (failed || failed.error().code != ErrorCode::IoFailure)
        return 2;
    const auto undone = session->undo();
    if (undone || undone.error().code != ErrorCode::IoFailure || !session->canUndo())
        return 3;
    if (session->findings() != before || session->canRedo())
        return 4;
    const auto submitted = session->submit(aClock());
    if (submitted || session->submitted())
        return 5;
    setrlimit(RLIMIT_FSIZE, &roomy);
    return session->apply(move) && session->undo() ? 0 : 6;
}

TEST(Journal, LosesNothingOnAFullDiskAndGoesOnWhenThereIsRoom) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    EXPECT_EQ(statusOfAChild([&] { return editOnAFullDisk(journal); }), 0);
    const auto session = ReadingSession::open(kCase, kReader, journal, oneImage);
    ASSERT_TRUE(session) << session.error().sentence();
    EXPECT_EQ(session->findings()[0].outline, square(10, 10, 50));
    EXPECT_TRUE(session->canRedo());
}

TEST(Journal, ThatCannotBeWrittenIsAnErrorAtOnce) {
    TemporaryFolder folder;
    write(folder / "file", "");
    const auto session = ReadingSession::open(kCase, kReader, folder / "file/a.jsonl", oneImage);
    ASSERT_FALSE(session);
}

TEST(Journal, ThatVanishedIsNotWrittenToUnseen) {
    TemporaryFolder folder;
    auto session = ReadingSession::open(kCase, kReader, folder / "a.jsonl", oneImage);
    ASSERT_TRUE(session);
    std::filesystem::remove(folder / "a.jsonl");
    const auto applied = session->apply(SetAnswer{"density", std::nullopt, "a"});
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, ErrorCode::IoFailure);
    EXPECT_TRUE(session->answers().empty());
}

} // namespace
} // namespace cw::annotation
