// SPDX-License-Identifier: Apache-2.0
#include "validation/Metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>

namespace cw::validation {
namespace {

/// One distinct score and how many cases lie at or above it.
struct Step {
    double score = 0;
    std::int64_t tp = 0, fp = 0;
};
struct Steps {
    std::vector<Step> steps; ///< falling scores
    std::int64_t positives = 0, negatives = 0;
};

Result<Steps> stepsOf(std::span<const Scored> scores) {
    CW_CHECK(auc(scores)); // the same preconditions, with the same sentences
    std::vector<Scored> sorted(scores.begin(), scores.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const Scored& a, const Scored& b) { return a.score > b.score; });
    Steps result;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        (sorted[i].label == 1 ? result.positives : result.negatives) += 1;
        if (i + 1 == sorted.size() || sorted[i + 1].score != sorted[i].score)
            result.steps.push_back({sorted[i].score, result.positives, result.negatives});
    }
    return result;
}

double share(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// z with P(|N(0,1)| < z) = confidence: bisection on erfc, exact to the last few bits.
double normalQuantile(double confidence) {
    const double tail = 1 - confidence;
    double low = 0, high = 40;
    for (int i = 0; i < 200 && high - low > 0; ++i) {
        const double middle = std::midpoint(low, high);
        if (middle == low || middle == high)
            break;
        (std::erfc(middle / std::numbers::sqrt2) > tail ? low : high) = middle;
    }
    return std::midpoint(low, high);
}

} // namespace

Result<std::vector<RocPoint>> rocCurve(std::span<const Scored> scores) {
    CW_TRY(const Steps all, stepsOf(scores));
    std::vector<RocPoint> curve{{0, 0, std::numeric_limits<double>::infinity()}};
    for (const Step& step : all.steps)
        curve.push_back({share(step.fp, all.negatives), share(step.tp, all.positives), step.score});
    return curve;
}

Interval wilson(std::size_t successes, std::size_t trials, double confidence) {
    if (trials == 0)
        return {0, 1};
    const double z = normalQuantile(confidence);
    const auto n = static_cast<double>(trials);
    const double p = static_cast<double>(successes) / n;
    const double scale = 1 / (1 + z * z / n);
    const double centre = scale * (p + z * z / (2 * n));
    const double half = scale * z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At the ends the formula is exactly 0 or 1; rounding must not blur that.
    return {successes == 0 ? 0 : std::max(0.0, centre - half),
            successes == trials ? 1 : std::min(1.0, centre + half)};
}

Result<OperatingPoint> youden(std::span<const Scored> scores) {
    CW_TRY(const Steps all, stepsOf(scores));
    const std::int64_t p = all.positives, n = all.negatives;
    // J = tp/p - fp/n and the gap |tp/p - (1 - fp/n)|, both times p*n: integers compare exactly.
    const auto index = [&](const Step& s) { return s.tp * n - s.fp * p; };
    const auto gap = [&](const Step& s) { return std::abs(s.tp * n - (n - s.fp) * p); };
    std::size_t best = 0;
    for (std::size_t i = 1; i < all.steps.size(); ++i) {
        const auto here = index(all.steps[i]), there = index(all.steps[best]);
        if (here > there || (here == there && gap(all.steps[i]) < gap(all.steps[best])))
            best = i;
    }
    const Step& step = all.steps[best];
    OperatingPoint point{step.score, share(step.tp, p), share(n - step.fp, n)};
    if (best + 1 < all.steps.size()) {
        const double middle = std::midpoint(step.score, all.steps[best + 1].score);
        if (middle > all.steps[best + 1].score) // neighbours in double have nothing between them
            point.threshold = middle;
    }
    return point;
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
