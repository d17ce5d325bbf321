// SPDX-License-Identifier: Apache-2.0
// The data set, its folds, and what each model made of them.
#include "validation/report/Report.h"
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>
#include <cmath>

namespace cw::validation::report {
namespace {

constexpr std::size_t kMostNames = 20;

std::string rate(const std::optional<double>& value, std::size_t successes, std::size_t trials) {
    if (!value)
        return "n/a";
    const Interval interval = wilson(successes, trials);
    return stacked({*value, interval.lower, interval.upper});
}

void foldRow(Table& table, const StudyFold& fold) {
    const Counts& c = fold.counts;
    table.row({std::to_string(fold.fold), whole(fold.trainPictures),
               whole(fold.testPictures) + "<br><small>" + counted(fold.testPatients, "patient") +
                   "</small>",
               fold.auc ? stacked({fold.auc->auc, fold.auc->lower, fold.auc->upper}) : "n/a",
               rate(c.sensitivity(), c.tp, c.tp + c.fn), rate(c.specificity(), c.tn, c.tn + c.fp),
               general(fold.operatingPoint.threshold), whole(c.tp), whole(c.fn), whole(c.tn),
               whole(c.fp)});
    if (!fold.note.empty())
        table.remark("fold " + std::to_string(fold.fold) + ": " + escaped(fold.note));
}

/// What inner folds chose, once where all chose the same.
std::string settingsOf(const ModelResult& model) {
    std::string html;
    bool same = true;
    for (const StudyFold& fold : model.folds) {
        same = same && fold.settings == model.folds.front().settings;
        if (!fold.settings.empty())
            html += (html.empty() ? "fold " : "; fold ") + std::to_string(fold.fold) + ": " +
                    escaped(fold.settings);
    }
    if (html.empty())
        return {};
    return paragraph("Settings chosen inside the training part: " +
                         (same ? escaped(model.folds.front().settings) + " (every fold)" : html) +
                         ".",
                     "small");
}

std::string foldFigures(const ModelResult& model) {
    Table table({{"Fold", false},
                 {"Train"},
                 {"Test"},
                 {"AUC<br><small>95 % interval</small>"},
                 {"Sensitivity<br><small>95 % Wilson</small>"},
                 {"Specificity<br><small>95 % Wilson</small>"},
                 {"Threshold"},
                 {"TP"},
                 {"FN"},
                 {"TN"},
                 {"FP"}});
    Counts sum;
    std::size_t pictures = 0;
    for (const StudyFold& fold : model.folds) {
        foldRow(table, fold);
        sum.tp += fold.counts.tp;
        sum.fp += fold.counts.fp;
        sum.tn += fold.counts.tn;
        sum.fn += fold.counts.fn;
        pictures += fold.testPictures;
    }
    table.row(
        {"Mean", "", whole(pictures),
         number(model.meanAuc.value) + "<br><small>&plusmn; " + number(model.sdAuc) + "</small>",
         number(model.meanSensitivity), number(model.meanSpecificity), "", whole(sum.tp),
         whole(sum.fn), whole(sum.tn), whole(sum.fp)},
        "mean");
    return table.html() +
           paragraph("&plusmn; is the spread between folds, not a standard error: the folds share "
                     "training data. Each threshold was chosen on inner scores of the training "
                     "part and frozen before the test part was looked at.",
                     "small") +
           settingsOf(model);
}

std::string intervals(const ModelResult& model) {
    Table table({{"Figure", false}, {"Value"}, {"95 % interval"}, {"How", false}});
    const auto row = [&](const char* what, const Estimate& e, const char* how) {
        table.row({what, number(e.value),
                   hasInterval(e) ? number(e.lower) + " to " + number(e.upper) : "n/a", how});
    };
    row("Mean AUC of the folds (primary)", model.meanAuc,
        "influence curve, summed by patient (LeDell 2015)");
    row("AUC of all scores pooled (secondary)", model.pooledAuc,
        "clustered by patient (Obuchowski 1997)");
    row("AUC, patients drawn again", model.bootstrapAuc, "bootstrap by patient");
    row("Sensitivity, all folds together", model.sensitivity, "at the frozen thresholds");
    row("Specificity, all folds together", model.specificity, "at the frozen thresholds");
    const std::size_t n = model.predictiveValues.size();
    if (n > 0)
        row("Positive predictive value", model.predictiveValues[0], "at the plan's prevalence");
    if (n > 1)
        row("Negative predictive value", model.predictiveValues[1], "at the plan's prevalence");
    const auto plain = [&](const char* what, double value, const char* how) {
        table.row({what, number(value), "", how});
    };
    plain("Average precision", model.averagePrecision, "share of positives decides its scale");
    plain("Brier score", model.brier, "mean squared error of the probabilities; 0 is best");
    plain("Calibration error", model.calibrationError, "mean gap between predicted and observed");
    plain("Calibration slope", model.calibrationSlope, "1 is best; below 1: too sure of itself");
    std::string html = table.html();
    if (std::abs(model.meanAuc.value - model.pooledAuc.value) > 0.02)
        html += paragraph("The pooled AUC differs from the mean by more than 0.02: scores of "
                          "different folds are not on one scale, so the mean is the figure to use.",
                          "warn");
    return html;
}

std::string plotsOf(const ModelResult& model, const std::optional<double>& target) {
    std::string html =
        figure(rocPlot(model), "ROC curve of each fold, and their mean with the spread between "
                               "folds (grey). Dots: the operating points, frozen beforehand.");
    html +=
        besides(figure(foldPlot(model, target), std::string("AUC of each fold. Line: the mean") +
                                                    (target ? "; dashed: the target." : ".")),
                figure(confusionPlot(model), "Calls against labels, all folds together, with "
                                             "the share of each class."));
    html += besides(figure(scorePlot(model), "Probabilities of both classes, out of fold."),
                    figure(reliabilityPlot(model),
                           "Reliability: observed share of positives, with 95 % intervals."));
    const auto curve = figure(precisionRecallPlot(model),
                              "Precision and recall of each fold. Dashed: share of positives.");
    return html + curve;
}

std::string modelsTable(const StudyResult& study) {
    Table table({{"Model", false},
                 {"Mean AUC<br><small>95 % interval</small>"},
                 {"Spread"},
                 {"Sensitivity"},
                 {"Specificity"},
                 {"Brier"},
                 {"Without score"}});
    for (const ModelResult& model : study.models)
        table.row({escaped(titleOf(model)), stacked(model.meanAuc), number(model.sdAuc),
                   number(model.meanSensitivity), number(model.meanSpecificity),
                   number(model.brier), whole(model.unscored.size())},
                  &model == targetOf(study) ? "mean" : "");
    return table.html();
}

std::string modelsForest(const StudyResult& study) {
    std::vector<ForestRow> rows;
    double lowest = 0.5;
    for (const ModelResult& model : study.models) {
        rows.push_back({titleOf(model), model.meanAuc, &model == targetOf(study) ? 1U : 0U});
        if (hasInterval(model.meanAuc))
            lowest = std::min(lowest, model.meanAuc.lower);
    }
    std::vector<ForestMark> marks{{0.5, "chance", kSoft}};
    if (study.target)
        marks.push_back({*study.target, "target " + number(*study.target, 2), kBad});
    return figure(forestPlot("Mean AUC of the models", rows, marks, "mean AUC",
                             std::max(0.0, std::floor(lowest * 10) / 10), 1),
                  "Mean AUC of the folds with its interval by patient.");
}

} // namespace

std::string dataSection(const StudyResult& study) {
    std::string html = heading(2, "The data set");
    Table table({{"Part", false}, {"Negative"}, {"Positive"}, {"Together"}, {"Share positive"}});
    for (const StudyCount& count : study.counts) {
        const std::size_t all = count.negatives + count.positives;
        table.row({escaped(count.what), whole(count.negatives), whole(count.positives), whole(all),
                   all == 0 ? "n/a"
                            : number(100 * static_cast<double>(count.positives) /
                                         static_cast<double>(all),
                                     1) +
                                  " %"});
    }
    if (!table.empty())
        html += table.html();
    if (!study.unitSentence.empty())
        html += paragraph(escaped(study.unitSentence));
    if (const ModelResult* model = targetOf(study)) {
        html += figure(flowPlot(study, *model), "From the pictures given to what was counted.");
        if (!study.unreadable.empty())
            html += heading(3, "Could not be read") +
                    bullets(study.unreadable, kMostNames, "report.json");
        if (!model->unscored.empty())
            html += heading(3, "Without a score of " + escaped(titleOf(*model))) +
                    bullets(model->unscored, kMostNames, "report.json");
    }
    return html;
}

std::string foldSection(const StudyResult& study) {
    std::string html = heading(2, "Folds, and the proof that nothing leaks");
    html += paragraph("Each patient, with every picture and every copy of a picture found under "
                      "another patient, is in exactly one fold. A model is trained on the other "
                      "folds and never sees a label of the one that it scores.");
    if (study.foldTable.rows.empty())
        return html + paragraph("<b class=\"warn\">The table of the folds is missing.</b>");
    return html + tableOf(study.foldTable);
}

std::string modelSection(const StudyResult& study) {
    const ModelResult* target = targetOf(study);
    if (target == nullptr)
        return {};
    std::string html = heading(2, "Fold by fold: " + escaped(titleOf(*target)));
    if (!target->about.empty())
        html += paragraph(escaped(target->about), "soft");
    html += foldFigures(*target) + heading(3, "All folds together") + intervals(*target) +
            heading(3, "Plots") + plotsOf(*target, study.target);
    if (study.models.size() < 2)
        return html;
    html += heading(2, "All models on the same folds") + modelsTable(study) + modelsForest(study);
    for (const ModelResult& model : study.models)
        if (&model != target) {
            html += heading(3, escaped(titleOf(model)));
            if (!model.about.empty())
                html += paragraph(escaped(model.about), "soft");
            html += foldFigures(model) +
                    figure(rocPlot(model), "ROC curves of " + escaped(titleOf(model)) + ".");
        }
    return html;
}

} // namespace cw::validation::report
