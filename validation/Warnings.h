// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Checks.h"

namespace cw::validation {

/// What a reader of the report must know before believing its numbers, one plain sentence each.
std::vector<std::string> warningsOf(const ValidationResult& result, const FeatureTable& table,
                                    const Grouping& grouping);

} // namespace cw::validation
