// SPDX-License-Identifier: Apache-2.0
// The journal that is written behind the call: nothing waits, nothing is lost, and it says so.
#include "annotation/JournalSteps.h"
#include "core/Files.h"
#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::annotation {
namespace {

using namespace cw::testing;

Result<ReadingSession> behind(const std::filesystem::path& journal, Journaling how) {
    return ReadingSession::open(kCase, kReader, journal, oneImage, std::move(how));
}
bool allSaved(const ReadingSession& session) { return session.journalState().pending == 0; }

TEST(JournalBehind, ReachesTheDiskByItselfAndSaysWhen) {
    TemporaryFolder folder;
    Told told;
    auto session = behind(folder / "a.jsonl", told.journaling());
    ASSERT_TRUE(session);
    EXPECT_FALSE(session->journalState().savedAt);
    ASSERT_TRUE(session->apply(SetAnswer{"density", std::nullopt, "b"}));
    ASSERT_TRUE(told.until([&] { return allSaved(*session); }));
    const auto state = session->journalState();
    EXPECT_EQ(state.saved, 1U);
    EXPECT_EQ(state.savedAt, aClock()());
    EXPECT_FALSE(state.pendingSince);
    EXPECT_FALSE(state.failure);
    EXPECT_EQ(stepsIn(folder / "a.jsonl"), 1U);
}

TEST(JournalBehind, NeverMakesAnEditWaitForAWriterThatHangs) {
    TemporaryFolder folder;
    std::promise<void> goOn;
    std::atomic<bool> hanging = false;
    Told told;
    auto how = told.journaling();
    how.told = [&, wait = goOn.get_future().share(), tell = how.told] {
        hanging = true;
        tell();
        wait.wait(); // in the midst of writing, with the file in its hands
        tell();
    };
    auto session = behind(folder / "a.jsonl", how);
    ASSERT_TRUE(session);
    ASSERT_TRUE(session->apply(SetAnswer{"density", std::nullopt, "b"}));
    ASSERT_TRUE(told.until([&] { return hanging.load(); }));
    for (int i = 0; i < 50; ++i) { // a writer that was waited for would never come back
        ASSERT_TRUE(session->apply(AddFinding{aFinding(lesionName(i), square(10, 10, 50))}));
        ASSERT_TRUE(session->undo());
    }
    EXPECT_EQ(session->journalState().pending, 100U);
    EXPECT_EQ(session->journalState().pendingSince, aClock()());
    goOn.set_value();
    ASSERT_TRUE(told.until([&] { return allSaved(*session); }));
    EXPECT_EQ(stepsIn(folder / "a.jsonl"), 101U);
}

TEST(JournalBehind, IsWholeWhenTheSessionIsClosedAtOnce) {
    TemporaryFolder folder;
    SessionModel model;
    {
        Told told;
        auto session = behind(folder / "a.jsonl", told.journaling());
        ASSERT_TRUE(session);
        for (std::uint32_t k = 1; k < 200; ++k)
            EXPECT_EQ(step(*session, k), step(model, k));
    }
    const auto session = behind(folder / "a.jsonl", {});
    ASSERT_TRUE(session) << session.error().sentence();
    expectSame(*session, model);
}

struct Progress {
    std::uint32_t accepted = 0, saved = 0;
};

/// A child that steps until it is killed and tells after each step how far it and its writer are.
pid_t startReader(const std::filesystem::path& journal, int report) {
    const pid_t child = fork();
    if (child != 0)
        return child;
    Journaling how;
    how.when = Journaling::When::Behind;
    auto session = behind(journal, how);
    Progress progress;
    for (std::uint32_t k = 1; session; ++k)
        if (step(*session, k)) {
            ++progress.accepted;
            progress.saved = static_cast<std::uint32_t>(session->journalState().saved);
            if (::write(report, &progress, sizeof progress) != sizeof progress)
                break;
        }
    _exit(1);
}

TEST(JournalBehind, LosesOnlyTheYoungestStepsByKillNineAndIsNeverTorn) {
    for (const std::uint32_t killAfter : {1U, 2U, 30U, 300U}) {
        TemporaryFolder folder;
        const auto journal = folder / "a.jsonl";
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = startReader(journal, ends[1]);
        close(ends[1]);
        Progress last, next;
        while (last.accepted < killAfter && read(ends[0], &next, sizeof next) == sizeof next)
            last = next;
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        while (read(ends[0], &next, sizeof next) == sizeof next)
            last = next;
        close(ends[0]);

        const auto session = behind(journal, {});
        ASSERT_TRUE(session) << session.error().sentence();
        const auto kept = stepsIn(journal);
        EXPECT_GE(kept, last.saved) << "a step that was said to be on disk is gone";
        EXPECT_LE(kept, last.accepted + 1);
        expectSame(*session, modelAfter(kept));
    }
}

/// In a child, so that the limit stays there: 0 if all is as it should be, else the failing check.
int workOnAFullDisk(const std::filesystem::path& journal) {
    Told told;
    auto session = behind(journal, told.journaling());
    if (!session)
        return 1;
    std::uint32_t k = 1;
    while (!step(*session, k))
        ++k;
    if (!session->flush())
        return 1;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit full{};
    getrlimit(RLIMIT_FSIZE, &full);
    const auto roomy = full;
    full.rlim_cur = std::filesystem::file_size(journal) + 10; // less than any line
    setrlimit(RLIMIT_FSIZE, &full);
    for (std::size_t accepted = 1; accepted < 40;)
        accepted += step(*session, ++k);
    if (!told.until([&] { return session->journalState().failure.has_value(); }))
        return 2;
    const auto state = session->journalState();
    if (state.failure->code != ErrorCode::IoFailure || state.pending != 39 || state.saved != 1 ||
        !state.pendingSince)
        return 3;
    const auto submitted = session->submit(aClock());
    if (submitted || submitted.error().code != ErrorCode::IoFailure || session->submitted())
        return 4;
    if (session->flush() || session->findings() != modelAfter(40).findings())
        return 5;
    setrlimit(RLIMIT_FSIZE, &roomy); // there is room again: it goes on by itself
    if (!told.until([&] { return allSaved(*session); }))
        return 6;
    if (session->journalState().failure || session->journalState().saved != 40)
        return 7;
    return session->findings() == modelAfter(40).findings() ? 0 : 8;
}

TEST(JournalBehind, KeepsWorkOnAFullDiskAndWritesItWhenThereIsRoom) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    EXPECT_EQ(statusOfAChild([&] { return workOnAFullDisk(journal); }), 0);
    const auto session = behind(journal, {});
    ASSERT_TRUE(session) << session.error().sentence();
    EXPECT_EQ(stepsIn(journal), 40U);
    expectSame(*session, modelAfter(40));
}

