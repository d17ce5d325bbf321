// SPDX-License-Identifier: Apache-2.0
#include "agreement/Bootstrap.h"

#include "agreement/Quantiles.h"
#include "agreement/Spread.h"

#include <algorithm>

namespace cw::agreement {
namespace {

constexpr double kEnoughDraws = 0.9;
/// One by one the work would grow with the square of the patients.
constexpr std::size_t kMostLeftOut = 500;

/// Draws of the same patients in another order of addition differ by rounding alone.
bool same(double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(b)); }

Interval noInterval(std::string_view why) { return {Figure::none(why), Figure::none(why)}; }

Interval between(std::vector<double>& draws, double low, double high) {
    std::sort(draws.begin(), draws.end());
    return {Figure::of(quantile(draws, low)), Figure::of(quantile(draws, high))};
}

/// Sum of cubes over the sum of squares to 3/2, of what leaving one out changes.
double acceleration(std::span<const double> leftOut) {
    double mean = 0, squares = 0, cubes = 0;
    for (const double value : leftOut)
        mean += value / static_cast<double>(leftOut.size());
    for (const double value : leftOut) {
        squares += (mean - value) * (mean - value);
        cubes += (mean - value) * (mean - value) * (mean - value);
    }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

/// draws[statistic]: the defined ones.
std::vector<std::vector<double>> drawAll(std::size_t patients, const PatientStatistics& statistics,
                                         std::size_t draws, std::size_t count,
                                         core::Random& random) {
    std::vector<std::vector<double>> values(count);
    std::vector<unsigned> times(patients);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        std::fill(times.begin(), times.end(), 0U);
        for (std::size_t i = 0; i < patients; ++i)
            ++times[random.below(patients)];
        const auto figures = statistics(times);
        for (std::size_t s = 0; s < count; ++s)
            if (figures[s].known())
                values[s].push_back(figures[s].value());
    }
    return values;
}

std::vector<std::vector<double>> leaveOut(std::size_t patients, const PatientStatistics& statistics,
                                          std::size_t count) {
    std::vector<std::vector<double>> values(count);
    std::vector<unsigned> times(patients, 1U);
    const auto parts = std::min(patients, kMostLeftOut);
    for (std::size_t part = 0; part < parts; ++part) {
        for (std::size_t i = part; i < patients; i += parts)
            times[i] = 0;
        const auto figures = statistics(times);
        for (std::size_t s = 0; s < count; ++s)
            if (figures[s].known())
                values[s].push_back(figures[s].value());
        for (std::size_t i = part; i < patients; i += parts)
            times[i] = 1;
    }
    return values;
}

} // namespace

Interval percentileInterval(std::span<const double> draws, double level) {
    if (draws.empty())
        return noInterval(reason::kNoValues);
    std::vector<double> sorted(draws.begin(), draws.end());
    return between(sorted, (1 - level) / 2, (1 + level) / 2);
}

Interval bcaInterval(std::span<const double> draws, double value, std::span<const double> leftOut,
                     double level) {
    if (draws.empty())
        return noInterval(reason::kNoValues);
    double below = 0;
    for (const double draw : draws)
        below += same(draw, value) ? 0.5 : draw < value ? 1 : 0;
    const double share = below / static_cast<double>(draws.size());
    if (!(share > 0 && share < 1))
        return percentileInterval(draws, level);
    const double z0 = normalQuantile(share), a = acceleration(leftOut);
    const auto moved = [&](double p) {
        const double z = z0 + normalQuantile(p);
        return std::clamp(normalCdf(z0 + z / (1 - a * z)), 0.0, 1.0);
    };
    std::vector<double> sorted(draws.begin(), draws.end());
    return between(sorted, moved((1 - level) / 2), moved((1 + level) / 2));
}

Bootstrapped bootstrap(std::size_t patients, const PatientStatistics& statistics,
                       const BootstrapPlan& plan, core::Random random) {
    Bootstrapped result;
    result.values = statistics(std::vector<unsigned>(patients, 1U));
    const auto count = result.values.size();
    if (plan.draws == 0 || patients < 2) {
        const std::string_view why =
            plan.draws == 0 ? "no intervals were asked for" : "fewer than two patients";
        result.intervals.assign(count, noInterval(why));
        return result;
    }
    const auto draws = drawAll(patients, statistics, plan.draws, count, random);
    const auto leftOut = plan.kind == IntervalKind::Bca ? leaveOut(patients, statistics, count)
                                                        : std::vector<std::vector<double>>(count);
    for (std::size_t s = 0; s < count; ++s) {
        const double defined = static_cast<double>(draws[s].size());
        if (!result.values[s].known())
            result.intervals.push_back(noInterval(result.values[s].reason()));
        else if (defined < kEnoughDraws * static_cast<double>(plan.draws))
            result.intervals.push_back(noInterval("undefined in more than a tenth of the draws"));
        else if (plan.kind == IntervalKind::Percentile)
            result.intervals.push_back(percentileInterval(draws[s], plan.level));
        else
            result.intervals.push_back(
                bcaInterval(draws[s], result.values[s].value(), leftOut[s], plan.level));
    }
    return result;
}

} // namespace cw::agreement
