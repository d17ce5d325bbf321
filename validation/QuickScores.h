// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Matrix.h"
#include "validation/Model.h"

namespace cw::validation {

/// The scores of all rows, each from a model that did not see its fold: inner folds, and checks
/// that need many runs. Rows of a fold whose training part lacks a class score 0. folds: 0..k-1,
/// one a row.
Result<std::vector<double>> quickScores(const Matrix& features, std::span<const int> labels,
                                        std::span<const int> folds, int k,
                                        const ModelSettings& settings, core::Seed seed);

} // namespace cw::validation
