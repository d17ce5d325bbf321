// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Migrations.h"

#include "storage/detail/AuditChain.h"
#include "storage/detail/Database.h"
#include <sstream>

namespace cw::storage::detail {

namespace {
constexpr int kChainedFrom = 3; ///< the schema in which the audit trail became a chain
}

int latestVersion() { return allMigrations().back().version; }

std::string scriptFor(const std::string& sql, Dialect dialect) {
    const std::string own = dialect == Dialect::SQLite ? "--[sqlite" : "--[postgresql";
    std::istringstream lines(sql);
    std::string script;
    bool wanted = true;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("--["))
            wanted = line == own;
        else if (line == "--]")
            wanted = true;
        else if (wanted)
            script += line + '\n';
    }
    return script;
}

namespace {

int versionIn(soci::session& sql, const Database& database) {
    int present = 0, version = 0;
    if (database.dialect() == Dialect::SQLite)
        sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = "
               "'schema_version'",
            soci::into(present);
    else
        sql << "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = :schema AND "
               "tablename = 'schema_version'",
            soci::use(database.schema()), soci::into(present);
    if (present != 0)
        sql << "SELECT coalesce(max(version), 0) FROM schema_version", soci::into(version);
    return version;
}

} // namespace

Result<int> schemaVersion(Database& database) {
    return database.read(
        [&](soci::session& sql) -> Result<int> { return versionIn(sql, database); });
}

Result<void> migrate(Database& database, const core::Clock& clock, int version) {
    CW_TRY(const int current, schemaVersion(database));
    const auto now = core::iso8601Utc(clock());
    for (const auto& migration : allMigrations()) {
        if (migration.version <= current || migration.version > version)
            continue;
        auto done = database.write([&](soci::session& sql) -> Result<void> {
            if (versionIn(sql, database) >= migration.version)
                return {}; // another program was faster
            runScript(sql, database.dialect(), scriptFor(migration.sql, database.dialect()));
            if (migration.version == kChainedFrom)
                chainOldRows(sql);
            sql << "INSERT INTO schema_version (version, applied_at) VALUES (:version, :now)",
                soci::use(migration.version), soci::use(now);
            return {};
        });
        if (!done)
            return within(std::move(done).error(), "bringing the project to schema version " +
                                                       std::to_string(migration.version));
    }
    if (database.dialect() == Dialect::PostgreSQL && version >= kChainedFrom && current < version)
        return database.write([&](soci::session& sql) -> Result<void> {
            runScript(sql, database.dialect(), "SELECT secure_tables()");
            return {};
        });
    return {};
}

} // namespace cw::storage::detail
