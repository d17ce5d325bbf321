// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/stats/Bootstrap.h"
#include "validation/stats/detail/Groups.h"
#include <array>
#include <functional>
#include <vector>

namespace cw::validation::detail {

/// Patients (numbers of Groups) with a positive image, and those without.
struct Strata {
    std::array<std::vector<std::uint32_t>, 2> patients; ///< [1]: with a positive image
};
Strata strataOf(std::span<const Scored> scores, const Groups& patients);

/// How often each patient was drawn.
using Times = std::span<const std::uint32_t>;
using Figures = std::array<double, 3>; ///< NaN where a figure is not defined or not wanted
using Statistic = std::function<Figures(Times)>;

/// Every draw has a stream of random numbers of its own: neither the number of workers nor their
/// order can be seen in the figures. Cancelled; InvalidArgument for fewer than 100 draws.
Result<std::vector<Figures>> resample(const Strata& strata, std::size_t patientCount,
                                      const Statistic& statistic, const BootstrapPlan& plan);

/// One figure's draws and its values without one patient each (one a patient, NaN where undefined).
Bootstrapped summary(double value, std::vector<double> draws, std::span<const double> leftOut,
                     const Strata& strata, double confidence);

} // namespace cw::validation::detail
