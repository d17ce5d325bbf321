// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/EligibilityRules.h"

namespace cw::dataset {

/// Why a line is not understood; nothing if it is.
using LineFault = std::optional<std::string>;

/// Adds the condition that a line's words say (docs/eligibility-rules.md) to its rule.
LineFault readCondition(const std::vector<std::string>& words, EligibilityRule& rule);

} // namespace cw::dataset
