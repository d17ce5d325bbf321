// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Distributions.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace cw::validation {

double normalQuantile(double p) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (!(p > 0))
        return -kInfinity;
    if (!(p < 1))
        return kInfinity;
    return boost::math::quantile(boost::math::normal(), p);
}

double normalBound(double confidence) { return -normalQuantile((1 - confidence) / 2); }

double normalCdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normalTwoSided(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

double tBound(double confidence, double df) {
    return -boost::math::quantile(boost::math::students_t(df), (1 - confidence) / 2);
}

double tTwoSided(double t, double df) {
    if (!std::isfinite(t))
        return 0;
    return 2 * boost::math::cdf(boost::math::students_t(df), -std::abs(t));
}

} // namespace cw::validation
