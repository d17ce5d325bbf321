// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "core/Result.h"
#include "validation/Matrix.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cw::validation {

enum class ModelKind { Logistic, Svm, Forest };
std::optional<ModelKind> modelKindFrom(std::string_view text); ///< "logistic", "svm", "forest"
std::string_view name(ModelKind kind);                         ///< the same words

/// strength: the logistic penalty, the SVM's C, the forest's number of trees.
struct ModelSettings {
    ModelKind kind = ModelKind::Logistic;
    double strength = 10;
};
/// What inner folds choose from; a single one where there is nothing to choose.
std::vector<ModelSettings> candidateSettings(ModelKind kind);

/// A trained model with the standardisation of its training rows: scores other rows, now or after
/// it was written to a file. Trained in one thread from one seed: the same rows give the same
/// model.
class FittedModel {
public:
    /// InvalidArgument if the training rows lack a class or there is no feature.
    static Result<FittedModel> fittedTo(const ModelSettings& settings, const Matrix& training,
                                        std::span<const int> labels, core::Seed seed);
    /// One score a row, a higher one speaks for label 1: the logit, the distance from the SVM's
    /// border, the mean of the forest's leaves. InvalidArgument for another number of columns.
    Result<std::vector<double>> scores(const Matrix& features) const;

    /// Everything that scores() needs, as JSON; what is read back gives the same scores to the last
    /// bit. Holds no row of the training data but an SVM's support vectors (standardised).
    std::string toJson() const;
    static Result<FittedModel> fromJson(std::string_view json); ///< Malformed, Unsupported

    ModelSettings settings() const;
    /// Weights of a logistic model, one a column, per standard deviation; empty for other kinds.
    std::vector<double> weights() const;

private:
    struct Parts;
    explicit FittedModel(std::shared_ptr<const Parts> parts) : m_parts(std::move(parts)) {}
    std::shared_ptr<const Parts> m_parts;
};

/// Standardises on the training rows, trains on them, and scores the test rows; a higher score
/// speaks for label 1. Test labels cannot leak in: they are not given. InvalidArgument if the
/// training rows lack a class.
Result<std::vector<double>> trainAndScore(const ModelSettings& settings, const Matrix& training,
                                          std::span<const int> labels, const Matrix& test,
                                          core::Seed seed);

} // namespace cw::validation
