// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseStore.h"
#include <soci/soci.h>

namespace cw::storage::detail {

/// What a row's hash covers: the hash before it and the row, as netstrings (length in bytes, colon,
/// text), which PostgreSQL's own functions can write as well. SHA-256, hex.
std::string chained(const std::string& previousHash, const CaseStore::AuditRow& row);
/// The hash before the first row.
std::string chainStart();

/// Where the chain ends: 0 and chainStart() for an empty trail.
AuditHead auditHead(soci::session& sql);
/// Fills in the hashes of rows written before there were any, in the transaction of the migration.
void chainOldRows(soci::session& sql);

AuditVerdict verifyChain(soci::session& sql, const std::vector<AuditHead>& anchors);

} // namespace cw::storage::detail
