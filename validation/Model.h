// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "core/Result.h"
#include "validation/Matrix.h"
#include <optional>
#include <string>
#include <string_view>

namespace cw::validation {

enum class ModelKind { Logistic, Svm, Forest };
std::optional<ModelKind> modelKindFrom(std::string_view text); ///< "logistic", "svm", "forest"

/// strength: the logistic penalty, the SVM's C, the forest's number of trees.
struct ModelSettings {
    ModelKind kind = ModelKind::Logistic;
    double strength = 10;
};
/// What inner folds choose from; a single one where there is nothing to choose.
std::vector<ModelSettings> candidateSettings(ModelKind kind);

/// Standardises on the training rows, trains on them, and scores the test rows; a higher score
/// speaks for label 1. Test labels cannot leak in: they are not given. InvalidArgument if the
/// training rows lack a class.
Result<std::vector<double>> trainAndScore(const ModelSettings& settings, const Matrix& training,
                                          std::span<const int> labels, const Matrix& test,
                                          core::Seed seed);

} // namespace cw::validation
