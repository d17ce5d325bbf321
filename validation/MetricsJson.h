// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <filesystem>
#include <string>

namespace cw::validation {

/// Verb metrics: columns score,label[,patient][,fold][,score2]; JSON with auc, auc_variance,
/// auc_ci, n_positive, n_negative and with score2 auc2, delong_z, delong_p; more where the columns
/// allow it. Malformed names line and column.
Result<std::string> metricsJson(const std::filesystem::path& csv);

} // namespace cw::validation
