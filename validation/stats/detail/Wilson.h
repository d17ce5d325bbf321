// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <algorithm>
#include <cmath>

namespace cw::validation::detail {

/// Wilson's score interval of a share among so many trials, which need not be a whole number
/// (effective sizes).
inline Interval wilsonOfShare(double p, double n, double z) {
    const double scale = 1 / (1 + z * z / n);
    const double centre = scale * (p + z * z / (2 * n));
    const double half = scale * z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At the ends the formula is exactly 0 or 1; rounding must not blur that.
    return {p == 0 ? 0 : std::max(0.0, centre - half), p == 1 ? 1 : std::min(1.0, centre + half)};
}

} // namespace cw::validation::detail
