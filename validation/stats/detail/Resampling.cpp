// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/detail/Resampling.h"

#include "validation/Parallel.h"
#include "validation/stats/Distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::validation::detail {
namespace {

constexpr std::size_t kFewestDraws = 100, kDrawsAtOnce = 64;

/// Linear between order statistics (Hyndman & Fan's type 7, as R and numpy).
double quantile(std::span<const double> sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size())
        return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

/// Efron's acceleration from the influence of each patient within its stratum: a jackknife of
/// several samples divides each by the size of its own (Efron & Tibshirani 1993, ch. 14).
double acceleration(std::span<const double> leftOut, const Strata& strata) {
    double squares = 0, cubes = 0;
    for (const auto& stratum : strata.patients) {
        double mean = 0, count = 0;
        for (const std::uint32_t patient : stratum)
            if (std::isfinite(leftOut[patient])) {
                mean += leftOut[patient];
                count += 1;
            }
        if (count < 2)
            continue;
        mean /= count;
        for (const std::uint32_t patient : stratum)
            if (std::isfinite(leftOut[patient])) {
                const double d = (mean - leftOut[patient]) * (count - 1) / count;
                squares += d * d;
                cubes += d * d * d;
            }
    }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

Interval bcaInterval(std::span<const double> sorted, double value, double a, double confidence) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    const double below = static_cast<double>(first - sorted.begin()) +
                         static_cast<double>(last - first) / 2; // equal draws count by half
    const double z0 = normalQuantile(below / static_cast<double>(sorted.size()));
    const double tail = (1 - confidence) / 2;
    if (!std::isfinite(z0)) // every draw on one side: no bias can be read off
        return {quantile(sorted, tail), quantile(sorted, 1 - tail)};
    const auto moved = [&](double p) {
        const double z = z0 + normalQuantile(p);
        const double room = 1 - a * z;
        return room > 0 ? normalCdf(z0 + z / room) : (z > 0 ? 1.0 : 0.0);
    };
    return {quantile(sorted, moved(tail)), quantile(sorted, moved(1 - tail))};
}

} // namespace

Strata strataOf(std::span<const Scored> scores, const Groups& patients) {
    std::vector<char> positive(patients.count());
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i].label == 1)
            positive[patients.of[i]] = 1;
    Strata strata;
    for (std::uint32_t p = 0; p < positive.size(); ++p)
        strata.patients[positive[p] != 0 ? 1 : 0].push_back(p);
    return strata;
}

Result<std::vector<Figures>> resample(const Strata& strata, std::size_t patientCount,
                                      const Statistic& statistic, const BootstrapPlan& plan) {
    if (plan.draws < kFewestDraws)
        return fail(ErrorCode::InvalidArgument, "a bootstrap needs at least 100 resamples");
    if (!(plan.confidence > 0 && plan.confidence < 1))
        return fail(ErrorCode::InvalidArgument, "a confidence lies between 0 and 1");
    std::vector<Figures> figures(plan.draws);
    const core::Random root(plan.seed);
    const std::size_t jobs = (plan.draws + kDrawsAtOnce - 1) / kDrawsAtOnce;
    CW_CHECK(forEachIndex(jobs, plan.workers, plan.cancel, [&](std::size_t job) {
        std::vector<std::uint32_t> times(patientCount);
        const std::size_t end = std::min(plan.draws, (job + 1) * kDrawsAtOnce);
        for (std::size_t draw = job * kDrawsAtOnce; draw < end; ++draw) {
            core::Random random = root.stream("bootstrap", draw);
            std::fill(times.begin(), times.end(), 0U);
            for (const auto& stratum : strata.patients)
                for (std::size_t i = 0; i < stratum.size(); ++i)
                    ++times[stratum[random.below(stratum.size())]];
            figures[draw] = statistic(times);
        }
    }));
    return figures;
}

Bootstrapped summary(double value, std::vector<double> draws, std::span<const double> leftOut,
                     const Strata& strata, double confidence) {
    Bootstrapped result;
    result.value = value;
    result.percentile = result.bca = {-1, 1};
    if (draws.size() < 2) {
        result.note = "the figure is not defined in the resamples";
        return result;
    }
    const auto count = static_cast<double>(draws.size());
    const double mean = std::accumulate(draws.begin(), draws.end(), 0.0) / count;
    double squares = 0;
    for (const double draw : draws)
        squares += (draw - mean) * (draw - mean);
    std::sort(draws.begin(), draws.end());
    result.percentile = result.bca = {value, value};
    if (draws.front() == draws.back()) {
        result.note = "no resample differs: they show no spread, which does not prove that there "
                      "is none";
        return result;
    }
    result.standardError = std::sqrt(squares / (count - 1));
    const double tail = (1 - confidence) / 2;
    result.percentile = {quantile(draws, tail), quantile(draws, 1 - tail)};
    result.bca = bcaInterval(draws, value, acceleration(leftOut, strata), confidence);
    if (std::min(strata.patients[0].size(), strata.patients[1].size()) < 2)
        result.note = "a class has fewer than two patients of its own, which resampling cannot "
                      "vary: the interval is too narrow";
    return result;
}

} // namespace cw::validation::detail
