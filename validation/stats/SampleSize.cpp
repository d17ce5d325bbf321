// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/SampleSize.h"

#include "validation/stats/Distributions.h"

#include <cmath>

namespace cw::validation {
namespace {

constexpr std::size_t kMostPositives = 100'000'000;

/// Variance for numbers of cases that need not be whole.
double hanleyMcNeilVariance(double a, double n1, double n0) {
    const double q1 = a / (2 - a), q2 = 2 * a * a / (1 + a);
    return (a * (1 - a) + (n1 - 1) * (q1 - a * a) + (n0 - 1) * (q2 - a * a)) / (n1 * n0);
}

Result<void> checkAuc(double auc) {
    if (!(auc > 0 && auc < 1))
        return fail(ErrorCode::InvalidArgument, "an expected AUC lies between 0 and 1");
    return {};
}

} // namespace

Result<double> hanleyMcNeilError(double auc, std::size_t positives, std::size_t negatives) {
    CW_CHECK(checkAuc(auc));
    if (positives == 0 || negatives == 0)
        return fail(ErrorCode::InvalidArgument, "both classes need at least one case");
    return std::sqrt(
        hanleyMcNeilVariance(auc, static_cast<double>(positives), static_cast<double>(negatives)));
}

Result<SampleSize> casesForAuc(double auc, double halfWidth, double negativesPerPositive,
                               double confidence) {
    CW_CHECK(checkAuc(auc));
    if (!(halfWidth > 0) || !(negativesPerPositive > 0) || !(confidence > 0 && confidence < 1))
        return fail(ErrorCode::InvalidArgument, "the width of the interval, the ratio of the "
                                                "classes and the confidence must be above 0");
    const double z = normalBound(confidence);
    const auto sizeOf = [&](std::size_t positives) {
        SampleSize size;
        size.positives = positives;
        size.negatives = static_cast<std::size_t>(
            std::ceil(static_cast<double>(positives) * negativesPerPositive));
        size.halfWidth =
            z * std::sqrt(hanleyMcNeilVariance(auc, static_cast<double>(size.positives),
                                               static_cast<double>(size.negatives)));
        return size;
    };
    // More cases never widen the interval: double until it fits, then halve the gap.
    std::size_t high = 1;
    while (sizeOf(high).halfWidth > halfWidth) {
        high *= 2;
        if (high > kMostPositives)
            return fail(ErrorCode::InvalidArgument,
                        "so narrow an interval needs more than 100 million positive cases");
    }
    std::size_t low = high / 2; // too few, or 0
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (sizeOf(middle).halfWidth > halfWidth ? low : high) = middle;
    }
    return sizeOf(high);
}

} // namespace cw::validation
