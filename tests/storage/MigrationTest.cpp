// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "storage/CaseProcess.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include "storage/detail/Database.h"
#include "storage/detail/Migrations.h"
#include <algorithm>
#include <set>

namespace cw::storage {
namespace {

using namespace cw::testing;

/// The versions that a dump is kept of; a new one gets its dump when it is released.
constexpr int kReleased[] = {1, 2, 3, 4, 5};

/// tests/storage/schemas/version-N.sql: a dump of a project as version N wrote it, kept for ever.
std::string released(int version) {
    const auto file = std::filesystem::path(CW_SOURCE_DIR) / "tests/storage/schemas" /
                      ("version-" + std::to_string(version) + ".sql");
    const auto text = core::readText(file);
    EXPECT_TRUE(text) << "no fixture of version " << version;
    return text.value_or("");
}

void build(const std::filesystem::path& folder, int version) {
    RawDatabase raw(folder / "concord.sqlite");
    ASSERT_EQ(raw.run(released(version)), SQLITE_OK);
    const std::string content = "fixture image";
    const auto id = core::sha256Hex(content);
    std::filesystem::create_directories(folder / "images" / id.substr(0, 2));
    ASSERT_TRUE(core::writeWhole(folder / "images" / id.substr(0, 2) / id, content));
}

std::vector<std::string> schemaOf(const std::filesystem::path& database) {
    return RawDatabase(database).column(
        "SELECT type || ' ' || name || ': ' || sql FROM sqlite_master WHERE sql IS NOT NULL "
        "ORDER BY type, name");
}

TEST(Migration, BringsEveryReleasedSchemaUpToDateWithItsContent) {
    for (const int version : kReleased) {
        TemporaryFolder folder;
        build(folder.path(), version);
        auto store = opened(folder.path());
        EXPECT_EQ(store.schemaVersion(), detail::latestVersion());
        EXPECT_EQ(store.kind(), core::ImageKind::Mammography);
        const auto cases = store.cases();
        ASSERT_EQ(cases->size(), 2U);
        EXPECT_EQ(cases->at(1).patient.text(), "patient-2");
        const auto images = store.images(kFirst);
        ASSERT_EQ(images->size(), 1U);
        EXPECT_EQ(images->at(0).attributes.view, core::ViewPosition::MLO);
        EXPECT_EQ(images->at(0).attributes.spacing->row, 0.07);
        EXPECT_TRUE(store.bytes(images->at(0).id));
        EXPECT_TRUE(*store.knowsSource("source-1"));
        EXPECT_EQ((**store.clinical(kFirst)).at("birads"), "4");
        if (version >= 2) {
            EXPECT_EQ(cases->at(0).state, CaseState::Settled);
            EXPECT_EQ(store.bothReadings(kFirst)->second.reader, core::ReaderId("B"));
            EXPECT_EQ((*store.decision(kFirst))->verdict, annotation::Verdict::AgreeWithA);
            EXPECT_EQ(store.versions()->size(), 1U);
            const auto chain = *store.verifyAudit();
            EXPECT_FALSE(chain.firstBroken) << chain.why;
            // Of seven rows; computed by Python's hashlib, not by this program.
            EXPECT_EQ(chain.rows, 7U);
            EXPECT_EQ(chain.head.hash,
                      "88734ebf2c826fb4e792bc16167abc85df3aa877e84adddd24af71fb18ea0caa");
        }
        if (version >= 4) {
            const auto check = CaseProcess(store).crossCheck(kFirst);
            ASSERT_TRUE(check && *check);
            EXPECT_TRUE((*check)->closed);
            ASSERT_EQ((*check)->statements.size(), 2U);
            EXPECT_EQ((*check)->statements[0].reason, "the margin is spiculated");
        }
        if (version >= 5) {
            const auto claims = store.claims();
            ASSERT_EQ(claims->size(), 1U);
            EXPECT_EQ(claims->front().workstation, "room 1");
        }
        ASSERT_TRUE(store.assign(core::CaseId("C-0002"), kA, kB)) << "and works from there";
    }
}

TEST(Migration, HasADumpOfTheVersionThatProjectsHaveNow) {
    EXPECT_EQ(std::ranges::max(kReleased), detail::latestVersion())
        << "release a schema with tests/storage/schemas/version-N.sql and its number in kReleased";
}

TEST(Migration, EndsInTheSchemaOfANewProject) {
    TemporaryFolder fresh;
    { created(fresh.path()); }
    for (const int version : kReleased) {
        TemporaryFolder folder;
        build(folder.path(), version);
        { opened(folder.path()); }
        EXPECT_EQ(schemaOf(folder / "concord.sqlite"), schemaOf(fresh / "concord.sqlite"));
    }
}

TEST(Migration, OfAReleasedVersionIsNeverEdited) {
    for (const int version : kReleased) {
        TemporaryFolder folder;
        build(folder.path(), version);
        {
            const auto database =
                detail::Database::open(folder / "again.sqlite", detail::Database::Mode::ReadWrite);
            ASSERT_TRUE(database && detail::migrate(**database, aClock(), version));
        }
        EXPECT_EQ(schemaOf(folder / "again.sqlite"), schemaOf(folder / "concord.sqlite"))
            << "add a new migration instead";
    }
}

TEST(Migration, IsNotDoneForWhoOnlyReads) {
    TemporaryFolder folder;
    build(folder.path(), 1);
    const auto before = *core::readText(folder / "concord.sqlite");
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock(), Access::ReadOnly)),
              ErrorCode::Unsupported);
    EXPECT_EQ(*core::readText(folder / "concord.sqlite"), before);
}

TEST(Migration, ThatFailsLeavesTheSchemaAsItWas) {
    TemporaryFolder folder;
    build(folder.path(), 1);
    // In the way of the last table of version 2: everything before it must be taken back.
    { RawDatabase(folder / "concord.sqlite").run("CREATE TABLE audit (x)"); }
    const auto before = schemaOf(folder / "concord.sqlite");
    EXPECT_FALSE(CaseStore::open(folder.path(), aClock()));
    EXPECT_EQ(schemaOf(folder / "concord.sqlite"), before);
}

TEST(Migration, GivesEachDatabaseItsOwnLines) {
    const std::string sql = "a\n--[sqlite\nb\n--]\nc\n--[postgresql\nd\n--]\n";
    EXPECT_EQ(detail::scriptFor(sql, detail::Dialect::SQLite), "a\nb\nc\n");
    EXPECT_EQ(detail::scriptFor(sql, detail::Dialect::PostgreSQL), "a\nc\nd\n");
    for (const auto& migration : detail::allMigrations())
        for (const auto dialect : {detail::Dialect::SQLite, detail::Dialect::PostgreSQL})
            EXPECT_EQ(detail::scriptFor(migration.sql, dialect).find("\n--["), std::string::npos);
}

TEST(Migration, NumbersHaveNoGap) {
    int expected = 0;
    for (const auto& migration : detail::allMigrations())
        EXPECT_EQ(migration.version, ++expected);
}

} // namespace
} // namespace cw::storage
