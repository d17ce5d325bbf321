// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/FoldArea.h"

#include "validation/Metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::validation::checks {
namespace {

constexpr double kZ95 = 1.959963984540054;

/// One fold's finite scores in ascending order, with what each case wins against the other class.
struct Fold {
    std::vector<std::size_t> order; ///< of cases
    std::vector<double> placement;  ///< of order: share of the other class that it beats
    std::size_t positives = 0, negatives = 0;
    double auc = 0;
    bool counts() const { return positives > 0 && negatives > 0; }
};

std::vector<Fold> foldsOf(std::span<const double> scores, std::span<const int> labels,
                          std::span<const int> folds, int k) {
    std::vector<Fold> result(static_cast<std::size_t>(k));
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (std::isfinite(scores[i])) {
            Fold& fold = result[static_cast<std::size_t>(folds[i])];
            fold.order.push_back(i);
            (labels[i] == 1 ? fold.positives : fold.negatives) += 1;
        }
    return result;
}

/// Ties count half, so that equal scores give exactly one half.
void place(Fold& fold, std::span<const double> scores, std::span<const int> labels) {
    std::sort(fold.order.begin(), fold.order.end(), [&](std::size_t a, std::size_t b) {
        return scores[a] != scores[b] ? scores[a] < scores[b] : a < b;
    });
    fold.placement.assign(fold.order.size(), 0);
    const auto positives = static_cast<double>(fold.positives);
    const auto negatives = static_cast<double>(fold.negatives);
    double positivesBelow = 0, negativesBelow = 0, wins = 0;
    for (std::size_t begin = 0; begin < fold.order.size();) {
        std::size_t end = begin;
        double tiedPositives = 0, tiedNegatives = 0;
        for (; end < fold.order.size() && scores[fold.order[end]] == scores[fold.order[begin]];
             ++end)
            (labels[fold.order[end]] == 1 ? tiedPositives : tiedNegatives) += 1;
        for (std::size_t i = begin; i < end; ++i)
            fold.placement[i] = labels[fold.order[i]] == 1
                                    ? (negativesBelow + tiedNegatives / 2) / negatives
                                    : (positives - positivesBelow - tiedPositives / 2) / positives;
        wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
        positivesBelow += tiedPositives;
        negativesBelow += tiedNegatives;
        begin = end;
    }
    fold.auc = wins / (positives * negatives);
}

void setLimits(FoldArea& area, std::size_t rarerGroups) {
    area.lower = std::max(0.0, area.auc - kZ95 * area.standardError);
    area.upper = std::min(1.0, area.auc + kZ95 * area.standardError);
    if (area.auc < 0.9 && area.auc > 0.1)
        return;
    // Wilson's interval of a share that need not be a whole number of trials.
    const double n = static_cast<double>(std::max<std::size_t>(rarerGroups, 1)), z2 = kZ95 * kZ95;
    const double centre = (area.auc + z2 / (2 * n)) / (1 + z2 / n);
    const double half =
        kZ95 / (1 + z2 / n) * std::sqrt(area.auc * (1 - area.auc) / n + z2 / (4 * n * n));
    area.lower = std::min(area.lower, std::max(0.0, centre - half));
    area.upper = std::max(area.upper, std::min(1.0, centre + half));
    area.widened = std::max(
        {area.standardError, (area.auc - area.lower) / kZ95, (area.upper - area.auc) / kZ95});
}

/// Every fold spends a degree of freedom of either class on its own AUC: with a few cases a fold
/// the influences look smaller than they are.
double degreesLost(std::size_t groups, std::size_t folds) {
    const auto n = static_cast<double>(groups);
    return std::sqrt(n / std::max(n - static_cast<double>(folds), 1.0));
}

} // namespace

std::optional<FoldArea> foldArea(const FoldScored& scored, FoldWeight weight) {
    auto folds = foldsOf(scored.scores, scored.labels, scored.folds, scored.k);
    const auto weightOf = [&](const Fold& fold) {
        return weight == FoldWeight::Equal
                   ? 1.0
                   : static_cast<double>(fold.positives) * static_cast<double>(fold.negatives);
    };
    FoldArea area;
    area.influence.assign(scored.groupCount, 0);
    double total = 0, sum = 0;
    std::size_t counting = 0;
    for (Fold& fold : folds) {
        area.byFold.push_back(std::numeric_limits<double>::quiet_NaN());
        if (!fold.counts())
            continue;
        place(fold, scored.scores, scored.labels);
        area.byFold.back() = fold.auc;
        total += weightOf(fold);
        sum += weightOf(fold) * fold.auc;
        area.positives += fold.positives;
        area.negatives += fold.negatives;
        ++counting;
    }
    if (counting == 0)
        return std::nullopt;
    area.auc = sum / total;
    // Which classes a group has: bit 1 negative, bit 2 positive.
    std::vector<unsigned char> present(scored.groupCount, 0);
    for (const Fold& fold : folds)
        if (fold.counts())
            for (const std::size_t i : fold.order)
                present[scored.groups[i]] = static_cast<unsigned char>(
                    present[scored.groups[i]] | (scored.labels[i] == 1 ? 2 : 1));
    std::size_t withClass[2] = {0, 0};
    for (const unsigned char bits : present) {
        withClass[0] += (bits & 1) != 0 ? 1U : 0U;
        withClass[1] += (bits & 2) != 0 ? 1U : 0U;
    }
    const double correction[2] = {degreesLost(withClass[0], counting),
                                  degreesLost(withClass[1], counting)};
    for (const Fold& fold : folds) {
        if (!fold.counts())
            continue;
        for (std::size_t i = 0; i < fold.order.size(); ++i) {
            const int label = scored.labels[fold.order[i]];
            const auto ofClass = static_cast<double>(label == 1 ? fold.positives : fold.negatives);
            area.influence[scored.groups[fold.order[i]]] += correction[label] * weightOf(fold) /
                                                            total * (fold.placement[i] - fold.auc) /
                                                            ofClass;
        }
    }
    double squares = 0;
    for (const double influence : area.influence)
        squares += influence * influence;
    area.positiveGroups = withClass[1];
    area.negativeGroups = withClass[0];
    area.standardError = std::sqrt(squares);
    area.widened = std::sqrt(squares);
    setLimits(area, std::min(withClass[0], withClass[1]));
    return area;
}

std::optional<double> meanFoldArea(std::span<const double> scores, std::span<const int> labels,
                                   std::span<const int> folds, int k) {
    double sum = 0, counting = 0;
    for (Fold& fold : foldsOf(scores, labels, folds, k))
        if (fold.counts()) {
            place(fold, scores, labels);
            sum += fold.auc;
            counting += 1;
        }
    if (counting == 0)
        return std::nullopt;
    return sum / counting;
}

} // namespace cw::validation::checks
