// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Model.h"
#include "validation/models/ImageModel.h"
#include "validation/models/detail/InnerSplit.h"

#include <functional>

namespace cw::validation {

/// The settings of a tabular classifier, chosen on the training part alone.
struct InnerChoice {
    ModelSettings settings;
    std::vector<InnerScore> inner; ///< one a training row, by models that had not seen its group
    std::string note;              ///< where there were too few groups for inner folds
};

/// Scores of the training rows under these settings, each by a model that had not seen its fold.
/// Without folds (k < 2): of a model that has seen them all.
using InnerScoring = std::function<Result<std::vector<double>>(const ModelSettings& settings,
                                                               const detail::InnerFolds& folds)>;

/// By inner folds of whole groups (five, fewer where a class has fewer groups) and the AUC of their
/// pooled scores; ties keep the earlier, simpler candidate. InvalidArgument: the training part
/// lacks a class.
Result<InnerChoice> chosenByInnerFolds(const Training& training, ModelKind kind, core::Seed seed,
                                       const InnerScoring& scoresOf);

} // namespace cw::validation
