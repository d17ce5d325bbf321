// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Database.h"

#include <new>
#include <soci/sqlite3/soci-sqlite3.h>

namespace cw::storage::detail {
namespace {

/// SOCI reads key=value pairs as soon as there is an equals sign, and knows no escape for a quote.
Result<std::string> connectionText(const std::filesystem::path& file) {
    std::error_code error;
    auto whole = std::filesystem::absolute(file, error); // "file:x" alone would be read as a URI
    if (error)
        whole = file;
    const auto path = whole.string();
    if (path.find('=') == std::string::npos)
        return path;
    if (path.find('"') == std::string::npos)
        return "db=\"" + path + '"';
    return fail(ErrorCode::InvalidArgument,
                "a project's path may not hold an equals sign and a quotation mark at once");
}

void configure(soci::session& sql, Database::Mode mode) {
    // Other processes hold the file for milliseconds at a time; only then is it worth an error.
    sql << "PRAGMA busy_timeout = 5000";
    // EXTRA also syncs the folder after a rollback journal is gone: committed stays committed.
    sql << "PRAGMA synchronous = EXTRA";
    sql << "PRAGMA foreign_keys = ON";
    sql << "PRAGMA recursive_triggers = ON";
    sql << "PRAGMA trusted_schema = OFF";
    if (mode == Database::Mode::ReadOnly)
        sql << "PRAGMA query_only = ON";
}

} // namespace

void runScript(soci::session& sql, const std::string& script) {
    // SOCI prepares one statement at a time and takes a colon for a parameter.
    auto* backend = static_cast<soci::sqlite3_session_backend*>(sql.get_backend());
    const int code =
        sqlite_api::sqlite3_exec(backend->conn_, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw soci::sqlite3_soci_error("a script failed", code);
}

Error databaseError(const std::exception& thrown) {
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown);
    switch (sqlite != nullptr ? sqlite->result() & 0xFF : 0) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Conflict, "the project's database is in use by another program", {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, "the project's database is damaged", {}};
    case SQLITE_FULL:
        return {ErrorCode::IoFailure, "the disk is full; nothing was changed", {}};
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::IoFailure,
                "the project's database could not be written; nothing was changed",
                {}};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Unreadable, "the project's database could not be opened", {}};
    case SQLITE_CONSTRAINT:
        return {ErrorCode::Conflict, "the change contradicts what the project holds already", {}};
    case SQLITE_NOMEM:
        return {ErrorCode::TooLarge, "not enough memory for the project's database", {}};
    default:
        break;
    }
    if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr)
        return {ErrorCode::TooLarge, "not enough memory", {}};
    return {ErrorCode::Internal, "the project's database refused a statement", {}};
}

Database::Transaction::Transaction(soci::session& sql) : m_sql(sql) {
    // Takes the right to write at once: a transaction that starts by reading could lose it later.
    m_sql << "BEGIN IMMEDIATE";
}

void Database::Transaction::commit() {
    m_sql << "COMMIT";
    m_open = false;
}

Database::Transaction::~Transaction() {
    if (!m_open)
        return;
    try {
        m_sql << "ROLLBACK";
    } catch (const std::exception&) {
        // SQLite has rolled back by itself after a failed write; there is nothing left to end.
    }
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, Mode mode) {
    CW_TRY(const auto connection, connectionText(file));
    std::unique_ptr<Database> database(new Database(mode));
    try {
        database->m_session = std::make_unique<soci::session>(soci::sqlite3, connection);
        configure(*database->m_session, mode);
    } catch (const std::exception& thrown) {
        return tl::unexpected<Error>(databaseError(thrown));
    }
    return database;
}

Result<void> Database::beginWork() {
    return read([](soci::session& sql) -> Result<void> {
        std::string mode;
        // A commit costs one sync instead of four. Where the file system cannot (some network
        // disks), SQLite answers with another mode and goes on with its rollback journal.
        sql << "PRAGMA journal_mode = WAL", soci::into(mode);
        if (mode == "wal")
            sql << "PRAGMA synchronous = FULL";
        return {};
    });
}

Database::~Database() {
    if (m_mode == Mode::ReadOnly || m_session == nullptr)
        return;
    try {
        // One file again, to be copied or opened from read-only media. Not while somebody reads:
        // then the two side files stay until the next time.
        *m_session << "PRAGMA busy_timeout = 0";
        *m_session << "PRAGMA journal_mode = DELETE";
    } catch (const std::exception&) {
        // What was committed is safe in either form.
    }
}

} // namespace cw::storage::detail
