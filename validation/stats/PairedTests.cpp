// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/PairedTests.h"

#include "validation/stats/Distributions.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Groups.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace cw::validation {

McNemar mcNemar(std::size_t onlyFirst, std::size_t onlySecond) {
    McNemar result;
    result.onlyFirst = onlyFirst;
    result.onlySecond = onlySecond;
    const auto n = static_cast<double>(onlyFirst + onlySecond);
    if (n == 0)
        return result;
    const auto fewer = static_cast<double>(std::min(onlyFirst, onlySecond));
    const double gap = n - 2 * fewer;
    result.asymptotic = normalTwoSided(gap / std::sqrt(n));
    result.continuity = normalTwoSided(std::max(0.0, gap - 1) / std::sqrt(n));
    // P(X <= fewer) of n fair coins, both tails.
    result.exact =
        fewer == n ? 1 : std::min(1.0, 2 * boost::math::ibetac(fewer + 1, n - fewer, 0.5));
    return result;
}

Result<ClusteredMcNemar> clusteredMcNemar(std::span<const int> first, std::span<const int> second,
                                          std::span<const std::string> patients) {
    if (first.size() != second.size() || first.size() != patients.size())
        return fail(ErrorCode::InvalidArgument,
                    "a paired test by patient needs two answers and a patient per image");
    struct Sums {
        double gap = 0, images = 0;
    };
    const auto groups = detail::groupsOf(patients);
    std::vector<Sums> clusters(groups.count());
    for (std::size_t i = 0; i < first.size(); ++i) {
        clusters[groups.of[i]].gap += (first[i] != 0 ? 1 : 0) - (second[i] != 0 ? 1 : 0);
        clusters[groups.of[i]].images += 1;
    }
    double sum = 0, squares = 0;
    for (const Sums& c : clusters) {
        const double share = c.gap / c.images;
        sum += share;
        squares += share * share;
    }
    ClusteredMcNemar result;
    result.patients = groups.count();
    if (squares > 0) {
        result.chiSquared = sum * sum / squares;
        result.p = normalTwoSided(std::sqrt(result.chiSquared));
    }
    return result;
}

Result<CorrectedT> correctedT(std::span<const double> first, std::span<const double> second,
                              double testToTrain) {
    if (first.size() != second.size())
        return fail(ErrorCode::InvalidArgument, "a paired test needs both models for every fold");
    if (!(testToTrain > 0) || !std::isfinite(testToTrain))
        return fail(ErrorCode::InvalidArgument,
                    "test cases over training cases must be a number above 0");
    const auto count = static_cast<double>(first.size());
    CorrectedT result;
    result.interval = {-1, 1};
    for (std::size_t fold = 0; fold < first.size(); ++fold) {
        if (!std::isfinite(first[fold]) || !std::isfinite(second[fold]))
            return fail(ErrorCode::InvalidArgument,
                        "the figure of fold " + std::to_string(fold + 1) + " is not a number");
        result.difference += (first[fold] - second[fold]) / count;
    }
    if (first.size() < 2) {
        result.note = "fewer than two folds: the difference cannot be tested";
        return result;
    }
    double variance = 0;
    for (std::size_t fold = 0; fold < first.size(); ++fold) {
        const double d = first[fold] - second[fold] - result.difference;
        variance += d * d / (count - 1);
    }
    result.df = first.size() - 1;
    const auto df = static_cast<double>(result.df);
    if (!(variance > detail::kRoundingVariance)) {
        if (std::abs(result.difference) > 1e-14)
            result.note = "the folds differ by the same amount: the difference cannot be tested";
        else
            result.interval = {0, 0};
        return result;
    }
    const double error = std::sqrt((1 / count + testToTrain) * variance);
    result.t = result.difference / error;
    result.p = tTwoSided(result.t, df);
    result.naiveT = result.difference / std::sqrt(variance / count);
    result.naiveP = tTwoSided(result.naiveT, df);
    const double half = tBound(0.95, df) * error;
    result.interval = {result.difference - half, result.difference + half};
    return result;
}

} // namespace cw::validation
