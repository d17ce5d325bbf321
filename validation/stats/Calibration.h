// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// Cases with similar predictions: what was predicted and what came.
struct CalibrationBin {
    double lowest = 0, highest = 0; ///< of the predictions; the edges of an equal-width bin
    double meanPrediction = 0, observed = 0;
    std::size_t count = 0;
    Interval interval; ///< Wilson, of the observed share; images taken as independent
};

/// How far scores between 0 and 1 can be read as probabilities.
struct Calibration {
    double brier = 0, brierReference = 0; ///< the reference predicts the prevalence for everybody
    std::optional<double> brierSkill;     ///< 1 - brier / reference
    double eceWidth = 0, eceMass = 0;     ///< expected calibration error; depends on the bins
    std::vector<CalibrationBin> equalWidth, equalMass; ///< without the empty ones
    /// Logistic regression of the label on logit(score): 1 and 0 are perfect. Nothing where it has
    /// no finite answer (the note says why).
    std::optional<double> slope, intercept;
    std::optional<double> inTheLarge; ///< the intercept when the slope is held at 1
    std::string note;
};
/// Every score in [0, 1], else InvalidArgument naming the row; other errors as auc(). Scores of
/// exactly 0 and 1 are moved by 1e-12 for the logit alone. Equal mass: sorted by score, cut into
/// bins whose sizes differ by at most one, ties in the order of the rows (numpy.array_split).
Result<Calibration> calibration(std::span<const Scored> scores, std::size_t bins = 10);

/// Platt's scaling: probability = 1 / (1 + exp(-(slope * score + offset))), fitted with smoothed
/// targets (Platt 1999; Lin, Lin & Weng 2007). To be fitted on inner scores of the training folds.
struct Platt {
    double slope = 0, offset = 0;
    double probability(double score) const;
};
/// Errors as auc().
Result<Platt> fitPlatt(std::span<const Scored> scores);

} // namespace cw::validation
