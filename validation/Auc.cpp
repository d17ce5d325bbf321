// SPDX-License-Identifier: Apache-2.0
#include "validation/Metrics.h"
#include "validation/stats/Delong.h"
#include "validation/stats/Distributions.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Order.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace detail {

Interval waldInterval(double value, double variance) {
    constexpr double kZ95 = 1.959963984540054; // two-sided 95 % of the normal distribution
    const double half = kZ95 * std::sqrt(variance);
    return {value - half, value + half};
}

void setWaldInterval(Auc& result) {
    const Interval interval = waldInterval(result.auc, result.variance);
    result.lower = std::max(0.0, interval.lower);
    result.upper = std::min(1.0, interval.upper);
}

Interval separatedInterval(double auc, double smallerClass) {
    const double bound = std::pow(0.025, 1 / smallerClass);
    return auc == 1 ? Interval{bound, 1} : Interval{0, 1 - bound};
}

void setInterval(Auc& result) {
    const auto smaller = static_cast<double>(std::min(result.positives, result.negatives));
    const bool separated = result.auc == 1 || result.auc == 0;
    if (separated && result.variance == 0) {
        const Interval interval = separatedInterval(result.auc, smaller);
        result.lower = interval.lower;
        result.upper = interval.upper;
        result.note = "the classes do not overlap, so DeLong's variance is 0; the interval is the "
                      "exact one of a proportion in the smaller class";
        return;
    }
    if (smaller < 2) {
        // The largest variance that any pair of distributions with this AUC can give.
        result.variance = result.auc * (1 - result.auc) / smaller;
        result.note = "a class has a single case: the variance is an upper bound";
    } else if (result.variance == 0) {
        result.lower = 0;
        result.upper = 1;
        result.note = "the scores do not rank the cases: the interval is the whole range";
        return;
    }
    setWaldInterval(result);
}

} // namespace detail

namespace {

/// Sorted scores of each class; DeLong's sums need no more than the two lists side by side.
struct SortedClasses {
    std::vector<std::uint64_t> positive, negative;
};

SortedClasses sortedClasses(std::span<const Scored> scores) {
    SortedClasses classes;
    std::size_t positives = 0;
    for (const Scored& s : scores)
        positives += static_cast<std::size_t>(s.label);
    // One slot more than needed each, so that every score can be written to both lists and only the
    // index of its own moves on: no branch on a random label.
    classes.positive.resize(positives + 1);
    classes.negative.resize(scores.size() - positives + 1);
    std::size_t p = 0, n = 0;
    for (const Scored& s : scores) {
        const auto key = detail::orderedKey(s.score);
        const auto label = static_cast<std::size_t>(s.label);
        classes.positive[p] = key;
        classes.negative[n] = key;
        p += label;
        n += 1 - label;
    }
    classes.positive.pop_back();
    classes.negative.pop_back();
    detail::sortKeys(classes.positive);
    detail::sortKeys(classes.negative);
    return classes;
}

/// For every score of `own`, rising: twice the number of `others` below it, ties once.
template <class Visit>
void forEachPlacement(std::span<const std::uint64_t> own, std::span<const std::uint64_t> others,
                      Visit visit) {
    std::size_t below = 0, notAbove = 0;
    for (const std::uint64_t key : own) {
        while (below < others.size() && others[below] < key)
            ++below;
        notAbove = std::max(notAbove, below);
        while (notAbove < others.size() && others[notAbove] == key)
            ++notAbove;
        visit(below + notAbove);
    }
}

/// Sample variance of the placements of one class.
double placementVariance(std::span<const std::uint64_t> own, std::span<const std::uint64_t> others,
                         double mean) {
    if (own.size() < 2)
        return 0;
    const double scale = 0.5 / static_cast<double>(others.size());
    double sum = 0;
    forEachPlacement(own, others, [&](std::size_t twice) {
        const double d = scale * static_cast<double>(twice) - mean;
        sum += d * d;
    });
    return sum / static_cast<double>(own.size() - 1);
}

} // namespace

Result<Auc> auc(std::span<const Scored> scores) {
    CW_CHECK(detail::checkScores(scores));
    const SortedClasses classes = sortedClasses(scores);
    Auc result;
    result.positives = classes.positive.size();
    result.negatives = classes.negative.size();
    const auto n1 = static_cast<double>(result.positives);
    const auto n0 = static_cast<double>(result.negatives);
    std::uint64_t twiceWins = 0; // whole numbers: exact below 2^32 cases of each class
    forEachPlacement(classes.positive, classes.negative,
                     [&](std::size_t twice) { twiceWins += twice; });
    result.auc = static_cast<double>(twiceWins) / 2 / (n1 * n0);
    result.variance = placementVariance(classes.positive, classes.negative, result.auc) / n1 +
                      placementVariance(classes.negative, classes.positive, 1 - result.auc) / n0;
    detail::setInterval(result);
    return result;
}

Result<std::pair<Placements, Placements>> pairedPlacements(std::span<const Scored> first,
                                                           std::span<const double> second) {
    if (first.size() != second.size())
        return fail(ErrorCode::InvalidArgument, "a paired test needs both scores for every case: " +
                                                    std::to_string(first.size()) + " and " +
                                                    std::to_string(second.size()));
    std::vector<Scored> other(first.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        other[i] = {second[i], first[i].label};
    CW_TRY(auto a, placements(first));
    auto b = placements(other);
    if (!b)
        return within(std::move(b).error(), "second score");
    return std::pair{std::move(a), std::move(*b)};
}

Result<PairedAuc> pairedAuc(std::span<const Scored> first, std::span<const double> second) {
    CW_TRY(const auto pair, pairedPlacements(first, second));
    const auto& [a, b] = pair;
    // One loop a class: both variances, their covariance, and the variance of the difference from
    // the differences themselves. That is exactly 0 for scores that rank alike, where v1 + v2 - 2c
    // leaves a rounding error to divide by.
    double v1 = 0, v2 = 0, covariance = 0, difference = 0;
    const double d = a.auc - b.auc;
    const auto add = [&](std::span<const double> pa, std::span<const double> pb) {
        double aa = 0, bb = 0, ab = 0, dd = 0;
        for (std::size_t i = 0; i < pa.size(); ++i) {
            const double x = pa[i] - a.auc, y = pb[i] - b.auc, both = (pa[i] - pb[i]) - d;
            aa += x * x;
            bb += y * y;
            ab += x * y;
            dd += both * both;
        }
        const auto n = static_cast<double>(pa.size());
        const double scale = pa.size() < 2 ? 0 : 1 / (n * (n - 1));
        v1 += aa * scale;
        v2 += bb * scale;
        covariance += ab * scale;
        difference += dd * scale;
    };
    add(a.positive, b.positive);
    add(a.negative, b.negative);

    PairedAuc result;
    const auto toAuc = [&](double value, double variance) {
        Auc one{value, variance, 0, 0, a.positive.size(), a.negative.size(), {}};
        detail::setInterval(one);
        return one;
    };
    result.first = toAuc(a.auc, v1);
    result.second = toAuc(b.auc, v2);
    result.covariance = covariance;
    if (std::min(a.positive.size(), a.negative.size()) < 2) {
        result.note = "a class has a single case: the difference cannot be tested";
    } else if (!(difference > detail::kRoundingVariance)) {
        if (d != 0)
            result.note = "the difference has no variance: it cannot be tested";
    } else {
        result.z = d / std::sqrt(difference);
        result.p = normalTwoSided(result.z);
    }
    return result;
}

} // namespace cw::validation
