// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseStore.h"
#include "storage/detail/AccountKeys.h"
#include "storage/detail/BlobStore.h"
#include "storage/detail/Database.h"
#include "storage/detail/Permissions.h"
#include "storage/detail/ProjectLock.h"
#include "storage/detail/SealedTexts.h"

namespace cw::storage {

/// Who is logged in, with what they can open.
struct SignedIn {
    Account account;
    detail::Keyring keys;

    bool isCoordinator() const { return keys.escrow.has_value(); }
    /// Sees the own worklist and nothing else of the project.
    bool isReaderOnly() const { return account.roles == std::set{Role::Reader}; }
    bool is(const core::ReaderId& reader) const { return account.name == reader.text(); }
};

struct CaseStore::Impl {
    std::filesystem::path folder;
    core::Clock clock;
    Access access = Access::ReadWrite;
    core::ImageKind kind = core::ImageKind::Other;
    int schemaVersion = 0;
    std::optional<detail::ProjectLock> lock;
    std::unique_ptr<detail::Database> database;
    detail::BlobStore blobs;
    std::optional<SignedIn> who; ///< nobody in an open project

    /// Every function of the store begins with it. Forbidden: not for this account's roles, the
    /// account was changed meanwhile, or the project has got accounts since it was opened.
    Result<void> may(detail::Operation operation) const;
    /// may(), and Forbidden for one who sees only the own worklist.
    Result<void> maySeeAll(detail::Operation operation) const;
    /// Forbidden in another reader's name, in a project with accounts.
    Result<void> mayBe(const core::ReaderId& reader) const;
    /// Who did it: whoever is logged in, else whoever the caller says it was.
    std::string actorOr(const std::string& said) const { return who ? who->account.name : said; }
    /// Forbidden for one who sees only the own worklist, if the case is not on it.
    Result<void> mayCase(soci::session& sql, const core::CaseId& id) const;
    /// The same of many cases: leaves out those that are not on it.
    template <class T>
    std::map<core::CaseId, T> onWorklist(soci::session& sql, std::map<core::CaseId, T> all) const {
        if (who && who->isReaderOnly())
            std::erase_if(all, [&](const auto& each) { return !mayCase(sql, each.first); });
        return all;
    }
    /// InvalidArgument unless every one has an account that may read, where there are accounts.
    Result<void> checkReaders(soci::session& sql, const std::vector<core::ReaderId>& readers) const;
    /// The row of a submitted reading, sealed where there are accounts; its receipt.
    std::string keep(soci::session& sql, const annotation::Reading& reading);
    /// Opens what is complete in this case; the number of readings that were opened.
    Result<std::size_t> release(soci::session& sql, const core::CaseId& id);
    std::string now() const { return core::iso8601Utc(clock()); }
};

namespace detail {

/// "C-0001"
std::string caseIdText(long long number);
/// InvalidArgument if a finding lies on an image that is not of the reading's case.
Result<void> requireOwnImages(soci::session& sql, const annotation::Reading& reading);
/// NotFound if there is no such case.
Result<void> requireCase(soci::session& sql, const core::CaseId& id);
/// Forbidden for a wrong login, for none in a project with accounts, for any in one without.
Result<std::optional<SignedIn>> signIn(soci::session& sql, const std::optional<Login>& login);
/// One more line of the audit trail, chained to the last, in the transaction of what it tells.
void note(soci::session& sql, const std::string& at, const std::string& actor,
          const std::string& action, const std::string& detail);

} // namespace detail
} // namespace cw::storage