/// In a child: the session is left before the writer tries again by itself.
int leaveOnceThereIsRoom(const std::filesystem::path& journal) {
    Told told;
    auto how = told.journaling();
    std::atomic<int> failures = 0;
    how.told = [&failures, tell = how.told] {
        ++failures;
        tell();
    };
    auto session = behind(journal, how);
    if (!session)
        return 1;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit full{};
    getrlimit(RLIMIT_FSIZE, &full);
    const auto roomy = full;
    full.rlim_cur = std::filesystem::file_size(journal) + 10;
    setrlimit(RLIMIT_FSIZE, &full);
    std::uint32_t k = 0;
    for (std::size_t accepted = 0; accepted < 40;)
        accepted += step(*session, ++k);
    // After four failures the next attempt is most of a second away.
    if (!told.until([&] { return failures.load() >= 4; }))
        return 2;
    setrlimit(RLIMIT_FSIZE, &roomy);
    return 0;
}

TEST(JournalBehind, WritesWhatIsStillPendingWhenTheSessionIsLeft) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    EXPECT_EQ(statusOfAChild([&] { return leaveOnceThereIsRoom(journal); }), 0);
    EXPECT_EQ(stepsIn(journal), 40U);
}

TEST(JournalBehind, IsSubmittedWithEverythingThatWasPending) {
    TemporaryFolder folder;
    Result<Reading> reading = fail(ErrorCode::Internal, "not submitted");
    {
        Told told;
        auto session = behind(folder / "a.jsonl", told.journaling());
        ASSERT_TRUE(session);
        for (std::uint32_t k = 1; k < 40; ++k)
            step(*session, k);
        reading = session->submit(aClock());
        ASSERT_TRUE(reading);
        EXPECT_EQ(session->apply(SetAnswer{"a", std::nullopt, "b"}).error().code,
                  ErrorCode::Forbidden);
    }
    const auto kept = submittedReading(folder / "a.jsonl");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ(**kept, *reading);
}

