// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow {

/// A radiology or pathology report beside a case, without what identified its patient.
struct ReportText {
    std::string kind; ///< "radiology", "pathology"
    std::string text; ///< UTF-8
    /// "scrubbed": the patient's names, numbers and all dates were cut out. "dictionary": nobody
    /// knew the patient's name, so only words of the imaging dictionary were kept.
    std::string cleaning;
};

/// Who works in a project, as accounts name them.
const std::vector<std::string>& reportRoles(); ///< coordinator, steward, reader, ...

/// The reports of a case, in order of their dates, for somebody in that role. Forbidden: the role
/// may not see them (readers, unless the project says so). NotFound: no such case; a case without
/// reports has an empty list. Corrupt.
Result<std::vector<ReportText>> reports(const Project& project, const core::CaseId& id,
                                        const std::string& role);
/// Roles that may see the reports: all but readers, until allowReports().
Result<std::vector<std::string>> rolesThatSeeReports(const std::filesystem::path& project);
/// Lets a role see them from now on, or no longer, and puts it into the audit trail.
Result<void> allowReports(Project& project, const std::string& role, bool allowed,
                          const std::string& by);

} // namespace cw::workflow
