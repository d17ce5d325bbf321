// SPDX-License-Identifier: Apache-2.0
// Curves over the folds of one model: ROC, precision and recall.
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cw::validation::report {
namespace {

constexpr std::size_t kMostKeys = 16;

struct Spread {
    Axes::Points mean, upper, lower;
};

Spread spreadOf(const ModelResult& model) {
    constexpr int kSteps = 200;
    Spread spread;
    std::vector<const StudyFold*> folds;
    for (const StudyFold& fold : model.folds)
        if (fold.roc.size() > 1)
            folds.push_back(&fold);
    if (folds.empty())
        return spread;
    spread.mean.emplace_back(0, 0);
    for (int i = 0; i <= kSteps; ++i) {
        const double at = static_cast<double>(i) / kSteps;
        double sum = 0, squares = 0;
        for (const StudyFold* fold : folds) {
            const double rate = sensitivityAt(fold->roc, at);
            sum += rate;
            squares += rate * rate;
        }
        const auto n = static_cast<double>(folds.size());
        const double mean = sum / n;
        const double sd =
            folds.size() < 2 ? 0 : std::sqrt(std::max(0.0, (squares - sum * mean) / (n - 1)));
        spread.mean.emplace_back(at, mean);
        spread.upper.emplace_back(at, std::min(1.0, mean + sd));
        spread.lower.emplace_back(at, std::max(0.0, mean - sd));
    }
    return spread;
}

void drawFold(Axes& axes, const StudyFold& fold, std::size_t colour) {
    Axes::Points points;
    points.reserve(fold.roc.size());
    for (const RocPoint& p : fold.roc)
        points.emplace_back(p.falsePositiveRate, p.truePositiveRate);
    axes.line(points, colour, 1.2);
    const auto sensitivity = fold.counts.sensitivity(), specificity = fold.counts.specificity();
    if (sensitivity && specificity)
        axes.dot(1 - *specificity, *sensitivity, colour);
}

/// Recall and precision at every distinct score from above.
Axes::Points precisionCurve(std::vector<std::pair<double, int>> scores) {
    std::sort(scores.begin(), scores.end(), [](auto& a, auto& b) { return a.first > b.first; });
    const auto positives =
        std::count_if(scores.begin(), scores.end(), [](auto& s) { return s.second == 1; });
    Axes::Points points;
    if (positives == 0)
        return points;
    std::size_t found = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        found += scores[i].second == 1 ? 1U : 0U;
        if (i + 1 < scores.size() && scores[i + 1].first == scores[i].first)
            continue;
        const double recall = static_cast<double>(found) / static_cast<double>(positives);
        const double precision = static_cast<double>(found) / static_cast<double>(i + 1);
        if (points.empty())
            points.emplace_back(0, precision);
        points.emplace_back(recall, precision);
    }
    return points;
}

} // namespace

double sensitivityAt(const std::vector<RocPoint>& curve, double falsePositiveRate) {
    // The last point that is not beyond; of several with one rate the highest.
    const auto next = std::upper_bound(
        curve.begin(), curve.end(), falsePositiveRate,
        [](double rate, const RocPoint& point) { return rate < point.falsePositiveRate; });
    if (next == curve.begin())
        return 0;
    const RocPoint& a = *(next - 1);
    if (next == curve.end())
        return a.truePositiveRate;
    return a.truePositiveRate + (next->truePositiveRate - a.truePositiveRate) *
                                    (falsePositiveRate - a.falsePositiveRate) /
                                    (next->falsePositiveRate - a.falsePositiveRate);
}

std::string rocPlot(const ModelResult& model) {
    const Spread spread = spreadOf(model);
    if (spread.mean.empty())
        return {};
    Axes axes(640, 420, "ROC curves of the folds and their mean", {}, {}, {52, 12, 222, 44});
    axes.ticksX(5, 1, "1 - specificity");
    axes.ticksY(5, 1, "sensitivity");
    axes.line({{0, 0}, {1, 1}}, kSoft, 1, "4 4");
    axes.band(spread.upper, spread.lower, kSoft);
    std::size_t keys = 0;
    const double keyX = axes.right() + 20;
    for (std::size_t i = 0; i < model.folds.size(); ++i) {
        const StudyFold& fold = model.folds[i];
        if (fold.roc.size() < 2)
            continue;
        drawFold(axes, fold, i % 10);
        if (++keys <= kMostKeys)
            axes.key(keyX, 8 + 19 * static_cast<double>(keys), i % 10,
                     "fold " + std::to_string(fold.fold) + ": " +
                         (fold.auc ? number(fold.auc->auc) : "n/a"),
                     1.4);
    }
    axes.line(spread.mean, kInk, 2.4);
    keys = std::min(keys, kMostKeys);
    const double below = 8 + 19 * static_cast<double>(keys + 1);
    axes.key(keyX, below, kInk, "mean: " + number(model.meanAuc.value), 2.4);
    axes.keyDot(keyX, below + 19, kSoft, "operating point");
    axes.key(keyX, below + 38, kSoft, "grey: spread of folds", 7);
    return axes.svg();
}

std::string precisionRecallPlot(const ModelResult& model) {
    std::map<int, std::vector<std::pair<double, int>>> folds;
    std::size_t positives = 0, all = 0;
    for (const UnitScore& unit : model.units)
        if (std::isfinite(unit.score)) {
            folds[unit.fold].emplace_back(unit.score, unit.label);
            positives += unit.label == 1 ? 1U : 0U;
            ++all;
        }
    if (positives == 0)
        return {};
    Axes axes(320, 320, "Precision and recall of the folds");
    axes.ticksX(5, 1, "recall (sensitivity)");
    axes.ticksY(5, 1, "precision (PPV in this set)");
    axes.levelRuler(static_cast<double>(positives) / static_cast<double>(all), kSoft, "4 4");
    for (auto& [fold, scores] : folds)
        axes.line(precisionCurve(std::move(scores)),
                  static_cast<std::size_t>(std::max(0, fold - 1)) % 10, 1.2);
    return axes.svg();
}

} // namespace cw::validation::report
