// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include "validation/Matrix.h"

#include <span>
#include <vector>

namespace cw::validation::checks {

/// The fast model of the checks: ridge regression of the 0/1 label on standardised features (up to
/// a factor Fisher's discriminant with shrinkage). The factorisation does not depend on labels, so
/// that one serves any number of label sets. Penalty 10 + n/2 for n training rows.
/// Scores of the test rows, one vector a label set. Labels of test rows are not looked at. A label
/// set without one of the classes in training scores all test rows alike.
std::vector<std::vector<double>> ridgeScores(const Matrix& features,
                                             std::span<const std::size_t> training,
                                             std::span<const std::size_t> test,
                                             std::span<const std::vector<int>> labelSets);

/// The same for every fold: scores of all rows, each from a model that did not see its fold.
/// Cancelled.
Result<std::vector<std::vector<double>>> foldedRidge(const Matrix& features,
                                                     std::span<const int> folds, int k,
                                                     std::span<const std::vector<int>> labelSets,
                                                     int workers, const core::CancelToken* cancel);

} // namespace cw::validation::checks
