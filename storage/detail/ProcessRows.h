// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseProcess.h"
#include "storage/detail/StoreState.h"

namespace cw::storage::detail {

/// Where a case stands in its course.
struct CaseCourse {
    std::string state; ///< of case_list
    int cycle = 1;
    bool alias = false;
};
/// NotFound if there is no such case.
Result<CaseCourse> courseOf(soci::session& sql, const core::CaseId& id);

/// The round under which this reader's blind reading counts; 0 where they are not assigned.
int blindRound(soci::session& sql, const core::CaseId& id, const core::ReaderId& reader);

/// The case begins a new cycle: its comparison goes among the earlier ones, decisions and
/// exclusions up to now no longer count. reader: whose blind reading is taken back; nobody: of
/// both.
Result<void> beginCycle(soci::session& sql, const CaseCourse& course, const core::CaseId& id,
                        const std::optional<core::ReaderId>& reader, const std::string& by,
                        const std::string& reason, const std::string& at);

/// InvalidArgument if the text is empty, longer than 2,000 bytes or holds control characters.
Result<void> checkReason(const std::string& reason);

} // namespace cw::storage::detail
