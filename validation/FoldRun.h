// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/CrossValidation.h"
#include "validation/Matrix.h"
#include "validation/Model.h"

namespace cw::validation {

/// The part of a fold's work in which test labels must have no say. They are given to nobody below:
/// the trainer sees the training rows, the test rows come without labels. Flipping all labels of
/// the test part leaves every field bit for bit as it was (a test does that).
struct FoldScores {
    std::vector<std::size_t> testRows;
    std::vector<double> scores;    ///< of testRows
    OperatingPoint operatingPoint; ///< from inner folds of the training part
    ModelSettings chosen;
    std::string note;
    std::size_t trainSize = 0;
};

/// Trains on every row whose fold differs, scores the rows of `fold`. Model settings and threshold
/// come from inner patient folds (5, fewer if a class has fewer patients) of the training rows.
/// InvalidArgument if the training rows lack a class.
Result<FoldScores> runFold(const Matrix& features, std::span<const Sample> samples,
                           std::span<const int> folds, int fold, ModelKind kind, core::Seed seed);

/// The same without inner folds: the scores of all rows, each from a model that did not see its
/// fold, for checks that need many runs. Rows of a fold whose training part lacks a class score 0.
Result<std::vector<double>> quickScores(const Matrix& features, std::span<const int> labels,
                                        std::span<const int> folds, int k,
                                        const ModelSettings& settings, core::Seed seed);

} // namespace cw::validation
