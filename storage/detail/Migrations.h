// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Result.h"
#include <string>
#include <vector>

namespace cw::storage::detail {

class Database;
enum class Dialect;

struct Migration {
    int version = 0; ///< that the schema has afterwards
    std::string sql; ///< for both databases, see scriptFor()
};
/// What of a migration is for this database: lines between "--[sqlite" and "--]" are for SQLite
/// alone, between "--[postgresql" and "--]" for PostgreSQL alone, all others for both.
std::string scriptFor(const std::string& sql, Dialect dialect);

/// In order, from version 1; generated from storage/migrations.
const std::vector<Migration>& allMigrations();
int latestVersion();

/// 0 for a database without a schema of ours.
Result<int> schemaVersion(Database& database);
/// Brings an older schema to the wanted version, each step in a transaction of its own. Two
/// programs at once do each step once: the second one finds it done.
Result<void> migrate(Database& database, const core::Clock& clock, int version = latestVersion());

} // namespace cw::storage::detail
