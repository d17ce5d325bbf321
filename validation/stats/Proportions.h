// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>

namespace cw::validation {

/// The exact interval of Clopper and Pearson (1934); [0, 1] without trials. wilson() is in
/// Metrics.h.
Interval clopperPearson(std::size_t successes, std::size_t trials, double confidence = 0.95);

/// A share of images, several images a patient.
struct ClusteredProportion {
    std::size_t successes = 0, trials = 0, patients = 0;
    double share = 0;
    double standardError = 0; ///< of the ratio of sums over patients (Rao & Scott 1992)
    double designEffect = 1;  ///< that variance over the one of independent images; at least 1
    Interval interval;        ///< Wilson with trials / designEffect
    std::string note;
};
/// success: 0 or 1, patients: one each. InvalidArgument for different lengths or no trial.
Result<ClusteredProportion> clusteredProportion(std::span<const int> success,
                                                std::span<const std::string> patients,
                                                double confidence = 0.95);

/// Sensitivity and specificity of a fixed threshold (score >= threshold is positive), by patient.
struct ClusteredRates {
    ClusteredProportion sensitivity, specificity;
};
/// Errors as auc().
Result<ClusteredRates> clusteredRates(std::span<const Scored> scores, double threshold,
                                      std::span<const std::string> patients,
                                      double confidence = 0.95);

} // namespace cw::validation
