// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Database.h"

#include <new>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace cw::storage::detail {
namespace {

Error sqliteError(int code) {
    switch (code & 0xFF) {
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
        return {ErrorCode::Internal, "the project's database refused a statement", {}};
    }
}

struct StateMeaning {
    const char* prefix; ///< of the SQLSTATE; the first that fits counts
    ErrorCode code;
    const char* message;
};
/// PostgreSQL manual, appendix A.
constexpr StateMeaning kStates[] = {
    {"08", ErrorCode::IoFailure, "the database does not answer"},
    {"57P0", ErrorCode::IoFailure, "the database does not answer"},
    {"25P03", ErrorCode::IoFailure, "the database does not answer"}, // idle in a transaction
    {"28", ErrorCode::Forbidden, "the database does not accept this user or password"},
    {"42501", ErrorCode::Forbidden, "the database does not allow this to this account"},
    {"25006", ErrorCode::Forbidden, "the project was opened for reading only"},
    {"3D", ErrorCode::NotFound, "the server has no such database"},
    {"40", ErrorCode::Conflict, "the project's database is in use by another program"},
    {"55", ErrorCode::Conflict, "the project's database is in use by another program"},
    {"57014", ErrorCode::Conflict, "the project's database is in use by another program"},
    {"23", ErrorCode::Conflict, "the change contradicts what the project holds already"},
    {"22", ErrorCode::InvalidArgument, "the database cannot hold one of these values"},
    {"53100", ErrorCode::IoFailure, "the database's disk is full; nothing was changed"},
    {"53", ErrorCode::IoFailure, "the database has no room for this now; nothing was changed"},
    {"58", ErrorCode::IoFailure, "the database could not be written; nothing was changed"},
    {"XX00", ErrorCode::Corrupt, "the project's database is damaged"},
};

Error postgresError(const std::string& state) {
    for (const auto& known : kStates)
        if (state.starts_with(known.prefix))
            return {known.code, known.message, {}};
    // Nobody answered at all: there is no state.
    if (state.find_first_not_of(" ") == std::string::npos || state[0] == '\0')
        return {ErrorCode::IoFailure, "the database does not answer", {}};
    return {ErrorCode::Internal, "the project's database refused a statement", {}};
}

/// libpq says why it could not connect in words only.
Error connectError(const std::string& text) {
    for (const auto* word : {"password", "authentication", "pg_hba", "role \""})
        if (text.find(word) != std::string::npos)
            return {ErrorCode::Forbidden, "the database does not accept this user or password", {}};
    if (text.find("database \"") != std::string::npos)
        return {ErrorCode::NotFound, "the server has no such database", {}};
    return {ErrorCode::IoFailure, "the database does not answer", {}};
}

} // namespace

void runScript(soci::session& sql, Dialect dialect, const std::string& script) {
    // SOCI prepares one statement at a time and takes a colon for a parameter.
    if (dialect == Dialect::SQLite) {
        auto* backend = static_cast<soci::sqlite3_session_backend*>(sql.get_backend());
        const int code =
            sqlite_api::sqlite3_exec(backend->conn_, script.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            throw soci::sqlite3_soci_error("a script failed", code);
        return;
    }
    auto* backend = static_cast<soci::postgresql_session_backend*>(sql.get_backend());
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(backend->conn_, script.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    // The COMMIT of a transaction in which a statement failed succeeds, and rolls back.
    if (script == "COMMIT" && std::string_view(PQcmdStatus(result.get())) == "ROLLBACK")
        throw soci::postgresql_soci_error("a transaction failed", "40000");
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return;
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error("a script failed", state != nullptr ? state : "08000");
}

std::string scramVerifier(soci::session& sql, const std::string& role, std::string_view password) {
    auto* backend = static_cast<soci::postgresql_session_backend*>(sql.get_backend());
    const std::unique_ptr<char, decltype(&PQfreemem)> verifier(
        PQencryptPasswordConn(backend->conn_, std::string(password).c_str(), role.c_str(),
                              "scram-sha-256"),
        PQfreemem);
    if (!verifier)
        throw soci::postgresql_soci_error("a password could not be prepared", "58000");
    return verifier.get();
}

Error databaseError(const std::exception& thrown) {
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown))
        return sqliteError(sqlite->result());
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown))
        return postgresError(postgres->sqlstate());
    if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr)
        return {ErrorCode::TooLarge, "not enough memory", {}};
    const auto* soci = dynamic_cast<const soci::soci_error*>(&thrown);
    if (soci != nullptr && soci->get_error_message().starts_with("Cannot establish connection"))
        return connectError(soci->get_error_message());
    return {ErrorCode::Internal, "the project's database refused a statement", {}};
}

bool isPassing(const std::exception& thrown) {
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown)) {
        const int code = sqlite->result() & 0xFF;
        return code == SQLITE_BUSY || code == SQLITE_LOCKED;
    }
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown))
        return postgres->sqlstate() == "40001" || postgres->sqlstate() == "40P01";
    return false;
}

} // namespace cw::storage::detail
