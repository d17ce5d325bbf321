// SPDX-License-Identifier: Apache-2.0
#include "agreement/Quantiles.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace cw::agreement {
namespace {

// A quantile beyond the range of double is infinite, not an exception; double precision throughout,
// so that every machine gives the same bytes.
using Policy = boost::math::policies::policy<
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

} // namespace

double normalCdf(double z) {
    return boost::math::cdf(boost::math::normal_distribution<double, Policy>(0, 1), z);
}

double normalQuantile(double p) {
    return boost::math::quantile(boost::math::normal_distribution<double, Policy>(0, 1), p);
}

double studentQuantile(double p, double degrees) {
    return boost::math::quantile(boost::math::students_t_distribution<double, Policy>(degrees), p);
}

double fisherQuantile(double p, double degrees1, double degrees2) {
    return boost::math::quantile(
        boost::math::fisher_f_distribution<double, Policy>(degrees1, degrees2), p);
}

} // namespace cw::agreement
