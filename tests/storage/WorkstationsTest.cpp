// SPDX-License-Identifier: Apache-2.0
// Several programs at one project, and a project on a server.
#include "core/Sha256.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include "storage/detail/Database.h"
#include "storage/detail/Migrations.h"
#include <atomic>
#include <fstream>
#include <rapidcheck/gtest.h>
#include <thread>

namespace cw::storage {
namespace {

using namespace cw::testing;
namespace fs = std::filesystem;

CW_ON_BOTH_BACKENDS(Workstations);

/// A blob that nobody knows: what a crash leaves, or what somebody is about to make a row for.
fs::path strayBlob(const fs::path& images) {
    const auto id = core::sha256Hex("stray");
    fs::create_directories(images / id.substr(0, 2));
    std::ofstream(images / id.substr(0, 2) / id) << "stray";
    return images / id.substr(0, 2) / id;
}

TEST_P(Workstations, WorkOnOneProjectAtTheSameTime) {
    TemporaryFolder folder;
    auto one = withOneCase(folder.path());
    auto two = opened(folder.path());
    ASSERT_TRUE(one.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(two.caseRow(kFirst)->submitted, (std::vector{true, false}));
    ASSERT_TRUE(two.submit(aReading(kFirst, kB, "4")));
    EXPECT_EQ(one.bothReadings(kFirst)->second, aReading(kFirst, kB, "4"));
    EXPECT_EQ(codeOf(one.submit(aReading(kFirst, kB, "5"))), ErrorCode::Forbidden);
}

TEST_P(Workstations, ImportTheSameImageOnce) {
    TemporaryFolder folder;
    { created(folder.path()); }
    std::atomic<int> fresh = 0, failed = 0;
    const auto import = [&] {
        auto store = opened(folder.path());
        for (int i = 0; i < 20; ++i) {
            const auto added =
                add(store, anImage("patient-" + std::to_string(i / 4), std::to_string(i)));
            failed += !added;
            fresh += added && !added->alreadyThere;
        }
    };
    std::thread other(import);
    import();
    other.join();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(fresh, 20);
    EXPECT_EQ(opened(folder.path()).cases()->size(), 5U);
}

TEST_P(Workstations, DoNotLoseAnUpdate) {
    TemporaryFolder folder;
    { withOneCase(folder.path()); }
    std::atomic<int> acknowledged = 0;
    const auto write = [&](const std::string& name) {
        auto store = opened(folder.path());
        for (int i = 0; i < 50; ++i)
            acknowledged += store.audit(name, "count", std::to_string(i)).has_value();
    };
    std::thread one([&] { write("one"); }), two([&] { write("two"); });
    write("three");
    one.join();
    two.join();
    EXPECT_EQ(acknowledged, 150);
    EXPECT_EQ(opened(folder.path()).auditTrail()->size(), 151U) << "and the assignment";
}

TEST_P(Workstations, SweepBlobsOnlyWhenTheyAreAlone) {
    TemporaryFolder folder;
    { created(folder.path()); }
    const auto stray = strayBlob(folder / "images");
    {
        const auto reader = opened(folder.path(), Access::ReadOnly);
        { opened(folder.path()); }
        EXPECT_FALSE(fs::exists(stray)) << "who only reads has no blobs under way";
    }
    strayBlob(folder / "images");
    {
        const auto other = opened(folder.path());
        strayBlob(folder / "images");
        { opened(folder.path()); }
        EXPECT_TRUE(fs::exists(stray)) << "it may be the other's, whose row comes next";
    }
    { opened(folder.path()); }
    EXPECT_FALSE(fs::exists(stray));
}

TEST_P(Workstations, WaitForEachOthersWrites) {
    TemporaryFolder folder;
    auto store = created(folder.path());
    std::atomic<bool> written = false;
    auto raw = std::make_unique<RawDatabase>(folder / "concord.sqlite");
    ASSERT_EQ(raw->holdWrites(), SQLITE_OK);
    std::thread writer([&] {
        EXPECT_TRUE(store.audit("x", "y", "z"));
        written = true;
    });
    const auto reader = opened(folder.path(), Access::ReadOnly);
    EXPECT_TRUE(reader.cases()) << "reading never waits for a writer";
    EXPECT_FALSE(written);
    raw.reset();
    writer.join();
    EXPECT_TRUE(written);
}

TEST(ProjectLock, OfAnotherWhoIsAloneIsAConflictWithOneClearSentence) {
    TemporaryFolder folder;
    { created(folder.path()); }
    const auto held = core::FileLock::take(folder / ".lock");
    ASSERT_TRUE(held);
    const auto second = CaseStore::open(folder.path(), aClock());
    EXPECT_EQ(codeOf(second), ErrorCode::Conflict);
    EXPECT_NE(second.error().sentence().find("open in another"), std::string::npos);
    EXPECT_TRUE(CaseStore::open(folder.path(), aClock(), Access::ReadOnly));
}

TEST(ProjectLock, IsSharedWhileAProjectIsOpen) {
    TemporaryFolder folder;
    {
        const auto store = created(folder.path());
        EXPECT_EQ(codeOf(core::FileLock::take(folder / ".lock")), ErrorCode::Conflict);
    }
    EXPECT_TRUE(core::FileLock::take(folder / ".lock"));
}

/// What only a server has.
class OnServer : public ::testing::Test {
protected:
    void SetUp() override {
        if (!PrivateServer::address())
            GTEST_SKIP() << "no PostgreSQL here (package postgresql)";
        currentBackend() = Backend::PostgreSQL;
        m_placement = aPlacement();
    }
    void TearDown() override { currentBackend() = Backend::SQLite; }
    Result<CaseStore> make(const std::string& name) const {
        return CaseStore::create(m_folder / name, core::ImageKind::Fundus, aClock(), m_placement);
    }

    TemporaryFolder m_folder;
    Placement m_placement;
};

TEST_F(OnServer, AProjectIsJoinedFromAnotherFolderAndSharesImages) {
    m_placement.images = m_folder / "shared images";
    auto one = make("one");
    ASSERT_TRUE(one) << one.error().sentence();
    auto two = CaseStore::join(m_folder / "two", aClock(), m_placement);
    ASSERT_TRUE(two) << two.error().sentence();
    EXPECT_EQ(two->kind(), core::ImageKind::Fundus);
    const auto id = add(*one, anImage("patient-1", "seen by both"))->id;
    EXPECT_EQ(two->bytes(id)->size(), 12U);
    EXPECT_EQ(two->cases()->size(), 1U);
    EXPECT_EQ(two->journalFile(kFirst, kA).parent_path(), m_folder / "two/journals");
    const auto stray = strayBlob(m_placement.images);
    { opened(m_folder / "one"); }
    EXPECT_TRUE(fs::exists(stray)) << "the other workstation is another folder";
}

TEST_F(OnServer, AProjectWithoutASharedFolderSaysWhyAnImageIsMissing) {
    auto one = make("one");
    auto two = CaseStore::join(m_folder / "two", aClock(), m_placement);
    ASSERT_TRUE(one && two);
    const auto id = add(*one, anImage("patient-1", "x"))->id;
    const auto bytes = two->bytes(id);
    EXPECT_EQ(codeOf(bytes), ErrorCode::Corrupt);
    EXPECT_NE(bytes.error().sentence().find("--images"), std::string::npos);
}

TEST_F(OnServer, ASecondProjectInTheSameSchemaIsAConflict) {
    ASSERT_TRUE(make("one"));
    EXPECT_EQ(codeOf(make("two")), ErrorCode::Conflict);
    EXPECT_EQ(codeOf(CaseStore::open(m_folder / "two", aClock())), ErrorCode::NotFound);
    EXPECT_TRUE(CaseStore::join(m_folder / "two", aClock(), m_placement));
}

TEST_F(OnServer, ASchemaWithoutAProjectCannotBeJoined) {
    EXPECT_EQ(codeOf(CaseStore::join(m_folder / "p", aClock(), m_placement)), ErrorCode::NotFound);
    EXPECT_FALSE(fs::exists(m_folder / "p"));
    EXPECT_EQ(codeOf(CaseStore::join(m_folder / "p", aClock(), {})), ErrorCode::InvalidArgument);
}

TEST_F(OnServer, TwoWorkstationsThatBeginAtOnceMakeOneProject) {
    std::atomic<int> made = 0, conflicts = 0;
    std::vector<std::thread> all;
    for (int i = 0; i < 4; ++i)
        all.emplace_back([&, i] {
            const auto store = make(std::to_string(i));
            made += store.has_value();
            conflicts += !store && store.error().code == ErrorCode::Conflict;
        });
    for (auto& each : all)
        each.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(conflicts, 3);
    RawDatabase raw(CaseStore::join(m_folder / "p", aClock(), m_placement)->folder() / "x");
    EXPECT_EQ(raw.value("SELECT count(*) FROM schema_version"),
              std::to_string(detail::allMigrations().size()));
}

TEST_F(OnServer, AnOlderSchemaIsBroughtUpToDateOnceByTwoAtATime) {
    const auto& address = *m_placement.database;
    {
        const auto old = detail::Database::connect(address, "", detail::Database::Mode::ReadWrite);
        ASSERT_TRUE(old);
        ASSERT_TRUE((*old)->write([&](soci::session& sql) -> Result<void> {
            sql << "CREATE SCHEMA " + address.schema;
            return {};
        }));
        ASSERT_TRUE(detail::migrate(**old, aClock(), 2));
        ASSERT_TRUE((*old)->write([&](soci::session& sql) -> Result<void> {
            sql << "INSERT INTO project VALUES (1, 'fundus', '2026')";
            return {};
        }));
    }
    const auto join = [&](const char* name) {
        const auto store = CaseStore::join(m_folder / name, aClock(), m_placement);
        ASSERT_TRUE(store) << store.error().sentence();
        EXPECT_EQ(store->schemaVersion(), detail::latestVersion());
    };
    std::thread other([&] { join("one"); });
    join("two");
    other.join();
    EXPECT_EQ(RawDatabase(m_folder / "one/x").value("SELECT count(*) FROM schema_version"),
              std::to_string(detail::allMigrations().size()));
}

TEST_F(OnServer, ALostConnectionIsAnErrorAndTheNextCallConnectsAgain) {
    auto store = make("p");
    ASSERT_TRUE(store);
    RawDatabase raw(m_folder / "p/x");
    const auto cut =
        "SELECT pg_terminate_backend(l.pid, 10000) FROM pg_locks l WHERE classid = 17232 "
        "AND objid = hashtext('" +
        raw.schema() + "')::oid";
    ASSERT_EQ(raw.column(cut).size(), 1U);
    const auto lost = store->audit("x", "y", "z");
    EXPECT_EQ(codeOf(lost), ErrorCode::IoFailure);
    EXPECT_EQ(lost.error().sentence(), "the database does not answer");
    EXPECT_TRUE(store->audit("x", "y", "z"));
    EXPECT_EQ(store->auditTrail()->size(), 1U);
    EXPECT_EQ(raw.column(cut).size(), 1U) << "and it is present again";
    EXPECT_EQ(codeOf(store->cases()), ErrorCode::IoFailure);
    EXPECT_TRUE(store->cases());
}

TEST_F(OnServer, AServerThatIsNotThereOrDoesNotKnowTheUserIsSaidSo) {
    ASSERT_TRUE(make("p"));
    auto elsewhere = m_placement;
    elsewhere.database->port = 1;
    EXPECT_EQ(codeOf(CaseStore::join(m_folder / "a", aClock(), elsewhere)), ErrorCode::IoFailure);
    auto stranger = m_placement;
    stranger.database->user = "stranger";
    EXPECT_EQ(codeOf(CaseStore::join(m_folder / "a", aClock(), stranger)), ErrorCode::Forbidden);
    auto nowhere = m_placement;
    nowhere.database->database = "nowhere";
    EXPECT_EQ(codeOf(CaseStore::join(m_folder / "a", aClock(), nowhere)), ErrorCode::NotFound);
}

TEST_F(OnServer, ThePasswordIsUsedAndKeptNowhere) {
    const auto server = fs::path(CW_BINARY_DIR) / "postgresql";
    auto password = core::readText(server / "password").value();
    password.pop_back();
    m_placement.database->host = "127.0.0.1";
    EXPECT_EQ(codeOf(make("p")), ErrorCode::Forbidden);
    m_placement.password = "wrong' host='x";
    const auto refused = make("p");
    EXPECT_EQ(codeOf(refused), ErrorCode::Forbidden);
    EXPECT_EQ(refused.error().sentence().find("wrong"), std::string::npos);
    m_placement.password = password;
    ASSERT_TRUE(make("p"));
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path()))
        EXPECT_TRUE(!entry.is_regular_file() ||
                    core::readText(entry.path())->find(password) == std::string::npos);
}

TEST(DatabaseAddress, IsReadAsLibpqReadsIt) {
    const auto a = DatabaseAddress::parse(
        "postgresql://dr%20kim@db.example:5433/breast?sslmode=verify-full&schema=study_2");
    ASSERT_TRUE(a);
    EXPECT_EQ(a->host, "db.example");
    EXPECT_EQ(a->port, 5433);
    EXPECT_EQ(a->user, "dr kim");
    EXPECT_EQ(a->database, "breast");
    EXPECT_EQ(a->schema, "study_2");
    EXPECT_EQ(a->sslMode, "verify-full");
    EXPECT_EQ(DatabaseAddress::parse("postgres://[::1]/x")->host, "::1");
    EXPECT_EQ(DatabaseAddress::parse("postgresql://u@/x?host=/run/postgresql")->host,
              "/run/postgresql");
}

TEST(DatabaseAddress, HoldsNoPasswordAndNoNonsense) {
    for (const auto* url :
         {"postgresql://u:secret@h/x", "postgresql://h/x?password=secret", "postgresql://u:@h/x"}) {
        const auto address = DatabaseAddress::parse(url);
        EXPECT_EQ(codeOf(address), ErrorCode::InvalidArgument);
        EXPECT_EQ(address.error().sentence().find("secret"), std::string::npos);
        EXPECT_NE(address.error().sentence().find("PGPASS"), std::string::npos);
    }
    for (const auto* url :
         {"", "mysql://h/x", "postgresql://h", "postgresql://h/", "postgresql:///x",
          "postgresql://h:0/x", "postgresql://h:70000/x", "postgresql://h/x/y",
          "postgresql://h/%zz", "postgresql://h/x?schema=A", "postgresql://h/x?schema=pg_x",
          "postgresql://h/x?schema=a;b", "postgresql://h/x?options=-c", "postgresql://h/%00",
          "postgresql://[::1/x"})
        EXPECT_EQ(codeOf(DatabaseAddress::parse(url)), ErrorCode::InvalidArgument) << url;
}

RC_GTEST_PROP(DatabaseAddressProperty, ReadsItselfBack, ()) {
    const auto text =
        rc::gen::element<std::string>("a", "dr kim", "한글", "a&b=c?d/e#f", "x@y", "%41");
    DatabaseAddress address;
    address.host = *rc::gen::element<std::string>("db.example", "10.0.0.1", "::1", "/run/a b");
    address.port = *rc::gen::inRange(1, 65536);
    address.user = *rc::gen::element<std::string>("", "kim", "dr kim", "x@y", "a:b");
    address.database = *rc::gen::element<std::string>("a", "dr kim", "한글", "a&b=c?d", "%41");
    address.sslRootCert = *text;
    RC_ASSERT(DatabaseAddress::parse(address.url()).value() == address);
}

} // namespace
} // namespace cw::storage
