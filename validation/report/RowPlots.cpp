// SPDX-License-Identifier: Apache-2.0
// Plots in rows: forests of intervals, and the flow of pictures.
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"

#include <algorithm>
#include <cmath>

namespace cw::validation::report {
namespace {

constexpr std::size_t kMostRows = 24; ///< of one plot: more would not fit on a printed page

/// Between numbers that are read easily: tenths, or quarters of a scale around zero.
int stepsOf(double from, double to) {
    return from == -to ? 4 : std::max(1, static_cast<int>(std::lround((to - from) * 10)));
}

} // namespace

std::string forestPlot(const std::string& title, const std::vector<ForestRow>& all,
                       const std::vector<ForestMark>& marks, const std::string& axis, double from,
                       double to) {
    std::vector<const ForestRow*> rows;
    for (const ForestRow& row : all)
        if (std::isfinite(row.value.value) && rows.size() < kMostRows)
            rows.push_back(&row);
    if (rows.empty())
        return {};
    const auto count = static_cast<double>(rows.size());
    Axes axes(640, 34 + 24 * count + 44, title, {from, to}, {0, count}, {184, 30, 164, 44});
    axes.ticksX(stepsOf(from, to), from == -to ? 3 : 1, axis);
    double lastRight = -1e9;
    for (const ForestMark& mark : marks) {
        axes.ruler(mark.at, mark.colour, mark.colour == kInk ? "" : "6 3");
        const double at = axes.x(mark.at), half = 3.2 * static_cast<double>(mark.label.size());
        // Words that would run into each other are left to the caption.
        if (at - half > lastRight) {
            axes.words(at, 20, mark.label, "middle");
            lastRight = at + half;
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ForestRow& row = *rows[i];
        const double at = count - static_cast<double>(i) - 0.5;
        axes.rowLabel(at, shortened(row.label, 28));
        if (hasInterval(row.value))
            axes.whisker(row.value.lower, row.value.upper, at, row.colour);
        axes.dot(row.value.value, at, row.colour, 4);
        axes.words(axes.right() + 10, axes.y(at) + 4, estimate(row.value));
    }
    return axes.svg();
}

std::string flowPlot(const StudyResult& study, const ModelResult& model) {
    struct Box {
        std::string what, aside;
    };
    std::vector<Box> boxes;
    boxes.push_back({counted(study.given, "picture") + " given", {}});
    if (!study.unreadable.empty())
        boxes.back().aside = counted(study.unreadable.size(), "picture") + " could not be read";
    boxes.push_back({counted(model.imageScores.size(), "picture") + " scored", {}});
    if (!model.unscored.empty())
        boxes.back().aside = counted(model.unscored.size(), "picture") + " without a score";
    std::size_t positives = 0;
    for (const UnitScore& unit : model.units)
        positives += unit.label == 1 ? 1U : 0U;
    const char* unit = study.unit == Unit::Image    ? "picture"
                       : study.unit == Unit::Eye    ? "eye"
                       : study.unit == Unit::Breast ? "breast"
                                                    : "patient";
    boxes.push_back({counted(model.units.size(), unit) + " counted: " + whole(positives) +
                         " positive, " + whole(model.units.size() - positives) + " negative",
                     counted(study.patients, "patient")});
    const auto rows = static_cast<double>(boxes.size());
    Axes axes(640, 20 + 62 * rows, "From the pictures given to what was counted", {0, 640},
              {0, 62 * rows}, {0, 10, 0, 10});
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const double foot = 62 * (rows - static_cast<double>(i)) - 44;
        axes.box(10, foot, 370, foot + 40, 0, 0.2);
        axes.words(190, axes.y(foot + 20) + 4, boxes[i].what, "middle");
        if (!boxes[i].aside.empty()) {
            axes.line({{370, foot + 20}, {400, foot + 20}}, kSoft, 1);
            axes.words(408, axes.y(foot + 20) + 4, boxes[i].aside);
        }
        if (i + 1 < boxes.size())
            axes.line({{190, foot}, {190, foot - 22}}, kSoft, 1.6);
    }
    return axes.svg();
}

} // namespace cw::validation::report
