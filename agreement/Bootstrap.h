// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "core/Random.h"
#include <functional>
#include <span>
#include <vector>

namespace cw::agreement {

enum class IntervalKind { Percentile, Bca };

struct BootstrapPlan {
    std::size_t draws = 2000; ///< 0: no intervals
    double level = 0.95;
    IntervalKind kind = IntervalKind::Bca;
};

struct Interval {
    Figure low, high;
};

/// Statistics of the patients, each counted times[patient] times; the same number of figures in the
/// same order at every call.
using PatientStatistics = std::function<std::vector<Figure>(std::span<const unsigned> times)>;

struct Bootstrapped {
    std::vector<Figure> values;      ///< every patient once
    std::vector<Interval> intervals; ///< one a value
};

/// Draws PATIENTS with replacement, so that what belongs to one patient (both breasts, both eyes,
/// all lesions) stays together: Efron & Tibshirani, An Introduction to the Bootstrap (1993), ch.
/// 14; Field & Welsh, J R Stat Soc B 69:369 (2007). random is taken by value: the same stream, the
/// same draws. No interval, with the reason, for fewer than two patients, for a value that is not
/// known, or where the statistic exists in fewer than 9 of 10 draws.
Bootstrapped bootstrap(std::size_t patients, const PatientStatistics& statistics,
                       const BootstrapPlan& plan, core::Random random);

/// Quantiles (1-level)/2 and (1+level)/2 of the draws.
Interval percentileInterval(std::span<const double> draws, double level);
/// Bias-corrected and accelerated: Efron, J Am Stat Assoc 82:171 (1987). leftOut: the statistic
/// without one patient each, or beyond 500 patients without one of 500 equal parts each, which has
/// the same third moment; where those do not vary the acceleration is 0. Draws that equal the
/// value count by half. The percentile interval where every draw lies on one side of the value.
Interval bcaInterval(std::span<const double> draws, double value, std::span<const double> leftOut,
                     double level);

} // namespace cw::agreement
