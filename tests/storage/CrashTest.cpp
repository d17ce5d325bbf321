// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <thread>

namespace cw::storage {
namespace {

using namespace cw::testing;
namespace fs = std::filesystem;

CW_ON_BOTH_BACKENDS(Crash);

/// kill -9 exactly between blob and row: while this process holds the database, the child has
/// written the blob and waits for its turn to write the row.
TEST_P(Crash, BetweenBlobAndRowLeavesNoOrphan) {
    TemporaryFolder folder;
    { created(folder.path()); }
    const auto id = core::sha256Hex("orphan");
    const auto blob = folder.path() / "images" / id.substr(0, 2) / id;
    const pid_t child = fork();
    if (child == 0) {
        auto store = CaseStore::open(folder.path(), aClock());
        { std::ofstream(folder / "ready"); }
        while (!fs::exists(folder / "go"))
            std::this_thread::yield();
        _exit(store && add(*store, anImage("patient-1", "orphan")) ? 0 : 1);
    }
    while (!fs::exists(folder / "ready"))
        std::this_thread::yield();
    {
        RawDatabase holder(folder / "concord.sqlite");
        ASSERT_EQ(holder.holdWrites(), SQLITE_OK);
        { std::ofstream(folder / "go"); }
        int status = 0;
        while (!fs::exists(blob) && waitpid(child, &status, WNOHANG) == 0)
            std::this_thread::yield();
        ASSERT_TRUE(fs::exists(blob)) << "add() ended without a blob";
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the row was not to be written";
    }
    ASSERT_TRUE(fs::exists(blob));
    RawDatabase(folder / "concord.sqlite").waitUntilNobodyIsPresent();
    auto store = opened(folder.path());
    EXPECT_FALSE(fs::exists(blob));
    EXPECT_TRUE(store.cases()->empty());
    EXPECT_EQ(codeOf(store.bytes(core::ImageId(id))), ErrorCode::NotFound);
    EXPECT_TRUE(add(store, anImage("patient-1", "orphan"))) << "and it can be imported again";
}

TEST_P(Crash, AtAnyMomentOfAnImportLeavesRowsWithTheirBytesAndNothingElse) {
    TemporaryFolder folder;
    { created(folder.path()); }
    std::size_t before = 0;
    for (int round = 0; round < 4; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto store = CaseStore::open(folder.path(), aClock());
            for (int i = 0; store; ++i) {
                const auto name = std::to_string(round) + "/" + std::to_string(i);
                const char done = add(*store, anImage("patient-" + name, name)) ? 'y' : 'n';
                if (write(ends[1], &done, 1) != 1)
                    break;
            }
            _exit(1);
        }
        close(ends[1]);
        char done = 0;
        std::size_t acknowledged = 0;
        while (acknowledged < 3U + static_cast<unsigned>(round) && read(ends[0], &done, 1) == 1)
            acknowledged += done == 'y';
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        while (read(ends[0], &done, 1) == 1)
            acknowledged += done == 'y';
        close(ends[0]);

        RawDatabase(folder / "concord.sqlite").waitUntilNobodyIsPresent();
        const auto store = opened(folder.path());
        const auto cases = store.cases();
        ASSERT_TRUE(cases);
        EXPECT_GE(cases->size(), before + acknowledged) << "an import that add() confirmed is gone";
        before = cases->size();
        for (const auto& row : *cases) {
            const auto images = store.images(row.id);
            for (const auto& image : *images)
                EXPECT_TRUE(store.bytes(image.id));
        }
        EXPECT_EQ(filesBelow(folder.path() / "images"), before) << "no orphan, no temporary file";
    }
}

TEST(Sweep, TouchesNothingButBlobsAndTheirTemporaryFiles) {
    TemporaryFolder folder;
    { created(folder.path()); }
    const auto images = folder.path() / "images";
    const std::string hex(62, 'c');
    fs::create_directories(images / "ab");
    fs::create_directories(images / "notes");
    fs::create_directories(images / "ab" / ("ab" + std::string(62, 'd'))); // a folder of that name
    const fs::path gone[] = {images / "ab" / ("ab" + hex), images / "ab" / ".cw-Xy12Zq"};
    const fs::path stays[] = {images / ("ab" + hex),          images / "ab" / ("cd" + hex),
                              images / "ab" / ("AB" + hex),   images / "ab" / ("ab" + hex + ".bak"),
                              images / "ab" / "readme.txt",   images / "notes" / ("ab" + hex),
                              folder / "journals/.cw-Xy12Zq", folder / ("ab" + hex)};
    for (const auto& file : gone)
        std::ofstream(file) << "x";
    for (const auto& file : stays)
        std::ofstream(file) << "x";
    const auto link = images / "ab" / ("ab" + std::string(62, 'e'));
    fs::create_symlink("readme.txt", link);
    { opened(folder.path(), Access::ReadOnly); }
    EXPECT_TRUE(fs::exists(gone[0])) << "who only reads removes nothing";
    { opened(folder.path()); }
    for (const auto& file : gone)
        EXPECT_FALSE(fs::exists(file)) << file;
    for (const auto& file : stays)
        EXPECT_TRUE(fs::exists(file)) << file;
    EXPECT_TRUE(fs::is_symlink(link));
}

/// No file may grow beyond its present size: what a full disk does to a database.
void fillDisk(std::uintmax_t largestFile) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = largestFile;
    setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(FullDisk, FailsTheImportAndLosesNothing) {
    TemporaryFolder folder;
    {
        auto store = created(folder.path());
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(add(store, anImage("before-" + std::to_string(i), std::to_string(i))));
    }
    const auto database = folder / "concord.sqlite";
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const int status = inChild([&] {
        auto store = CaseStore::open(folder.path(), aClock());
        if (!store)
            return 1;
        fillDisk(fs::file_size(database));
        for (int i = 0; i < 2000; ++i) {
            const auto name = "during-" + std::to_string(i);
            const auto added = add(*store, anImage(name, name));
            if (!added)
                return added.error().code == ErrorCode::IoFailure ? 0 : 2;
            if (write(ends[1], "y", 1) != 1)
                return 3;
        }
        return 4;
    });
    EXPECT_EQ(status, 0);
    close(ends[1]);
    std::size_t acknowledged = 0;
    for (char done = 0; read(ends[0], &done, 1) == 1;)
        ++acknowledged;
    close(ends[0]);
    const auto store = opened(folder.path());
    EXPECT_EQ(store.cases()->size(), 20 + acknowledged);
    EXPECT_EQ(filesBelow(folder.path() / "images"), 20 + acknowledged);
}

TEST(FullDisk, FailsTheBlobWithoutARow) {
    TemporaryFolder folder;
    { created(folder.path()); }
    EXPECT_EQ(inChild([&] {
                  auto store = CaseStore::open(folder.path(), aClock());
                  if (!store)
                      return 1;
                  fillDisk(300000);
                  const auto added = add(*store, anImage("patient-1", std::string(400000, 'x')));
                  if (added || added.error().code != ErrorCode::IoFailure)
                      return 2;
                  return store->cases()->empty() && filesBelow(folder.path() / "images") == 0 ? 0
                                                                                              : 3;
              }),
              0);
}

TEST(FullDisk, FailsASubmissionThatCanBeRepeated) {
    TemporaryFolder folder;
    { withOneCase(folder.path()); }
    auto reading = aReading(kFirst, kA, "4");
    reading.answers["comment"] = std::string(300000, 'x');
    reading = annotation::sealed(reading);
    EXPECT_EQ(inChild([&] {
                  auto store = CaseStore::open(folder.path(), aClock());
                  if (!store)
                      return 1;
                  fillDisk(fs::file_size(folder / "concord.sqlite"));
                  const auto submitted = store->submit(reading);
                  return !submitted && submitted.error().code == ErrorCode::IoFailure ? 0 : 2;
              }),
              0);
    auto store = opened(folder.path());
    EXPECT_FALSE(store.caseRow(kFirst)->submitted[0]);
    EXPECT_TRUE(store.submit(reading));
}

TEST(FullDisk, FailsTheCreationOfAProjectThatCanBeRepeated) {
    TemporaryFolder folder;
    EXPECT_EQ(inChild([&] {
                  fillDisk(8192);
                  const auto store =
                      CaseStore::create(folder / "p", core::ImageKind::Fundus, aClock());
                  return !store && store.error().code == ErrorCode::IoFailure ? 0 : 1;
              }),
              0);
    EXPECT_EQ(codeOf(CaseStore::open(folder / "p", aClock())), ErrorCode::NotFound);
    EXPECT_TRUE(CaseStore::create(folder / "p", core::ImageKind::Fundus, aClock()));
}

} // namespace
} // namespace cw::storage
