// SPDX-License-Identifier: Apache-2.0
// Models and copies against the first one on the same folds, and how near the copies are.
#include "validation/report/Report.h"
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>
#include <cmath>

namespace cw::validation::report {
namespace {

/// "equal" where no picture differs.
std::string decibels(double value, const CopyLikeness& likeness) {
    if (std::isfinite(value))
        return number(value, 1);
    return likeness.pictures > 0 && likeness.equal == likeness.pictures ? "equal" : "n/a";
}

std::string likenessTable(const StudyResult& study) {
    if (study.copies.empty())
        return {};
    Table table({{"Copy", false},
                 {"Pictures"},
                 {"Equal"},
                 {"PSNR, dB<br><small>lowest</small>"},
                 {"SSIM<br><small>lowest</small>"},
                 {"PSNR, dB<br><small>as a network sees it</small>"},
                 {"SSIM<br><small>as a network sees it</small>"}});
    for (const CopyLikeness& one : study.copies) {
        table.row(
            {escaped(one.copy), whole(one.pictures), whole(one.equal),
             decibels(one.psnr, one) + "<br><small>" + decibels(one.lowestPsnr, one) + "</small>",
             number(one.ssim, 4) + "<br><small>" + number(one.lowestSsim, 4) + "</small>",
             decibels(one.inputPsnr, one), number(one.inputSsim, 4)});
        if (one.unreadable > 0)
            table.remark("<b class=\"warn\">" + whole(one.unreadable) +
                         " pictures of this copy could not be read.</b>");
        if (one.incomparable > 0)
            table.remark(whole(one.incomparable) +
                         " pictures have another size or number of colours than the original.");
    }
    return heading(3, "How near the copies are to the originals") +
           paragraph("Medians over the pictures, at their native resolution and at the side that "
                     "a network sees; PSNR over the pictures that differ.") +
           table.html();
}

} // namespace

std::string comparisonSection(const StudyResult& study) {
    if (study.comparisons.empty())
        return {};
    std::string html = heading(2, "Pairs on the same folds");
    html += paragraph("The second minus the first. Equivalent means more than \"no difference was "
                      "found\": the whole 90 % interval of the difference lies within the margin "
                      "(two one-sided tests at 5 %).");
    Table table({{"Second against first", false},
                 {"Difference of AUC<br><small>95 % interval by patient</small>"},
                 {"p, paired"},
                 {"p, McNemar"},
                 {"p, corrected t"},
                 {"Margin"},
                 {"Equivalent", false}});
    // Not in the table: a row across it would squeeze the first column in print.
    std::string sentences;
    std::vector<ForestRow> rows;
    double margin = 0, reach = 0.03;
    for (const StudyComparison& c : study.comparisons) {
        table.row({escaped(c.second) + "<br><small>against " + escaped(c.first) + "</small>",
                   stacked(c.difference), probability(c.p), probability(c.mcnemar),
                   probability(c.correctedT), "&plusmn; " + number(c.margin),
                   c.equivalent ? "<b class=\"good\">yes</b>" : "<b class=\"warn\">not shown</b>"});
        if (!c.sentence.empty())
            sentences += paragraph(escaped(c.sentence), "small");
        rows.push_back({c.second, c.difference, c.equivalent ? kGood : 1});
        margin = std::max(margin, c.margin);
        for (const double end : {c.difference.lower, c.difference.upper, c.margin})
            if (std::isfinite(end))
                reach = std::max(reach, std::abs(end));
    }
    const double end = std::ceil(reach * 50) / 50;
    return html + table.html() + sentences +
           figure(
               forestPlot("Differences of AUC", rows,
                          {{-margin, "- margin", kBad}, {0, "0", kInk}, {margin, "+ margin", kBad}},
                          "difference of AUC", -end, end),
               "Differences of AUC with their 95 % intervals; dashed: the margin of "
               "equivalence.") +
           likenessTable(study);
}

} // namespace cw::validation::report
