// SPDX-License-Identifier: Apache-2.0
// How a project comes to be, and how a process enters it.
#include "storage/CommonFolder.h"
#include "storage/detail/Migrations.h"
#include "storage/detail/ProjectFile.h"
#include "storage/detail/StoreState.h"

namespace cw::storage {
namespace {

namespace fs = std::filesystem;
using detail::Database;
using detail::Dialect;
using detail::ProjectFile;
using detail::ProjectLock;

constexpr const char* kDatabase = "concord.sqlite";
constexpr const char* kUnfinished = "concord.sqlite.new"; ///< until create() is through
constexpr const char* kLock = ".lock";
constexpr const char* kImages = "images";
constexpr const char* kJournals = "journals";

/// Free for a new project: not there, empty, or with the remains of a create() that was
/// interrupted.
Result<void> checkFree(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error))
        return {};
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::Conflict, "a file of this name is in the way");
    if (fs::exists(folder / kDatabase, error) || fs::exists(folder / ProjectFile::kName, error))
        return fail(ErrorCode::Conflict, "the folder holds a project already");
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        const bool ours = name == kLock || name.starts_with(kUnfinished) ||
                          ((name == kImages || name == kJournals) && fs::is_empty(*at, error));
        if (!ours)
            return fail(ErrorCode::Conflict,
                        "the folder is not empty: a project needs a folder of its own");
    }
    if (error)
        return fail(ErrorCode::Unreadable, "the folder cannot be read");
    return {};
}

fs::path imagesFolder(const fs::path& folder, const fs::path& images) {
    return images.empty() ? folder / kImages : folder / images; // an absolute one replaces it
}

Result<void> makeFolders(const fs::path& folder, const fs::path& images) {
    for (const auto& part : {images, folder / kJournals, commonFolder(folder)}) {
        std::error_code error;
        fs::create_directories(part, error);
        if (error)
            return fail(ErrorCode::IoFailure, "cannot make the project's folders");
    }
    return {};
}

Result<void> insertProject(Database& database, core::ImageKind kind, const core::Clock& clock) {
    const std::string kindName(core::name(kind)), now = core::iso8601Utc(clock());
    return database.write([&](soci::session& sql) -> Result<void> {
        int present = 0;
        sql << "SELECT count(*) FROM project", soci::into(present);
        if (present > 0)
            return fail(ErrorCode::Conflict,
                        "the database holds a project already: join it, or name another schema");
        sql << "INSERT INTO project (one, kind, created_at) VALUES (1, :kind, :now)",
            soci::use(kindName), soci::use(now);
        return {};
    });
}

