// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include <span>

namespace cw::agreement {

struct Limits {
    Figure low, high;
};

/// Differences A - B of the same quantity, in its unit. Bland & Altman, Lancet i:307 (1986), Stat
/// Methods Med Res 8:135 (1999): bias = mean difference, limits = bias -+ 1.96 SD.
struct BlandAltman {
    std::size_t n = 0;
    Figure bias, sd, low, high;
    /// By Student's t with n - 1 degrees of freedom; pairs taken as independent, so that several
    /// pairs of one patient make them too narrow (use the bootstrap by patient then). Standard
    /// errors: s / sqrt(n) of the bias, s sqrt(1/n + 1.96^2 / (2 (n-1))) of a limit.
    Limits biasInterval, lowInterval, highInterval;
};
/// level: of the intervals. None of all where the lengths differ or a value is not finite.
BlandAltman blandAltman(std::span<const double> a, std::span<const double> b, double level = 0.95);

} // namespace cw::agreement
