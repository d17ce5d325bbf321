// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "storage/Accounts.h"

namespace cw::storage::detail {

/// What the functions of CaseStore do, as far as roles differ in it.
enum class Operation {
    SeeCases,       ///< cases, images, versions; a reader: of the own worklist
    SeeClinical,    ///< what the record says, the confirmed diagnosis among it
    Import,         ///< images, sources, clinical rows
    Assign,         ///< worklists
    Read,           ///< own journal, own submission
    SeeReadings,    ///< released ones, comparisons, decisions; a reader: of own cases
    Compare,        ///< record a comparison
    Decide,         ///< adjudicate
    Inspect,        ///< settled cases, before they are frozen
    Exclude,        ///< without an adjudication
    Freeze,         ///< record a version
    Remark,         ///< a line of one's own in the audit trail
    SeeAudit,       ///< the whole trail: it tells who has submitted
    ManageAccounts, ///< of others
    Count_
};
constexpr std::size_t kOperations = static_cast<std::size_t>(Operation::Count_);

/// The table role x operation.
bool allows(Role role, Operation operation);
bool allows(const std::set<Role>& roles, Operation operation);
/// Forbidden, in a sentence that names the roles that may.
Result<void> require(const std::set<Role>& roles, Operation operation);

/// InvalidArgument for a set that no account may have: none; or coordinator together with one that
/// must stay blind, for the coordinator has the key to every sealed reading.
Result<void> checkCombination(const std::set<Role>& roles);

} // namespace cw::storage::detail
