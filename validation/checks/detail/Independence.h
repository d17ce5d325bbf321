// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"

#include <array>
#include <string>
#include <vector>

namespace cw::validation::checks {

/// Counts by value: of class 0 and of class 1.
using ClassCounts = std::array<std::size_t, 2>;

/// How a column hangs together with the class.
struct Independence {
    std::string test;            ///< "chi-square", "Fisher", "Fisher, simulated"
    double chiSquare = 0, p = 1; ///< no continuity correction
    int degrees = 0;             ///< of freedom; 0: nothing to test
    double cramersV = 0;         ///< bias-corrected (Bergsma 2013)
    double lower = 0, upper = 0; ///< 95 % of V, by Fisher's transformation
};

/// Pearson's chi-square where every expected count is at least 5, else Fisher's exact test (2 x 2)
/// or Freeman and Halton's by 10,000 seeded tables. Values without counts are left out.
Independence independenceOf(const std::vector<ClassCounts>& table, core::Random random);

double chiSquareTail(double value, int degrees); ///< P(X >= value)
double normalTwoSided(double z);                 ///< P(|Z| >= |z|)
/// Two-sided, as R's fisher.test: all tables that are not more probable than the one seen.
double fisherExact(const ClassCounts& a, const ClassCounts& b);
/// Holm's adjusted p values, in the order given.
std::vector<double> holm(const std::vector<double>& p);

} // namespace cw::validation::checks
