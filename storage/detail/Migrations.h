// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Result.h"
#include <string>
#include <vector>

namespace cw::storage::detail {

class Database;

struct Migration {
    int version = 0; ///< that the schema has afterwards
    std::string sql;
};
/// In order, from version 1; generated from storage/migrations.
const std::vector<Migration>& allMigrations();
int latestVersion();

/// 0 for a database without a schema of ours.
Result<int> schemaVersion(Database& database);
/// Brings an older schema to the wanted version, each step in a transaction of its own.
Result<void> migrate(Database& database, const core::Clock& clock, int version = latestVersion());

} // namespace cw::storage::detail
