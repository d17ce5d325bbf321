// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::validation {

/// Quantile of the standard normal distribution, 0 < p < 1.
double normalQuantile(double p);
/// z with P(|N(0, 1)| < z) = confidence.
double normalBound(double confidence);
double normalCdf(double z);
/// P(|N(0, 1)| >= |z|), accurate in the far tail.
double normalTwoSided(double z);
/// The same of Student's t; df > 0.
double tBound(double confidence, double df);
double tTwoSided(double t, double df);

} // namespace cw::validation