/// The schema and the one row of "project", in a file that gets its name when it is complete.
Result<void> makeDatabase(const fs::path& folder, core::ImageKind kind, const core::Clock& clock) {
    std::error_code error;
    fs::remove(folder / (std::string(kUnfinished) + "-journal"), error);
    fs::remove(folder / kUnfinished, error);
    {
        CW_TRY(const auto database,
               Database::open(folder / kUnfinished, Database::Mode::ReadWrite));
        CW_CHECK(detail::migrate(*database, clock));
        CW_CHECK(insertProject(*database, kind, clock));
    }
    fs::rename(folder / kUnfinished, folder / kDatabase, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the new project could not be put in place");
    return {};
}

/// The same on a server. What an interrupted attempt left there is gone on with.
Result<void> makeSchema(const Placement& placement, core::ImageKind kind,
                        const core::Clock& clock) {
    CW_TRY(const auto database,
           Database::connect(*placement.database, placement.password, Database::Mode::ReadWrite));
    CW_CHECK(database->write([&](soci::session& sql) -> Result<void> {
        int present = 0;
        const auto& name = database->schema();
        sql << "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = :name",
            soci::use(name), soci::into(present);
        if (present == 0) // the name is a-z, 0-9 and _ (DatabaseAddress)
            detail::runScript(sql, Dialect::PostgreSQL, "CREATE SCHEMA \"" + name + '"');
        return {};
    }));
    CW_TRY(const int version, detail::schemaVersion(*database));
    if (version > detail::latestVersion())
        return fail(ErrorCode::Conflict,
                    "the database holds a project already: join it, or name another schema");
    CW_CHECK(detail::migrate(*database, clock));
    return insertProject(*database, kind, clock);
}

/// SQLite checks its pages; a server does so itself.
Result<void> checkSound(Database& database) {
    if (database.dialect() != Dialect::SQLite)
        return {};
    return database.read([](soci::session& sql) -> Result<void> {
        std::string verdict;
        sql << "PRAGMA quick_check(1)", soci::into(verdict);
        if (verdict != "ok")
            return fail(ErrorCode::Corrupt, "the project's database is damaged");
        return {};
    });
}

Result<core::ImageKind> kindOf(Database& database) {
    return database.read([](soci::session& sql) -> Result<core::ImageKind> {
        std::string kind;
        sql << "SELECT kind FROM project WHERE one = 1", soci::into(kind);
        const auto known = core::imageKindFrom(kind);
        if (!known)
            return fail(ErrorCode::Corrupt, "the project does not say what it is for");
        return *known;
    });
}

Result<int> knownVersion(Database& database) {
    CW_TRY(const int version, detail::schemaVersion(database));
    if (version == 0 && database.dialect() == Dialect::PostgreSQL)
        return fail(ErrorCode::NotFound, "the database holds no Concord project");
    if (version == 0)
        return fail(ErrorCode::Corrupt, "the file in this folder is not a Concord project");
    if (version > detail::latestVersion())
        return fail(ErrorCode::Unsupported,
                    "this project was made by a newer version of Concord; update the program");
    return version;
}

/// What a crash left. Only while nobody else works on the project, on this machine (the lock of the
/// folder) or on another (Database::aloneOnServer): the blob that somebody has just written has no
/// row yet.
Result<void> sweepBlobs(Database& database, const detail::BlobStore& blobs) {
    return database.read([&](soci::session& sql) -> Result<void> {
        std::unordered_set<core::ImageId> known;
        std::string id;
        soci::statement rows = (sql.prepare << "SELECT id FROM images", soci::into(id));
        rows.execute();
        while (rows.fetch())
            known.insert(core::ImageId(id));
        blobs.sweep(known);
        return {};
    });
}

} // namespace

struct CaseStore::Opening {
    fs::path folder;
    core::Clock clock;
    Access access = Access::ReadWrite;
    std::string password; ///< of the database's owner
    std::optional<Login> login{};

    bool writes() const { return access == Access::ReadWrite; }
    Database::Mode mode() const {
        return writes() ? Database::Mode::ReadWrite : Database::Mode::ReadOnly;
    }

    /// The database of the project in this folder, and where its images lie.
    Result<std::pair<std::unique_ptr<Database>, fs::path>> find() const {
        std::error_code error;
        if (fs::is_regular_file(folder / kDatabase, error)) {
            CW_TRY(auto database, Database::open(folder / kDatabase, mode()));
            return std::pair{std::move(database), imagesFolder(folder, {})};
        }
        auto file = detail::readProjectFile(folder);
        if (!file && file.error().code == ErrorCode::NotFound)
            return fail(ErrorCode::NotFound, "there is no project in this folder");
        if (!file)
            return tl::unexpected<Error>(file.error());
        if (!login) {
            CW_TRY(auto database, Database::connect(file->database, password, mode()));
            return std::pair{std::move(database), imagesFolder(folder, file->images)};
        }
        // With the rights of the account and no others, whatever the program would ask for.
        CW_TRY(const auto own, detail::databaseRole(file->database.schema, *login));
        file->database.user = own.name;
        CW_TRY(auto database,
               Database::connect(file->database, std::string(own.password.text()), mode()));
        return std::pair{std::move(database), imagesFolder(folder, file->images)};
    }

    /// Alone if nobody else is in the folder, shared otherwise.
    Result<ProjectLock> enter(bool& alone) const {
        auto lock = ProjectLock::take(folder / kLock, ProjectLock::Hold::Alone);
        alone = lock.has_value();
        if (!lock && lock.error().code == ErrorCode::Conflict)
            return ProjectLock::take(folder / kLock, ProjectLock::Hold::Shared);
        return lock;
    }

    Result<int> bringUpToDate(Database& database) const {
        CW_TRY(const int version, knownVersion(database));
        CW_CHECK(checkSound(database));
        if (writes())
            CW_CHECK(database.beginWork());
        if (version == detail::latestVersion())
            return version;
        if (!writes())
            return fail(ErrorCode::Unsupported, "this project was made by an older version; open "
                                                "it for writing once to bring it up to date");
        if (login && database.dialect() == Dialect::PostgreSQL)
            return fail(ErrorCode::Unsupported,
                        "the database is of an older version; its owner opens the project without "
                        "--user once to bring it up to date");
        CW_CHECK(detail::migrate(database, clock));
        return detail::latestVersion();
    }

