// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "core/Result.h"
#include "validation/Sample.h"
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// Fold of each sample, 0..k-1: a patient lies in one fold, classes are balanced by patients and
/// images; seeded; independent of the order of the samples; integer arithmetic only.
/// InvalidArgument: k < 2, fewer patients of a class than folds (names the class), labels not 0/1.
Result<std::vector<int>> patientFolds(std::span<const Sample> samples, int k, core::Seed seed);
/// What must hold of any assignment; the sentences that do not.
std::vector<std::string> brokenPostconditions(std::span<const Sample> samples,
                                              std::span<const int> folds, int k);

} // namespace cw::validation
