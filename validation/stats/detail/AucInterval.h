// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"

namespace cw::validation::detail {

/// A variance below it is the rounding of numbers between 0 and 1, not a spread.
inline constexpr double kRoundingVariance = 1e-28;

/// value -+ z sqrt(variance), 95 %.
Interval waldInterval(double value, double variance);
/// The same of an AUC, cut to [0, 1].
void setWaldInterval(Auc& result);
/// Wald's, or what stands for it where DeLong's variance says nothing: one case of a class, no
/// overlap, all tied. Sets the note (and for one case the variance).
void setInterval(Auc& result);
/// Clopper-Pearson of n out of n (or 0 of n for an AUC of 0), 95 %.
Interval separatedInterval(double auc, double smallerClass);

} // namespace cw::validation::detail
