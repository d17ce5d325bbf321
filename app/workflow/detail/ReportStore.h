// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Reports.h"

namespace cw::workflow::detail {

struct StoredReport {
    std::string id; ///< keyed token of the source: the same report is kept once
    ReportText report;
};

/// Puts cleaned reports into <project>/reports/<case>.json behind those that are there; how many
/// were new. Corrupt.
Result<std::size_t> addReports(const std::filesystem::path& project, const core::CaseId& id,
                               std::vector<StoredReport> reports);

} // namespace cw::workflow::detail
