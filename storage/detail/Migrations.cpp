// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Migrations.h"

#include "storage/detail/AuditChain.h"
#include "storage/detail/Database.h"

namespace cw::storage::detail {

namespace {
constexpr int kChainedFrom = 3; ///< the schema in which the audit trail became a chain
}

int latestVersion() { return allMigrations().back().version; }

Result<int> schemaVersion(Database& database) {
    return database.read([](soci::session& sql) -> Result<int> {
        int present = 0, version = 0;
        sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = "
               "'schema_version'",
            soci::into(present);
        if (present != 0)
            sql << "SELECT coalesce(max(version), 0) FROM schema_version", soci::into(version);
        return version;
    });
}

Result<void> migrate(Database& database, const core::Clock& clock, int version) {
    CW_TRY(const int current, schemaVersion(database));
    const auto now = core::iso8601Utc(clock());
    for (const auto& migration : allMigrations()) {
        if (migration.version <= current || migration.version > version)
            continue;
        auto done = database.write([&](soci::session& sql) -> Result<void> {
            runScript(sql, migration.sql);
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
    return {};
}

} // namespace cw::storage::detail
