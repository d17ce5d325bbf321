// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include <span>

namespace cw::agreement {

/// A value that counts so many times (0: not at all).
struct Weighted {
    double value = 0;
    unsigned times = 1;
};

/// Mean, standard deviation (n - 1), median of a sample; none of an empty one, and none at all
/// where a value is not finite.
struct Spread {
    std::size_t n = 0;
    Figure mean, sd, median, lowest, highest;
};
Spread spreadOf(std::span<const double> values);
/// The same of values that are ascending already, for bootstrap draws. lowest and highest are those
/// that count at least once.
Spread spreadOfAscending(std::span<const Weighted> values);

/// Quantile by linear interpolation between order statistics (Hyndman & Fan's type 7, the default
/// of R and numpy). ascending is sorted and not empty; 0 <= p <= 1.
double quantile(std::span<const double> ascending, double p);

} // namespace cw::agreement
