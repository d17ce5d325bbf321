// SPDX-License-Identifier: Apache-2.0
// What one model's scores look like: calibration, histograms, counts, folds; and two of the checks.
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::validation::report {
namespace {

constexpr double kWide = 320, kHigh = 300;

struct Histogram {
    double from = 0, to = 1;
    std::vector<double> shares; ///< of all values, adding up to 1
};

Histogram histogramOf(const std::vector<double>& values, double from, double to, std::size_t bins) {
    Histogram histogram{from, to > from ? to : from + 1, std::vector<double>(bins, 0)};
    for (const double value : values) {
        const double part = (value - histogram.from) / (histogram.to - histogram.from);
        const auto bin = static_cast<std::size_t>(
            std::clamp(part * static_cast<double>(bins), 0.0, static_cast<double>(bins - 1)));
        histogram.shares[bin] += 1 / static_cast<double>(values.size());
    }
    return histogram;
}

double highestOf(const Histogram& h) { return *std::max_element(h.shares.begin(), h.shares.end()); }

/// A rounded top for an axis of shares: 0.1, 0.2, 0.5, 1 ...
double roundTop(double value) {
    for (const double top : {0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8})
        if (value <= top)
            return top;
    return 1;
}

/// Ticks under such a top that two decimals can say.
int stepsOf(double top) {
    return top == 0.3 || top == 0.6                              ? 3
           : top == 0.5 || top == 0.1 || top == 0.05 || top == 1 ? 5
                                                                 : 4;
}

void draw(Axes& axes, const Histogram& h, std::size_t colour, double opacity) {
    const double step = (h.to - h.from) / static_cast<double>(h.shares.size());
    for (std::size_t i = 0; i < h.shares.size(); ++i)
        if (h.shares[i] > 0)
            axes.box(h.from + step * static_cast<double>(i), 0,
                     h.from + step * static_cast<double>(i + 1), h.shares[i], colour, opacity);
}

double floorTo(double value, double step) { return std::floor(value / step) * step; }
double ceilTo(double value, double step) { return std::ceil(value / step) * step; }

} // namespace

std::string reliabilityPlot(const ModelResult& model) {
    std::size_t most = 0;
    for (const ReliabilityBin& bin : model.reliability)
        most = std::max(most, bin.count);
    if (most == 0)
        return {};
    Axes axes(kWide, 320, "Reliability: observed against predicted share of positives");
    axes.ticksX(5, 1, "predicted probability");
    axes.ticksY(5, 1, "observed share of positives");
    axes.line({{0, 0}, {1, 1}}, kSoft, 1, "4 4");
    Axes::Points points;
    for (const ReliabilityBin& bin : model.reliability)
        if (bin.count > 0 && std::isfinite(bin.meanProbability) && std::isfinite(bin.observed)) {
            const Interval interval = wilson(static_cast<std::size_t>(std::llround(
                                                 bin.observed * static_cast<double>(bin.count))),
                                             bin.count);
            axes.standingWhisker(bin.meanProbability, interval.lower, interval.upper, 0);
            points.emplace_back(bin.meanProbability, bin.observed);
        }
    axes.line(points, 0, 1.4);
    for (const auto& [x, y] : points)
        axes.dot(x, y, 0, 3);
    return axes.svg();
}

std::string scorePlot(const ModelResult& model) {
    std::array<std::vector<double>, 2> values;
    for (const UnitScore& unit : model.units)
        if (std::isfinite(unit.probability) && (unit.label == 0 || unit.label == 1))
            values[static_cast<std::size_t>(unit.label)].push_back(
                std::clamp(unit.probability, 0.0, 1.0));
    if (values[0].empty() && values[1].empty())
        return {};
    std::array<Histogram, 2> shapes;
    double top = 0;
    for (std::size_t k = 0; k < 2; ++k) {
        shapes[k] = histogramOf(values[k], 0, 1, 20);
        top = std::max(top, highestOf(shapes[k]));
    }
    Axes axes(kWide, 320, "Probabilities of negatives and positives", {0, 1}, {0, roundTop(top)},
              {52, 34, 12, 44});
    axes.ticksX(5, 1, "probability (calibrated)");
    axes.ticksY(stepsOf(roundTop(top)), top > 0.02 ? 2 : 3, "share of the class");
    draw(axes, shapes[0], 0, 0.5);
    draw(axes, shapes[1], 1, 0.5);
    axes.key(56, 20, 0, "negative (" + whole(values[0].size()) + ")", 7);
    axes.key(186, 20, 1, "positive (" + whole(values[1].size()) + ")", 7);
    return axes.svg();
}

std::string confusionPlot(const ModelResult& model) {
    Counts sum;
    for (const StudyFold& fold : model.folds) {
        sum.tp += fold.counts.tp;
        sum.fp += fold.counts.fp;
        sum.tn += fold.counts.tn;
        sum.fn += fold.counts.fn;
    }
    if (sum.tp + sum.fp + sum.tn + sum.fn == 0)
        return {};
    Axes axes(kWide, kHigh, "Calls against labels, all folds together", {0, 2}, {0, 2},
              {86, 46, 12, 12});
    const auto cell = [&](double x, double y, std::size_t count, std::size_t ofClass, bool right) {
        const double share =
            ofClass == 0 ? 0 : static_cast<double>(count) / static_cast<double>(ofClass);
        axes.box(x + 0.02, y + 0.02, x + 0.98, y + 0.98, right ? kGood : kBad,
                 0.1 + 0.1 * std::round(5 * share));
        const double px = axes.x(x + 0.5), py = axes.y(y + 0.5);
        axes.words(px, py - 2, whole(count), "middle", "big");
        axes.words(px, py + 16, number(100 * share, 1) + " %", "middle");
    };
    cell(0, 1, sum.tn, sum.tn + sum.fp, true);
    cell(1, 1, sum.fp, sum.tn + sum.fp, false);
    cell(0, 0, sum.fn, sum.tp + sum.fn, false);
    cell(1, 0, sum.tp, sum.tp + sum.fn, true);
    axes.words(axes.x(0.5), 38, "called negative", "middle");
    axes.words(axes.x(1.5), 38, "called positive", "middle");
    axes.words(80, axes.y(1.5) + 4, "negative", "end");
    axes.words(80, axes.y(0.5) + 4, "positive", "end");
    axes.words(80, 20, "label", "end");
    return axes.svg();
}

std::string foldPlot(const ModelResult& model, const std::optional<double>& target) {
    double lowest = 0.5, count = 0;
    for (const StudyFold& fold : model.folds)
        if (fold.auc) {
            lowest =
                std::min(lowest, std::isfinite(fold.auc->lower) ? fold.auc->lower : fold.auc->auc);
            count += 1;
        }
    if (count == 0)
        return {};
    const double from = std::max(0.0, floorTo(lowest, 0.1));
    Axes axes(kWide, kHigh, "AUC of each fold with its interval",
              {0.4, static_cast<double>(model.folds.size()) + 0.6}, {from, 1});
    axes.ticksY(static_cast<int>(std::lround((1 - from) * 10)), 1, "AUC (95 % interval)");
    axes.footline();
    axes.words((axes.left() + axes.right()) / 2, axes.bottom() + 36, "fold", "middle");
    if (target)
        axes.levelRuler(*target, kBad, "6 3");
    if (std::isfinite(model.meanAuc.value))
        axes.levelRuler(model.meanAuc.value, kInk);
    const std::size_t every = 1 + model.folds.size() / 20;
    for (std::size_t i = 0; i < model.folds.size(); ++i) {
        const auto at = static_cast<double>(i + 1);
        if (i % every == 0)
            axes.words(axes.x(at), axes.bottom() + 16, std::to_string(model.folds[i].fold),
                       "middle");
        if (!model.folds[i].auc)
            continue;
        const Auc& area = *model.folds[i].auc;
        if (std::isfinite(area.lower) && std::isfinite(area.upper))
            axes.standingWhisker(at, area.lower, area.upper, i % 10);
        axes.dot(at, area.auc, i % 10, 4);
    }
    return axes.svg();
}

std::string nullPlot(const std::vector<double>& null, double observed) {
    std::vector<double> values;
    for (const double value : null)
        if (std::isfinite(value))
            values.push_back(value);
    if (values.size() < 2)
        return {};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double from = floorTo(std::min(*low, std::isfinite(observed) ? observed : *low), 0.1);
    const double to = ceilTo(std::max(*high, std::isfinite(observed) ? observed : *high), 0.1);
    const auto bins =
        static_cast<std::size_t>(std::clamp(std::lround((to - from) / 0.02), 5L, 50L));
    const Histogram shape = histogramOf(values, from, to, bins);
    Axes axes(kWide, kHigh, "Mean AUC with permuted labels, and as observed", {from, to},
              {0, roundTop(highestOf(shape))}, {52, 34, 12, 44});
    axes.ticksX(static_cast<int>(std::clamp(std::lround((to - from) * 10), 1L, 10L)), 1,
                "mean AUC");
    axes.ticksY(stepsOf(roundTop(highestOf(shape))), 2, "share of permutations");
    draw(axes, shape, kSoft, 0.6);
    axes.key(56, 20, kSoft, "labels permuted", 7);
    if (std::isfinite(observed)) {
        axes.ruler(observed, 1);
        axes.key(190, 20, 1, "observed " + number(observed));
    }
    return axes.svg();
}

std::string learningPlot(const std::vector<double>& series) {
    if (series.size() < 8)
        return {};
    double lowest = 0.5, furthest = 0;
    for (std::size_t i = 0; i + 3 < series.size(); i += 4) {
        lowest =
            std::min({lowest, series[i + 1], std::isfinite(series[i + 2]) ? series[i + 2] : 1});
        furthest = std::max(furthest, series[i]);
    }
    const double from = std::max(0.0, floorTo(lowest, 0.1));
    // Shares of the training part as percent, or a number of cases.
    const double factor = furthest <= 1 ? 100 : 1;
    Axes axes(kWide, kHigh, "Learning curve", {0, furthest * factor}, {from, 1});
    axes.ticksX(5, 0, factor > 1 ? "training patients used [%]" : "training patients used");
    axes.ticksY(static_cast<int>(std::lround((1 - from) * 10)), 1, "AUC on fixed test folds");
    Axes::Points points;
    for (std::size_t i = 0; i + 3 < series.size(); i += 4) {
        const double at = series[i] * factor;
        if (!std::isfinite(at) || !std::isfinite(series[i + 1]))
            continue;
        if (std::isfinite(series[i + 2]) && std::isfinite(series[i + 3]))
            axes.standingWhisker(at, series[i + 2], series[i + 3], 0);
        points.emplace_back(at, series[i + 1]);
    }
    axes.line(points, 0, 1.6);
    for (const auto& [x, y] : points)
        axes.dot(x, y, 0);
    return axes.svg();
}

} // namespace cw::validation::report
