// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "core/Result.h"
#include "validation/folds/Balance.h"
#include "validation/folds/GroupKeys.h"

namespace cw::validation {

/// The samples as groups with amounts: images and groups of each class, and for each value of the
/// columns its images and its images of class 1. InvalidArgument: a column that no sample has, or
/// with too many values; fewer groups of a class than folds.
Result<BalanceProblem> foldProblem(std::span<const Sample> samples, const Groups& groups, int k,
                                   core::Seed seed, std::span<const std::string> columns);

} // namespace cw::validation
