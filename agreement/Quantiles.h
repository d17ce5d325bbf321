// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::agreement {

// Quantiles of the distributions that intervals stand on, by Boost.Math. p strictly between 0 and
// 1, degrees of freedom above 0 and finite: the caller's duty.

double normalCdf(double z);
double normalQuantile(double p);
double studentQuantile(double p, double degrees);
double fisherQuantile(double p, double degrees1, double degrees2);

} // namespace cw::agreement
