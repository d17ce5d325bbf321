// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <filesystem>

namespace cw::workflow {

/// FOLDER/report.html as FOLDER/report.pdf, by concord-print. Its bytes say when it was made, so
/// that two runs differ in them alone. Errors: NotFound (concord-print is not beside this program),
/// IoFailure.
Result<void> printReport(const std::filesystem::path& folder);

} // namespace cw::workflow
