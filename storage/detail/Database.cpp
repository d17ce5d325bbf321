// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Database.h"

#include <chrono>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <thread>

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

/// libpq's keyword=value pairs, quoted (PostgreSQL manual, 34.1.1.1).
class ConnectionPairs {
public:
    void add(const char* key, const std::string& value) {
        if (value.empty())
            return;
        m_text += std::string(m_text.empty() ? "" : " ") + key + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\')
                m_text += '\\';
            m_text += c;
        }
        m_text += '\'';
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

std::string connectionText(const DatabaseAddress& address, const std::string& password) {
    ConnectionPairs pairs;
    pairs.add("host", address.host);
    pairs.add("port", std::to_string(address.port));
    pairs.add("user", address.user);
    pairs.add("dbname", address.database);
    pairs.add("password", password);
    pairs.add("sslmode", address.sslMode);
    pairs.add("sslrootcert", address.sslRootCert);
    pairs.add("application_name", "concord");
    pairs.add("client_encoding", "UTF8");
    // A server or a network that is gone is noticed in seconds, not in the two hours of TCP.
    pairs.add("connect_timeout", "10");
    pairs.add("keepalives_idle", "10");
    pairs.add("keepalives_interval", "5");
    pairs.add("keepalives_count", "3");
    pairs.add("tcp_user_timeout", "20000");
    return pairs.text();
}

std::string configuration(Dialect dialect, Database::Mode mode, const std::string& schema) {
    const bool reads = mode == Database::Mode::ReadOnly;
    if (dialect == Dialect::SQLite)
        // Other processes hold the file for milliseconds at a time; only then is it worth an error.
        // EXTRA also syncs the folder after a rollback journal is gone: committed stays committed.
        return std::string("PRAGMA busy_timeout = 5000;"
                           "PRAGMA synchronous = EXTRA;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA recursive_triggers = ON;"
                           "PRAGMA trusted_schema = OFF;") +
               (reads ? "PRAGMA query_only = ON;" : "");
    // A workstation that hangs in the middle of a write must not hold up all others for ever. An
    // asynchronous commit would lose what was acknowledged. Compiling a query costs more than ours.
    return "SET search_path TO \"" + schema +
           "\"; SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '30s'; "
           "SET synchronous_commit = on; SET standard_conforming_strings = on; SET jit = off;" +
           (reads ? "SET default_transaction_read_only = on;"
                  // Says that somebody works here, until the connection ends: whileAloneOnServer().
                  : "SELECT pg_advisory_lock_shared(17232, hashtext('" + schema + "'));");
}

} // namespace

Database::Database(Dialect dialect, Mode mode, std::string connection, std::string schema)
    : m_dialect(dialect), m_mode(mode), m_connection(std::move(connection)),
      m_schema(std::move(schema)) {}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, Mode mode) {
    CW_TRY(auto connection, connectionText(file));
    std::unique_ptr<Database> database(
        new Database(Dialect::SQLite, mode, std::move(connection), ""));
    CW_CHECK(database->tryConnect());
    return database;
}

Result<std::unique_ptr<Database>> Database::connect(const DatabaseAddress& address,
                                                    const std::string& password, Mode mode) {
    std::unique_ptr<Database> database(
        new Database(Dialect::PostgreSQL, mode, connectionText(address, password), address.schema));
    CW_CHECK(database->tryConnect());
    return database;
}

Result<void> Database::tryConnect() {
    try {
        connectIfLost();
    } catch (const std::exception& thrown) {
        m_session.reset();
        return tl::unexpected<Error>(databaseError(thrown));
    }
    return {};
}

void Database::connectIfLost() {
    if (m_session)
        return;
    auto session = m_dialect == Dialect::SQLite
                       ? std::make_unique<soci::session>(soci::sqlite3, m_connection)
                       : std::make_unique<soci::session>(soci::postgresql, m_connection);
    if (m_dialect == Dialect::PostgreSQL) // its notices quote values, and would go to stderr
        PQsetNoticeProcessor(
            static_cast<soci::postgresql_session_backend*>(session->get_backend())->conn_,
            [](void*, const char*) {}, nullptr);
    runScript(*session, m_dialect, configuration(m_dialect, m_mode, m_schema));
    m_session = std::move(session);
    ++m_connections;
}

