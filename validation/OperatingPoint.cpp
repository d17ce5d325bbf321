// SPDX-License-Identifier: Apache-2.0
#include "validation/Metrics.h"
#include "validation/stats/Distributions.h"
#include "validation/stats/detail/Order.h"
#include "validation/stats/detail/Wilson.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace cw::validation {
namespace {

double share(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

Result<std::vector<RocPoint>> rocCurve(std::span<const Scored> scores) {
    CW_TRY(const detail::Steps all, detail::stepsOf(scores));
    std::vector<RocPoint> curve{{0, 0, std::numeric_limits<double>::infinity()}};
    curve.reserve(all.steps.size() + 1);
    for (const detail::Step& step : all.steps)
        curve.push_back({share(step.fp, all.negatives), share(step.tp, all.positives), step.score});
    return curve;
}

Interval wilson(std::size_t successes, std::size_t trials, double confidence) {
    if (trials == 0)
        return {0, 1};
    const auto n = static_cast<double>(trials);
    return detail::wilsonOfShare(static_cast<double>(successes) / n, n, normalBound(confidence));
}

Result<OperatingPoint> youden(std::span<const Scored> scores) {
    CW_TRY(const detail::Steps all, detail::stepsOf(scores));
    const std::int64_t p = all.positives, n = all.negatives;
    // J = tp/p - fp/n and the gap |tp/p - (1 - fp/n)|, both times p*n: integers compare exactly.
    const auto index = [&](const detail::Step& s) { return s.tp * n - s.fp * p; };
    const auto gap = [&](const detail::Step& s) { return std::abs(s.tp * n - (n - s.fp) * p); };
    std::size_t best = 0;
    for (std::size_t i = 1; i < all.steps.size(); ++i) {
        const auto here = index(all.steps[i]), there = index(all.steps[best]);
        if (here > there || (here == there && gap(all.steps[i]) < gap(all.steps[best])))
            best = i;
    }
    const detail::Step& step = all.steps[best];
    return OperatingPoint{all.thresholdOf(best), share(step.tp, p), share(n - step.fp, n)};
}

std::optional<double> Counts::sensitivity() const {
    if (tp + fn == 0)
        return std::nullopt;
    return static_cast<double>(tp) / static_cast<double>(tp + fn);
}

std::optional<double> Counts::specificity() const {
    if (tn + fp == 0)
        return std::nullopt;
    return static_cast<double>(tn) / static_cast<double>(tn + fp);
}

Counts countsAt(std::span<const Scored> scores, double threshold) {
    Counts counts;
    for (const Scored& s : scores) {
        const bool called = s.score >= threshold;
        if (s.label == 1)
            ++(called ? counts.tp : counts.fn);
        else
            ++(called ? counts.fp : counts.tn);
    }
    return counts;
}

} // namespace cw::validation
