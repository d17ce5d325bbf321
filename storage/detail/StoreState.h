// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseStore.h"
#include "storage/detail/BlobStore.h"
#include "storage/detail/Database.h"
#include "storage/detail/ProjectLock.h"

namespace cw::storage {

struct CaseStore::Impl {
    std::filesystem::path folder;
    core::Clock clock;
    Access access = Access::ReadWrite;
    core::ImageKind kind = core::ImageKind::Other;
    int schemaVersion = 0;
    std::optional<detail::ProjectLock> lock;
    std::unique_ptr<detail::Database> database;
    detail::BlobStore blobs;

    std::string now() const { return core::iso8601Utc(clock()); }
};

namespace detail {

/// NotFound if there is no such case.
Result<void> requireCase(soci::session& sql, const core::CaseId& id);
/// One more line of the audit trail, in the transaction of what it tells.
void note(soci::session& sql, const std::string& at, const std::string& actor,
          const std::string& action, const std::string& detail);

} // namespace detail
} // namespace cw::storage
