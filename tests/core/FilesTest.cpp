// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cw;
using namespace cw::core;
using cw::testing::TemporaryFolder;

TEST(WriteWhole, ReplacesTheOldContent) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "안녕.txt", std::string_view("one")));
    ASSERT_TRUE(writeWhole(folder / "안녕.txt", std::string_view("two")));
    EXPECT_EQ(*readText(folder / "안녕.txt"), "two");
}

TEST(WriteWhole, LeavesTheOldFileWhenTheDiskIsFull) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "f", std::string_view("precious")));
    const pid_t child = fork();
    if (child == 0) {
        // A file size limit stands in for a full disk: write() fails after 4 KiB.
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        setrlimit(RLIMIT_FSIZE, &limit);
        const std::string big(100'000, 'x');
        _exit(writeWhole(folder / "f", std::string_view(big)) ? 1 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(*readText(folder / "f"), "precious");
    EXPECT_EQ(folder.fileCount(), 1u) << "the temporary file is gone";
}

TEST(WriteNew, RefusesAnExistingFile) {
    const TemporaryFolder folder;
    const std::byte one[] = {std::byte{1}};
    ASSERT_TRUE(writeNew(folder / "f", one));
    const auto again = writeNew(folder / "f", one);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
}

TEST(ReadFile, RefusesAboveItsLimitAndWhatIsNotAFile) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "f", std::string_view("12345")));
    EXPECT_EQ(readFile(folder / "f", 4).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(readFile(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(readFile(folder.path()).error().code, ErrorCode::Unreadable);
}

TEST(ReadFile, NeverNamesThePathInItsError) {
    const auto error = readFile("/nowhere/HONG^GILDONG_19610203.dcm").error();
    EXPECT_EQ(error.sentence().find("HONG"), std::string::npos);
}

TEST(FileLock, IsHeldAgainstOthersUntilItDies) {
    const TemporaryFolder folder;
    {
        const auto lock = FileLock::take(folder / ".lock");
        ASSERT_TRUE(lock);
        EXPECT_EQ(FileLock::take(folder / ".lock").error().code, ErrorCode::Conflict);
    }
    EXPECT_TRUE(FileLock::take(folder / ".lock"));
}

TEST(AppendFile, KeepsEveryLineOfAKilledProcess) {
    const TemporaryFolder folder;
    const pid_t child = fork();
    if (child == 0) {
        auto journal = AppendFile::open(folder / "j");
        if (!journal->append("first") || !journal->append("second"))
            _exit(1);
        kill(getpid(), SIGKILL);
    }
    waitpid(child, nullptr, 0);
    EXPECT_EQ(*readText(folder / "j"), "first\nsecond\n");
}

TEST(AppendFile, LeavesNoHalfLineWhenTheDiskIsFull) {
    const TemporaryFolder folder;
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        auto journal = AppendFile::open(folder / "j");
        const bool begun = journal->appendUnsynced("first\n").has_value();
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto refused = journal->appendUnsynced(std::string(5000, 'x') + "\n");
        _exit(begun && !refused && journal->appendUnsynced("third\n") ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(*readText(folder / "j"), "first\nthird\n");
}

TEST(MoveFile, SaysNotFoundWhereTheFolderIsMissing) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "a", std::string_view("a")));
    EXPECT_EQ(moveFile(folder / "a", folder.path() / "no" / "a").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(moveFile(folder / "a", folder / "b"));
    EXPECT_EQ(*readText(folder / "b"), "a");
}

TEST(FileSystemSync, BringsWhatWasWrittenToDisk) {
    const TemporaryFolder folder;
    auto disk = FileSystemSync::open(folder.path());
    ASSERT_TRUE(disk);
    EXPECT_TRUE(disk->sync());
    EXPECT_EQ(FileSystemSync::open(folder / "none").error().code, ErrorCode::IoFailure);
}
