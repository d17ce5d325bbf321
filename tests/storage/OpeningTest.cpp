// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include "storage/detail/Migrations.h"
#include <csignal>
#include <fstream>
#include <set>

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(OpenProject);

TEST_P(OpenProject, RemembersItselfWhenReopened) {
    TemporaryFolder folder;
    { created(folder / "p"); }
    const auto store = opened(folder / "p");
    EXPECT_EQ(store.kind(), core::ImageKind::Mammography);
    EXPECT_EQ(store.schemaVersion(), detail::latestVersion());
    EXPECT_EQ(store.folder(), folder / "p");
    EXPECT_TRUE(store.cases()->empty());
}

TEST(Project, CanLieUnderAnyPath) {
    for (const auto* name : {"프로젝트 하나", "with space", "quote\"s", "a=b", "db=x readonly=true",
                             "semi;colon", "100%", "file:x?mode=ro", "new\nline"}) {
        TemporaryFolder folder;
        { created(folder / name); }
        EXPECT_TRUE(std::filesystem::is_regular_file(folder.path() / name / "concord.sqlite"))
            << name;
        EXPECT_TRUE(CaseStore::open(folder / name, aClock())) << name;
        EXPECT_EQ(folder.fileCount(), 1U) << name;
    }
    TemporaryFolder folder;
    EXPECT_EQ(codeOf(CaseStore::create(folder / "both=\"", core::ImageKind::Fundus, aClock())),
              ErrorCode::InvalidArgument);
}

TEST_P(OpenProject, IsNotMadeOverAnother) {
    TemporaryFolder folder;
    { created(folder / "p"); }
    EXPECT_EQ(codeOf(CaseStore::create(folder / "p", core::ImageKind::Fundus, aClock())),
              ErrorCode::Conflict);
    EXPECT_EQ(
        codeOf(CaseStore::create(folder / "p", core::ImageKind::Fundus, aClock(), aPlacement())),
        ErrorCode::Conflict);
    EXPECT_EQ(opened(folder / "p").kind(), core::ImageKind::Mammography);
}

TEST(Project, IsNotMadeAmongForeignFiles) {
    TemporaryFolder folder;
    std::ofstream(folder / "thesis.txt") << "mine";
    EXPECT_EQ(codeOf(CaseStore::create(folder.path(), core::ImageKind::Fundus, aClock())),
              ErrorCode::Conflict);
    EXPECT_EQ(folder.fileCount(), 1U) << "nothing was left behind";
    EXPECT_EQ(codeOf(CaseStore::create(folder / "thesis.txt", core::ImageKind::Fundus, aClock())),
              ErrorCode::Conflict);
}

TEST(Project, CanBeMadeInAnEmptyFolderAndAfterAnInterruptedAttempt) {
    TemporaryFolder folder;
    { created(folder.path()); }
    TemporaryFolder interrupted;
    std::filesystem::create_directory(interrupted / "images");
    std::filesystem::create_directory(interrupted / "journals");
    std::ofstream(interrupted / ".lock");
    std::ofstream(interrupted / "concord.sqlite.new") << "half a database";
    std::ofstream(interrupted / "concord.sqlite.new-journal") << "and its journal";
    { created(interrupted.path()); }
    EXPECT_FALSE(std::filesystem::exists(interrupted / "concord.sqlite.new"));
}

TEST(Project, IsNotFoundWhereThereIsNone) {
    TemporaryFolder folder;
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock())), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(CaseStore::open(folder / "none", aClock())), ErrorCode::NotFound);
    EXPECT_EQ(folder.fileCount(), 0U);
}

TEST(Project, ThatIsNoDatabaseIsCorrupt) {
    TemporaryFolder folder;
    std::ofstream(folder / "concord.sqlite") << std::string(5000, 'x');
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock())), ErrorCode::Corrupt);
    std::filesystem::resize_file(folder / "concord.sqlite", 0);
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock())), ErrorCode::Corrupt);
}

TEST(Project, WithADamagedPageIsCorrupt) {
    TemporaryFolder folder;
    {
        auto store = created(folder.path());
        for (int i = 0; i < 30; ++i)
            ASSERT_TRUE(add(store, anImage("patient", "image " + std::to_string(i))));
    }
    std::fstream file(folder / "concord.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 2);
    file << std::string(4096 * 8, '\x5a');
    file.close();
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock())), ErrorCode::Corrupt);
}

TEST_P(OpenProject, OfANewerVersionIsRefusedUntouched) {
    TemporaryFolder folder;
    { created(folder.path()); }
    { RawDatabase(folder / "concord.sqlite").run("INSERT INTO schema_version VALUES (99, 'x')"); }
    const auto before = core::readText(folder / "concord.sqlite");
    const auto store = CaseStore::open(folder.path(), aClock());
    EXPECT_EQ(codeOf(store), ErrorCode::Unsupported);
    EXPECT_NE(store.error().sentence().find("newer version"), std::string::npos);
    EXPECT_EQ(core::readText(folder / "concord.sqlite").value_or(""), before.value_or(""));
}

TEST_P(OpenProject, OpenedForReadingCannotBeChanged) {
    TemporaryFolder folder;
    { withOneCase(folder.path()); }
    auto store = opened(folder.path(), Access::ReadOnly);
    EXPECT_EQ(codeOf(add(store, anImage("patient-2", "x"))), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.assign(kFirst, kA, kC)), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.submit(aReading(kFirst, kA, "4"))), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.exclude(kFirst, annotation::ExclusionReason::Other)),
              ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(store.audit("x", "y", "z")), ErrorCode::Forbidden);
    EXPECT_EQ(filesBelow(folder.path() / "images"), 1U);
}

TEST(Project, ThatWasClosedIsOneFileAndItsFolders) {
    TemporaryFolder folder;
    {
        const auto store = withOneCase(folder.path());
        const auto reader = opened(folder.path(), Access::ReadOnly);
        EXPECT_EQ(reader.cases()->size(), 1U);
    }
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        names.insert(entry.path().filename().string());
    EXPECT_EQ(names, (std::set<std::string>{".lock", "concord.sqlite", "images", "journals"}));
    // SQLite file format 1.3: bytes 18 and 19 are 2 for WAL, which needs a folder it can write to.
    const auto header = core::readText(folder / "concord.sqlite");
    EXPECT_EQ(header->substr(18, 2), "\x01\x01");
}

TEST_P(OpenProject, MessagesHoldNoValues) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    { RawDatabase(folder / "concord.sqlite").run("DROP TABLE clinical"); }
    const auto set = store.setClinical(core::PatientKey("SENTINEL"), {{"age", "SENTINEL"}});
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().sentence().find("SENTINEL"), std::string::npos);
    EXPECT_EQ(set.error().sentence().find("INSERT"), std::string::npos);
}

} // namespace
} // namespace cw::storage