TEST(JournalBehind, StopsWhereAnotherSessionWritesTheSameJournal) {
    TemporaryFolder folder;
    Told told;
    auto first = behind(folder / "a.jsonl", told.journaling());
    auto second = behind(folder / "a.jsonl", {});
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(second->apply(SetAnswer{"density", std::nullopt, "a"}));
    const auto text = *core::readText(folder / "a.jsonl");
    ASSERT_TRUE(first->apply(SetAnswer{"density", std::nullopt, "b"}));
    ASSERT_TRUE(told.until([&] { return first->journalState().failure.has_value(); }));
    EXPECT_EQ(first->journalState().failure->code, ErrorCode::Conflict);
    const auto refused = first->apply(SetAnswer{"side", std::nullopt, "x"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    EXPECT_FALSE(first->answers().contains("side")) << "what cannot be saved is not shown as done";
    EXPECT_FALSE(first->flush());
    EXPECT_EQ(core::readText(folder / "a.jsonl"), text) << "no lines are mixed";
}

/// Steps that wait together go into one line: a power cut tears all of it or none.
TEST(JournalBehind, OpensAtAnAcknowledgedStateWhereverAPowerCutTearsTheLastWrite) {
    TemporaryFolder folder;
    const auto whole = folder / "whole.jsonl", torn = folder / "torn.jsonl";
    std::promise<void> goOn;
    std::atomic<bool> hanging = false;
    Told told;
    auto how = told.journaling();
    how.told = [&, wait = goOn.get_future().share(), tell = how.told] {
        hanging = true;
        tell();
        wait.wait();
    };
    std::size_t accepted = 0;
    {
        auto session = behind(whole, how);
        ASSERT_TRUE(session);
        std::uint32_t k = 0;
        for (; accepted < 1; accepted += step(*session, ++k)) {
        }
        ASSERT_TRUE(told.until([&] { return hanging.load(); }));
        while (accepted < 9) // these eight wait for the writer
            accepted += step(*session, ++k);
        goOn.set_value();
    }
    const auto text = *core::readText(whole);
    ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << "header, one step, eight together";
    const auto first = text.find('\n') + 1, second = text.find('\n', first) + 1;
    for (std::size_t length = first; length <= text.size(); ++length) {
        std::ofstream(torn, std::ios::binary) << text.substr(0, length);
        const auto session = behind(torn, {});
        ASSERT_TRUE(session) << length;
        expectSame(*session, modelAfter(length < second ? 0 : length < text.size() ? 1 : 9));
    }
    // The disk may also have kept the end and lost the middle.
    for (std::size_t at = second; at < text.size() - 1; at += 7) {
        auto holed = text;
        holed[at] = '\0';
        std::ofstream(torn, std::ios::binary) << holed;
        const auto session = behind(torn, {});
        ASSERT_TRUE(session) << at;
        expectSame(*session, modelAfter(1));
    }
}

TEST(JournalBehind, EndsWhereItStartedAfterTenThousandEditsAndUndos) {
    TemporaryFolder folder;
    const auto journal = folder / "a.jsonl";
    SessionModel model;
    std::vector<Finding> end;
    std::size_t depth = 0;
    {
        Told told;
        auto session = behind(journal, told.journaling());
        ASSERT_TRUE(session);
        std::uint32_t k = 0;
        for (std::size_t done = 0; done < 10'000;) {
            const bool accepted = step(*session, ++k);
            ASSERT_EQ(accepted, step(model, k)) << k;
            done += accepted;
            if (k % 500 == 0)
                expectSame(*session, model);
        }
        expectSame(*session, model);
        end = session->findings();
        for (; session->canUndo(); ++depth)
            ASSERT_TRUE(session->undo()) << depth;
        EXPECT_TRUE(session->findings().empty());
        EXPECT_TRUE(session->answers().empty());
    }
    EXPECT_GT(depth, 1000U) << "the walk has to be a long one";
    auto session = behind(journal, {}); // what is on disk is the same walk
    ASSERT_TRUE(session) << session.error().sentence();
    EXPECT_TRUE(session->findings().empty());
    EXPECT_FALSE(session->canUndo());
    for (; depth > 0; --depth)
        ASSERT_TRUE(session->redo());
    EXPECT_EQ(session->findings(), end);
}

} // namespace
} // namespace cw::annotation
