// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Random.h"
#include "validation/Metrics.h"
#include <optional>
#include <span>
#include <string>

namespace cw::validation {

struct BootstrapPlan {
    std::size_t draws = 2000;
    core::Seed seed = 1;
    int workers = 1; ///< threads; the figures do not depend on it
    double confidence = 0.95;
    const core::CancelToken* cancel = nullptr;
};

/// A figure with its spread over resamples of PATIENTS. Percentile interval, and BCa (Efron 1987)
/// with the acceleration from leaving out one patient at a time.
struct Bootstrapped {
    double value = 0, standardError = 0;
    Interval percentile, bca;
    std::string note; ///< why an interval is degenerate; empty if nothing to say
};

/// Patients are drawn with replacement within their class (any positive image, or none), so that
/// every resample has as many patients of a class as the data; a patient's images stay together.
struct BootstrappedAuc {
    Bootstrapped first;
    std::optional<Bootstrapped> second, difference; ///< of the same resamples
    std::size_t patients = 0, positivePatients = 0, draws = 0;
    std::size_t left = 0; ///< resamples without a negative image, left out
};
/// second may be empty. Errors as auc(); Cancelled.
Result<BootstrappedAuc> bootstrapAuc(std::span<const Scored> scores, std::span<const double> second,
                                     std::span<const std::string> patients,
                                     const BootstrapPlan& plan);

/// Sensitivity and specificity of a threshold that was fixed before; the same resampling.
struct BootstrappedRates {
    Bootstrapped sensitivity, specificity;
};
Result<BootstrappedRates> bootstrapRates(std::span<const Scored> scores, double threshold,
                                         std::span<const std::string> patients,
                                         const BootstrapPlan& plan);

} // namespace cw::validation