void Database::forgetIfLost() {
    if (m_dialect == Dialect::SQLite || !m_session)
        return;
    auto* backend = static_cast<soci::postgresql_session_backend*>(m_session->get_backend());
    if (PQstatus(backend->conn_) != CONNECTION_OK)
        m_session.reset();
}

std::string Database::beginText(Use use) const {
    if (m_dialect == Dialect::SQLite)
        // Writing takes the right to write at once: a transaction that starts by reading could
        // lose it later.
        return use == Use::Write ? "BEGIN IMMEDIATE" : "BEGIN";
    if (use == Use::Read)
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    // The same on PostgreSQL: one writer a project at a time. Then no statement of a transaction
    // can see a state that another one is about to change (decision 0112).
    return "BEGIN; SELECT pg_advisory_xact_lock(17231, hashtext('" + m_schema + "'))";
}

void Database::pauseBefore(int attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10 << attempt));
}

Database::Transaction::Transaction(Database& database, Use use) : m_database(database) {
    try {
        runScript(*m_database.m_session, m_database.m_dialect, m_database.beginText(use));
    } catch (const std::exception&) {
        if (m_database.m_dialect == Dialect::PostgreSQL) // begun, but without its lock
            rollBack();
        throw;
    }
}

void Database::Transaction::commit() {
    runScript(*m_database.m_session, m_database.m_dialect, "COMMIT");
    m_open = false;
}

Database::Transaction::~Transaction() {
    if (m_open)
        rollBack();
}

void Database::Transaction::rollBack() {
    try {
        runScript(*m_database.m_session, m_database.m_dialect, "ROLLBACK");
    } catch (const std::exception&) {
        // SQLite has rolled back by itself after a failed write; there is nothing left to end.
    }
}

Result<void> Database::beginWork() {
    if (m_dialect != Dialect::SQLite)
        return {};
    const std::lock_guard turn(m_turn);
    for (int attempt = 1;; ++attempt) {
        try {
            std::string mode;
            // A commit costs one sync instead of four. Where the file system cannot (some network
            // disks), SQLite answers with another mode and goes on with its rollback journal.
            *m_session << "PRAGMA journal_mode = WAL", soci::into(mode);
            if (mode == "wal")
                *m_session << "PRAGMA synchronous = FULL";
            return {};
        } catch (const std::exception& thrown) {
            if (!isPassing(thrown) || attempt == kAttempts)
                return tl::unexpected<Error>(databaseError(thrown));
        }
        pauseBefore(attempt + 1);
    }
}

Result<void> Database::whileAloneOnServer(const std::function<Result<void>()>& work) {
    if (m_dialect != Dialect::PostgreSQL)
        return work();
    CW_TRY(const bool alone, read([&](soci::session& sql) -> Result<bool> {
               int taken = 0; // beside the shared one that this connection holds
               sql << "SELECT CASE WHEN pg_try_advisory_lock(17232, hashtext(:schema)) THEN 1 ELSE "
                      "0 END",
                   soci::use(m_schema), soci::into(taken);
               return taken != 0;
           }));
    if (!alone)
        return {};
    const auto done = work();
    CW_CHECK(read([&](soci::session& sql) -> Result<void> {
        runScript(sql, m_dialect, "SELECT pg_advisory_unlock(17232, hashtext('" + m_schema + "'))");
        return {};
    }));
    return done;
}

Database::~Database() {
    if (m_dialect != Dialect::SQLite || m_mode == Mode::ReadOnly || m_session == nullptr)
        return;
    try {
        // One file again, to be copied or opened from read-only media. Not while somebody else has
        // it open: then SQLite refuses, and whoever closes it last does this.
        *m_session << "PRAGMA busy_timeout = 0";
        *m_session << "PRAGMA journal_mode = DELETE";
    } catch (const std::exception&) {
        // What was committed is safe in either form.
    }
}

} // namespace cw::storage::detail
