// SPDX-License-Identifier: Apache-2.0
#include "storage/CaseStore.h"

#include "core/Sha256.h"
#include "storage/detail/Migrations.h"
#include "storage/detail/StoreState.h"
#include <algorithm>

namespace cw::storage {
namespace {

namespace fs = std::filesystem;
using detail::Database;

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
    if (fs::exists(folder / kDatabase, error))
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

Result<core::FileLock> takeLock(const fs::path& folder) {
    auto lock = core::FileLock::take(folder / kLock);
    if (lock)
        return lock;
    if (lock.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict,
                    "this project is open in another Concord window or command; "
                    "close that one first");
    return within(std::move(lock).error(), "the project's folder cannot be written");
}

Result<void> makeFolders(const fs::path& folder) {
    for (const auto& part : {folder / kImages, folder / kJournals}) {
        std::error_code error;
        fs::create_directories(part, error);
        if (error)
            return fail(ErrorCode::IoFailure, "cannot make the project's folders");
    }
    return {};
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
        const std::string kindName(core::name(kind)), now = core::iso8601Utc(clock());
        CW_CHECK(database->write([&](soci::session& sql) -> Result<void> {
            sql << "INSERT INTO project (one, kind, created_at) VALUES (1, :kind, :now)",
                soci::use(kindName), soci::use(now);
            return {};
        }));
    }
    fs::rename(folder / kUnfinished, folder / kDatabase, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the new project could not be put in place");
    return {};
}

Result<void> checkSound(Database& database) {
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

/// Any text as a file name: itself where it is plain, else a hash of it.
std::string fileNameOf(const std::string& text) {
    const bool plain = !text.empty() && text.size() < 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return plain ? text : core::sha256Hex(text);
}

} // namespace

std::string_view name(CaseState state) {
    switch (state) {
    case CaseState::New:
        return "new";
    case CaseState::Assigned:
        return "assigned";
    case CaseState::InReading:
        return "in-reading";
    case CaseState::Submitted:
        return "submitted";
    case CaseState::Compared:
        return "compared";
    case CaseState::CrossCheck:
        return "cross-check";
    case CaseState::NeedsAdjudication:
        return "needs-adjudication";
    case CaseState::Settled:
        return "settled";
    case CaseState::Excluded:
        return "excluded";
    }
    return "";
}

CaseStore::CaseStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
CaseStore::CaseStore(CaseStore&&) noexcept = default;
CaseStore& CaseStore::operator=(CaseStore&&) noexcept = default;
CaseStore::~CaseStore() = default;

Result<CaseStore> CaseStore::create(const fs::path& folder, core::ImageKind kind,
                                    core::Clock clock) {
    CW_CHECK(checkFree(folder));
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the project's folder");
    {
        CW_TRY(const auto lock, takeLock(folder));
        CW_CHECK(checkFree(folder)); // again: now nobody else is at it
        CW_CHECK(makeFolders(folder));
        CW_CHECK(makeDatabase(folder, kind, clock));
    }
    return open(folder, std::move(clock));
}

Result<CaseStore> CaseStore::open(const fs::path& folder, core::Clock clock, Access access,
                                  const std::optional<Login>& login) {
    std::error_code error;
    if (!fs::is_regular_file(folder / kDatabase, error))
        return fail(ErrorCode::NotFound, "there is no project in this folder");
    const bool writes = access == Access::ReadWrite;
    std::optional<core::FileLock> lock;
    if (writes) {
        CW_TRY(lock, takeLock(folder));
    }
    CW_TRY(auto database, Database::open(folder / kDatabase, writes ? Database::Mode::ReadWrite
                                                                    : Database::Mode::ReadOnly));
    CW_TRY(int version, detail::schemaVersion(*database));
    if (version == 0)
        return fail(ErrorCode::Corrupt, "the file in this folder is not a Concord project");
    if (version > detail::latestVersion())
        return fail(ErrorCode::Unsupported,
                    "this project was made by a newer version of Concord; update the program");
    CW_CHECK(checkSound(*database));
    if (writes)
        CW_CHECK(database->beginWork());
    if (version < detail::latestVersion()) {
        if (!writes)
            return fail(ErrorCode::Unsupported,
                        "this project was made by an older version; open it "
                        "for writing once to bring it up to date");
        CW_CHECK(detail::migrate(*database, clock));
        version = detail::latestVersion();
    }
    CW_TRY(const auto kind, kindOf(*database));
    CW_TRY(auto who,
           database->read([&](soci::session& sql) { return detail::signIn(sql, login); }));
    auto impl = std::unique_ptr<Impl>(
        new Impl{folder, std::move(clock), access, kind, version, std::move(lock),
                 std::move(database), detail::BlobStore(folder / kImages), std::move(who)});
    if (writes) {
        CW_CHECK(makeFolders(folder));
        CW_CHECK(impl->database->read([&](soci::session& sql) -> Result<void> {
            std::unordered_set<core::ImageId> known;
            std::string id;
            soci::statement rows = (sql.prepare << "SELECT id FROM images", soci::into(id));
            rows.execute();
            while (rows.fetch())
                known.insert(core::ImageId(id));
            impl->blobs.sweep(known);
            return {};
        }));
    }
    CaseStore store(std::move(impl));
    if (writes && store.actor())
        // One that does not open stays sealed; compare and releaseReady() say so.
        static_cast<void>(store.releaseReady());
    return store;
}

Result<bool> CaseStore::needsLogin(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_regular_file(folder / kDatabase, error))
        return fail(ErrorCode::NotFound, "there is no project in this folder");
    CW_TRY(const auto database, Database::open(folder / kDatabase, Database::Mode::ReadOnly));
    CW_TRY(const int version, detail::schemaVersion(*database));
    if (version < 3) // before there were accounts
        return false;
    return database->read([](soci::session& sql) -> Result<bool> {
        int count = 0;
        sql << "SELECT count(*) FROM accounts", soci::into(count);
        return count > 0;
    });
}

const fs::path& CaseStore::folder() const { return m_impl->folder; }
core::ImageKind CaseStore::kind() const { return m_impl->kind; }
int CaseStore::schemaVersion() const { return m_impl->schemaVersion; }

fs::path CaseStore::journalFile(const core::CaseId& id, const core::ReaderId& reader,
                                int round) const {
    const auto later = round > 1 ? ".r" + std::to_string(round) : std::string();
    return m_impl->folder / kJournals /
           (fileNameOf(id.text()) + "." + fileNameOf(reader.text()) + later + ".jsonl");
}

Result<void> CaseStore::Impl::mayBe(const core::ReaderId& reader) const {
    if (who && !who->is(reader))
        return fail(ErrorCode::Forbidden, "this is the work of another reader");
    return {};
}

namespace detail {

std::string caseIdText(long long number) {
    char text[32];
    std::snprintf(text, sizeof text, "C-%04lld", number);
    return text;
}

Result<void> requireOwnImages(soci::session& sql, const annotation::Reading& reading) {
    for (const auto& finding : reading.findings) {
        int count = 0;
        sql << "SELECT count(*) FROM images WHERE id = :image AND case_id = (SELECT "
               "coalesce(alias_of, id) FROM cases WHERE id = :id)",
            soci::use(finding.image.text()), soci::use(reading.caseId.text()), soci::into(count);
        if (count == 0)
            return fail(ErrorCode::InvalidArgument, "a finding lies on an image of another case");
    }
    return {};
}

Result<void> requireCase(soci::session& sql, const core::CaseId& id) {
    int count = 0;
    sql << "SELECT count(*) FROM cases WHERE id = :id", soci::use(id.text()), soci::into(count);
    if (count == 0)
        return fail(ErrorCode::NotFound, "there is no such case in this project");
    return {};
}

} // namespace detail
} // namespace cw::storage
