// SPDX-License-Identifier: Apache-2.0
#include "core/Text.h"
#include "validation/CrossValidation.h"
#include "validation/RocSvg.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace cw::validation {
namespace {

/// Every rule is bound to .cwv, so that the body can stand inside a larger page.
constexpr const char* kStyle = R"(<style>
.cwv{font:15px/1.55 "Noto Sans","Noto Sans CJK KR","Segoe UI",system-ui,sans-serif;color:#1f2933;
 max-width:64rem;margin:2.5rem auto;padding:0 1.5rem}
.cwv h1{font-size:1.7rem;font-weight:600;margin:0 0 .3rem}
.cwv h2{font-size:1.12rem;font-weight:600;margin:2.2rem 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid #cbd2d9}
.cwv p{margin:.4rem 0}.cwv .soft{color:#52606d}
.cwv .synthetic{display:inline-block;padding:.15rem .6rem;border:1px solid #b35c00;border-radius:3px;color:#8a4700;font-weight:600}
.cwv .figures{display:flex;flex-wrap:wrap;gap:1rem 2.6rem;margin:1.2rem 0}
.cwv .figures b{display:block;font-size:1.75rem;font-weight:600;font-variant-numeric:tabular-nums}
.cwv table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
.cwv th{font-weight:600;text-align:right;padding:.35rem .6rem;border-bottom:1px solid #7b8794;vertical-align:bottom}
.cwv td{text-align:right;padding:.3rem .6rem;border-bottom:1px solid #e4e7eb}
.cwv th:first-child,.cwv td:first-child{text-align:left}.cwv .mean td{font-weight:600;border-top:1px solid #7b8794}
.cwv td small,.cwv .soft small{color:#616e7c}.cwv .wide{overflow-x:auto}.cwv svg{max-width:100%;height:auto}
.cwv .warn{border-left:4px solid #b35c00;padding:.1rem 0 .1rem 1rem}.cwv .good{color:#0b6e4f}.cwv .bad{color:#b3261e}
</style>
)";

using core::escaped;

std::string decimals(double value, int places = 3) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

std::string general(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string paragraph(const std::string& html) { return "<p>" + html + "</p>\n"; }

std::string rangeOf(double lower, double upper) {
    return decimals(lower) + "&ndash;" + decimals(upper);
}

std::string heading(const ValidationResult& result) {
    const ValidationPlan& plan = result.plan;
    std::string html = "<h1>Data-set validation</h1>\n";
    html += paragraph(escaped(plan.task) + " &middot; " + std::to_string(plan.folds) +
                      " folds &middot; model: " + escaped(plan.model) + " on " +
                      (plan.features == FeatureKind::Mammogram ? "mammogram" : "fundus") +
                      " features &middot; seed " + std::to_string(plan.seed));
    html += "<p class=\"soft\">Data set: " + escaped(plan.dataset) + "</p>\n";
    if (plan.synthetic)
        html +=
            "<p><span class=\"synthetic\">synthetic data</span> These pictures were computed, not "
            "taken of patients; the figures show that the program works, nothing else.</p>\n";
    for (const std::string& remark : plan.remarks)
        html += paragraph(escaped(remark));
    return html;
}

std::string verdict(const ValidationResult& result) {
    if (!result.plan.targetAuc)
        return paragraph("No target was set beforehand.");
    const double target = *result.plan.targetAuc;
    const bool met = result.meanAuc >= target;
    std::string html = std::string("<p>Target set beforehand: mean AUC of at least ") +
                       decimals(target) + ". <b class=\"" + (met ? "good\">met" : "bad\">not met") +
                       "</b>: the mean is " + decimals(result.meanAuc) + ".";
    if (met && result.pooledByPatient.lower < target)
        html += " The lower end of the interval by patient, " +
                decimals(result.pooledByPatient.lower) + ", lies below the target.";
    if (met && !result.warnings.empty())
        html += " Read the warnings before using this.";
    return html + "</p>\n";
}

std::string figure(const std::string& value, const std::string& label) {
    return "<div><b>" + value + "</b>" + label + "</div>\n";
}

std::string summary(const ValidationResult& result) {
    return "<div class=\"figures\">\n" +
           figure(decimals(result.meanAuc),
                  "mean AUC, spread between folds " + decimals(result.sdAuc)) +
           figure(decimals(result.meanSensitivity), "mean sensitivity") +
           figure(decimals(result.meanSpecificity), "mean specificity") +
           figure(std::to_string(result.scores.size()),
                  "images of " + std::to_string(result.patients) + " patients, " +
                      std::to_string(result.pooled.positives) + " positive") +
           "</div>\n" + verdict(result);
}

std::string warningsOf(const ValidationResult& result) {
    std::string html = "<h2>Warnings</h2>\n";
    if (result.warnings.empty())
        return html + paragraph("None of the checks found anything.");
    html += "<div class=\"warn\">\n";
    for (const std::string& warning : result.warnings)
        html += paragraph(escaped(warning));
    return html + "</div>\n";
}

std::string rate(const std::optional<double>& value, std::size_t successes, std::size_t trials) {
    if (!value)
        return "<td>n/a</td>";
    const Interval interval = wilson(successes, trials);
    return "<td>" + decimals(*value) + "<br><small>" + rangeOf(interval.lower, interval.upper) +
           "</small></td>";
}

std::string foldRow(const FoldResult& fold) {
    const Counts& c = fold.counts;
    const auto cell = [](std::size_t n) { return "<td>" + std::to_string(n) + "</td>"; };
    std::string html = "<tr><td>" + std::to_string(fold.fold) + "</td>" + cell(fold.trainSize) +
                       "<td>" + std::to_string(fold.testSize) + "<br><small>" +
                       std::to_string(c.tp + c.fn) + " pos</small></td>";
    html += fold.auc ? "<td>" + decimals(fold.auc->auc) + "<br><small>" +
                           rangeOf(fold.auc->lower, fold.auc->upper) + "</small></td>"
                     : std::string("<td>n/a</td>");
    html += rate(c.sensitivity(), c.tp, c.tp + c.fn) + rate(c.specificity(), c.tn, c.tn + c.fp);
    html += cell(c.tp) + cell(c.fn) + cell(c.tn) + cell(c.fp);
    html += "<td>" + general(fold.operatingPoint.threshold) + "<br><small>" +
            escaped(fold.settings) + "</small></td></tr>\n";
    if (!fold.note.empty())
        html +=
            "<tr><td></td><td colspan=\"10\" class=\"soft\">" + escaped(fold.note) + "</td></tr>\n";
    return html;
}

std::string foldTable(const ValidationResult& result) {
    std::string html =
        "<h2>Folds</h2>\n<div class=\"wide\"><table>\n<tr><th>Fold</th><th>Train</th>"
        "<th>Test</th><th>AUC<br><small>95 % DeLong</small></th>"
        "<th>Sensitivity<br><small>95 % Wilson</small></th>"
        "<th>Specificity<br><small>95 % Wilson</small></th><th>TP</th><th>FN</th>"
        "<th>TN</th><th>FP</th><th>Threshold</th></tr>\n";
    Counts sum;
    for (const FoldResult& fold : result.folds) {
        html += foldRow(fold);
        sum.tp += fold.counts.tp;
        sum.fp += fold.counts.fp;
        sum.tn += fold.counts.tn;
        sum.fn += fold.counts.fn;
    }
    const auto cell = [](std::size_t n) { return "<td>" + std::to_string(n) + "</td>"; };
    html += "<tr class=\"mean\"><td>Mean</td><td></td>" + cell(result.scores.size()) + "<td>" +
            decimals(result.meanAuc) + "<br><small>&plusmn; " + decimals(result.sdAuc) +
            "</small></td><td>" + decimals(result.meanSensitivity) + "</td><td>" +
            decimals(result.meanSpecificity) + "</td>" + cell(sum.tp) + cell(sum.fn) +
            cell(sum.tn) + cell(sum.fp) + "<td></td></tr>\n</table></div>\n";
    return html +
           "<p class=\"soft\">&plusmn; is the spread between folds, not a standard error: the "
           "folds share training data. Each threshold was chosen on inner folds of the "
           "training part (Youden) and then applied to the test part.</p>\n";
}

/// Counted again from the scores as written, not taken from the split's own word.
std::size_t patientsInSeveralFolds(const ValidationResult& result) {
    std::map<std::string, std::set<int>> folds;
    for (const OutOfFoldScore& row : result.scores)
        folds[row.sample.patient].insert(row.fold);
    return static_cast<std::size_t>(std::count_if(
        folds.begin(), folds.end(), [](const auto& entry) { return entry.second.size() > 1; }));
}

std::string checkRow(const std::string& what, const std::string& found,
                     const std::string& expected) {
    return "<tr><td>" + what + "</td><td>" + found + "</td><td>" + expected + "</td></tr>\n";
}

std::string checks(const ValidationResult& result) {
    std::string html =
        "<h2>Checks</h2>\n<table>\n<tr><th>Check</th><th>Found</th><th>Expected</th></tr>\n";
    html += checkRow("Patients in more than one fold",
                     std::to_string(patientsInSeveralFolds(result)), "0");
    html +=
        checkRow("Labels permuted among patients, " + std::to_string(result.permutations) +
                     " times: mean AUC",
                 decimals(result.permutedAuc) + " (highest " + decimals(result.permutedMax) + ")",
                 "near 0.5");
    for (const ShortcutCheck& check : result.shortcuts)
        html += checkRow("Shortcut: AUC of the " + escaped(check.what) + " alone",
                         decimals(check.auc) + " (from " + decimals(check.lower) + ")", "near 0.5");
    html += checkRow("AUC of all scores pooled (secondary)",
                     decimals(result.pooled.auc) + " (" +
                         rangeOf(result.pooled.lower, result.pooled.upper) + ")",
                     "within 0.02 of the mean");
    html += checkRow("The same, interval by patient",
                     rangeOf(result.pooledByPatient.lower, result.pooledByPatient.upper), "");
    html += checkRow(
        "Images that could not be read",
        std::to_string(result.unreadable.size()) + " of " + std::to_string(result.given), "0");
    html += "</table>\n";
    if (!result.unreadable.empty()) {
        constexpr std::size_t kListed = 50;
        html += "<p>Left out:</p>\n<ul>\n";
        for (std::size_t i = 0; i < std::min(kListed, result.unreadable.size()); ++i)
            html += "<li>" + escaped(result.unreadable[i]) + "</li>\n";
        html += "</ul>\n";
        if (result.unreadable.size() > kListed)
            html += paragraph("and " + std::to_string(result.unreadable.size() - kListed) +
                              " more; report.json lists all.");
    }
    return html;
}

std::string limits() {
    return "<h2>Limits</h2>\n"
           "<p>This report describes a data set: how well simple models, trained on hand-made "
           "features, "
           "tell its labels apart. It makes no diagnostic claim, and none of these models is meant "
           "to "
           "read a patient's image.</p>\n"
           "<p>The unit is the image. Exact copies of a picture are recognised; changed copies "
           "(resized, "
           "recompressed, mirrored) are not. A shortcut that is not among the checks above, such "
           "as the "
           "style of a site's crops or colours, stays unseen. Labels are taken as they are.</p>\n";
}

} // namespace

std::string reportHtmlBody(const ValidationResult& result) {
    return kStyle + std::string("<section class=\"cwv\">\n") + heading(result) + summary(result) +
           warningsOf(result) + foldTable(result) + "<h2>ROC curves</h2>\n" + rocSvg(result) +
           checks(result) + limits() + "</section>\n";
}

} // namespace cw::validation
