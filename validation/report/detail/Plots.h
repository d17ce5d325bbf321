// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

#include <optional>
#include <string>
#include <vector>

namespace cw::validation::report {

// Each plot as SVG of about half a page's width (320 px) or the whole (640 px); empty where there
// is nothing to draw.

/// ROC of every fold, their mean at each false positive rate with the spread between folds, and
/// the operating points that were frozen beforehand. 640 px.
std::string rocPlot(const ModelResult& model);
/// Precision against recall of each fold's units. 320 px.
std::string precisionRecallPlot(const ModelResult& model);
/// Observed against predicted share of positives, with counts. 320 px.
std::string reliabilityPlot(const ModelResult& model);
/// Shares of negatives and positives over the probabilities. 320 px.
std::string scorePlot(const ModelResult& model);
/// Counts of all folds at their thresholds. 320 px.
std::string confusionPlot(const ModelResult& model);
/// AUC of each fold with its interval, the mean and the target. 320 px.
std::string foldPlot(const ModelResult& model, const std::optional<double>& target);
/// What labels permuted by patient reach, beside what was observed. 320 px.
std::string nullPlot(const std::vector<double>& null, double observed);
/// x, y, lower, upper in turn. 320 px.
std::string learningPlot(const std::vector<double>& series);

/// A value with its interval in a row of its own.
struct ForestRow {
    std::string label;
    Estimate value;
    std::size_t colour = 0;
};
/// Rows over one scale with upright lines at the given places. 640 px.
struct ForestMark {
    double at = 0;
    std::string label;
    std::size_t colour = 0;
};
std::string forestPlot(const std::string& title, const std::vector<ForestRow>& rows,
                       const std::vector<ForestMark>& marks, const std::string& axis, double from,
                       double to);
/// Boxes from what was given to what was counted. 640 px.
std::string flowPlot(const StudyResult& study, const ModelResult& model);

/// Sensitivity at a false positive rate: straight between the curve's points.
double sensitivityAt(const std::vector<RocPoint>& curve, double falsePositiveRate);

} // namespace cw::validation::report