    Result<CaseStore> open() const {
        std::error_code error;
        if (!fs::exists(folder / kDatabase, error) &&
            !fs::exists(folder / ProjectFile::kName, error))
            return fail(ErrorCode::NotFound, "there is no project in this folder");
        std::optional<ProjectLock> lock;
        bool alone = false;
        if (writes()) {
            CW_TRY(lock, enter(alone));
        }
        CW_TRY(auto found, find());
        auto& [database, images] = found;
        CW_TRY(const int version, bringUpToDate(*database));
        CW_TRY(const auto kind, kindOf(*database));
        CW_TRY(auto who,
               database->read([&](soci::session& sql) { return detail::signIn(sql, login); }));
        // A reader sees the images of the own worklist: to them all others look left behind.
        alone = alone && !(who && who->isReaderOnly());
        auto impl = std::unique_ptr<Impl>(new Impl{folder, clock, access, kind, version,
                                                   std::move(lock), std::move(database),
                                                   detail::BlobStore(images), std::move(who)});
        if (writes())
            CW_CHECK(makeFolders(folder, images));
        if (alone)
            CW_CHECK(impl->database->whileAloneOnServer(
                [&] { return sweepBlobs(*impl->database, impl->blobs); }));
        if (writes())
            CW_CHECK(impl->lock->share());
        CaseStore store(std::move(impl));
        if (writes() && login)
            // One that does not open stays sealed; compare and releaseReady() say so.
            static_cast<void>(store.releaseReady());
        return store;
    }
};

Result<CaseStore> CaseStore::create(const fs::path& folder, core::ImageKind kind, core::Clock clock,
                                    const Placement& placement) {
    CW_CHECK(checkFree(folder));
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the project's folder");
    {
        CW_TRY(const auto lock, ProjectLock::take(folder / kLock, ProjectLock::Hold::Alone));
        CW_CHECK(checkFree(folder)); // again: now nobody else is at it
        CW_CHECK(makeFolders(folder, imagesFolder(folder, placement.images)));
        if (placement.database) {
            CW_CHECK(makeSchema(placement, kind, clock));
            CW_CHECK(detail::writeProjectFile(folder, {*placement.database, placement.images}));
        } else {
            CW_CHECK(makeDatabase(folder, kind, clock));
        }
    }
    return Opening{folder, std::move(clock), Access::ReadWrite, placement.password}.open();
}

Result<CaseStore> CaseStore::join(const fs::path& folder, core::Clock clock,
                                  const Placement& placement) {
    if (!placement.database)
        return fail(ErrorCode::InvalidArgument,
                    "only a project in a PostgreSQL database can be joined");
    CW_CHECK(checkFree(folder));
    {
        CW_TRY(const auto database, Database::connect(*placement.database, placement.password,
                                                      Database::Mode::ReadOnly));
        CW_CHECK(knownVersion(*database));
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the project's folder");
    {
        CW_TRY(const auto lock, ProjectLock::take(folder / kLock, ProjectLock::Hold::Alone));
        CW_CHECK(checkFree(folder));
        CW_CHECK(makeFolders(folder, imagesFolder(folder, placement.images)));
        CW_CHECK(detail::writeProjectFile(folder, {*placement.database, placement.images}));
    }
    return Opening{folder, std::move(clock), Access::ReadWrite, placement.password}.open();
}

Result<CaseStore> CaseStore::open(const fs::path& folder, core::Clock clock, Access access,
                                  const std::optional<Login>& login) {
    return Opening{folder, std::move(clock), access, {}, login}.open();
}

Result<bool> CaseStore::needsLogin(const fs::path& folder) {
    const Opening asNobody{folder, core::systemClock(), Access::ReadOnly, {}};
    const auto found = asNobody.find();
    if (!found && found.error().code == ErrorCode::Forbidden)
        return true; // a server that lets nobody in without a name
    if (!found)
        return tl::unexpected<Error>(found.error());
    CW_TRY(const int version, knownVersion(*found->first));
    if (version < 3) // before there were accounts
        return false;
    return found->first->read([](soci::session& sql) -> Result<bool> {
        int count = 0;
        sql << "SELECT count(*) FROM accounts", soci::into(count);
        return count > 0;
    });
}

} // namespace cw::storage
