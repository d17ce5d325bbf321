// SPDX-License-Identifier: Apache-2.0
// The checks of the data set.
#include "validation/report/Report.h"
#include "validation/report/detail/Axes.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace cw::validation::report {
namespace {

constexpr std::size_t kMostRows = 60; ///< of a check's table on the page; report.json has all

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Column of the first heading that begins so; npos without one.
std::size_t columnOf(const CheckTable& table, const std::string& start) {
    for (std::size_t i = 0; i < table.numberHeadings.size(); ++i)
        if (lower(table.numberHeadings[i]).starts_with(start))
            return i;
    return std::string::npos;
}

/// A table with an AUC and its limits is drawn as well.
std::vector<ForestRow> forestOf(const CheckTable& table) {
    const auto value = columnOf(table, "auc"), low = columnOf(table, "lower"),
               high = columnOf(table, "upper");
    std::vector<ForestRow> rows;
    if (value == std::string::npos || low == std::string::npos || high == std::string::npos)
        return rows;
    for (const CheckRow& row : table.rows) {
        if (row.numbers.size() <= std::max({value, low, high}))
            continue;
        std::string label;
        for (const std::string& word : row.words)
            label += (label.empty() || word.empty() ? "" : ", ") + word;
        rows.push_back({label, {row.numbers[value], row.numbers[low], row.numbers[high]}, 0});
    }
    return rows;
}

double floorOf(const std::vector<ForestRow>& rows) {
    double lowest = 0.5;
    for (const ForestRow& row : rows)
        if (hasInterval(row.value))
            lowest = std::min(lowest, row.value.lower);
    return std::max(0.0, std::floor(lowest * 10) / 10);
}

std::string plotOf(const CheckResult& check) {
    if (check.check == "permutation")
        return figure(nullPlot(check.series, numberOf(check, {"observed", "observed_auc", "auc"})),
                      "What the same course reaches when labels are permuted by patient.");
    if (check.check.starts_with("learning"))
        return figure(learningPlot(check.series),
                      "AUC on the same test folds when fewer patients are trained on.");
    std::string html;
    if (check.check.starts_with("shortcut"))
        return html; // all of them in one plot
    for (const CheckTable& table : check.tables) {
        const auto rows = forestOf(table);
        if (rows.size() > 1)
            html += figure(
                forestPlot(table.caption, rows, {{0.5, "chance", kSoft}}, "AUC", floorOf(rows), 1),
                escaped(table.caption) + ": AUC with its interval.");
    }
    return html;
}

bool isShortcut(const CheckResult& check) { return check.check.starts_with("shortcut"); }

/// All shortcut models beside the image model.
std::string shortcutPlot(const StudyResult& study) {
    std::vector<ForestRow> rows;
    if (const ModelResult* target = targetOf(study))
        rows.push_back({"image model: " + target->model, target->meanAuc, 1});
    const std::size_t own = rows.size();
    for (const CheckResult& check : study.checks) {
        if (!isShortcut(check))
            continue;
        const double value = numberOf(check, {"auc", "mean_auc"});
        if (std::isfinite(value)) {
            const auto name = check.check.substr(check.check.find(':') + 1);
            rows.push_back({name,
                            {value, numberOf(check, {"lower", "auc_lower"}),
                             numberOf(check, {"upper", "auc_upper"})},
                            0});
        } else {
            for (const CheckTable& table : check.tables)
                for (auto& row : forestOf(table))
                    rows.push_back(std::move(row));
        }
    }
    if (rows.size() == own)
        return {};
    return figure(
        forestPlot("Shortcuts beside the image model", rows,
                   {{0.5, "chance", kSoft}, {0.6, "warning", 5}, {0.8, "not evidence", kBad}},
                   "AUC of the same labels in the same folds", floorOf(rows), 1),
        "What a model reaches without looking at the content. An interval above 0.6 is a warning; "
        "above 0.8 the image model's figure is no evidence.");
}

std::string numbersOf(const CheckResult& check) {
    if (check.numbers.empty())
        return {};
    std::string html;
    for (const auto& [name, value] : check.numbers) {
        std::string words = name;
        std::replace(words.begin(), words.end(), '_', ' ');
        html += (html.empty() ? "" : " &middot; ") + escaped(words) + " " + general(value);
    }
    return paragraph(html, "small");
}

std::string oneCheck(const CheckResult& check) {
    std::string html = heading(3, badge(check.severity) + " " + escaped(titleOfCheck(check.check)));
    if (!check.verdict.empty())
        html += paragraph("<b>" + escaped(check.verdict) + "</b>");
    html += paragraph(escaped(check.sentence)) + numbersOf(check) + plotOf(check);
    for (const CheckTable& table : check.tables)
        html += tableOf(table);
    if (!check.cases.empty())
        html += paragraph(counted(check.cases.size(), "picture") +
                              " to look at again, listed below and in suspicious.csv.",
                          "small");
    return html;
}

} // namespace

double numberOf(const CheckResult& check, const std::vector<std::string>& names) {
    for (const std::string& name : names)
        for (const auto& [key, value] : check.numbers)
            if (key == name)
                return value;
    return std::nan("");
}

std::string titleOfCheck(const std::string& check) {
    static const std::array<std::pair<const char*, const char*>, 13> kTitles{{
        {"permutation", "Labels permuted by patient"},
        {"label-noise", "Labels that the scores contradict"},
        {"identity", "The same eye, breast or picture under several names"},
        {"learning-curve", "Learning curve"},
        {"stability", "Stability over seeds"},
        {"subgroups", "Subgroups"},
        {"balance", "Balance of the classes"},
        {"outliers", "Outliers and quality of pictures"},
        {"quality", "Quality of pictures"},
        {"leakage", "Leaks between folds"},
        {"shortcut", "Shortcuts"},
        {"shortcuts", "Shortcuts"},
        {"compression-balance", "Compression and class"},
    }};
    for (const auto& [name, title] : kTitles)
        if (check == name)
            return title;
    if (check.starts_with("shortcut:"))
        return "Shortcut: " + check.substr(9);
    auto words = check;
    std::replace(words.begin(), words.end(), '-', ' ');
    if (!words.empty())
        words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    return words;
}

std::string badge(Severity severity) {
    switch (severity) {
    case Severity::Fine:
        return "<span class=\"badge good\">fine</span>";
    case Severity::Note:
        return "<span class=\"badge soft\">note</span>";
    case Severity::Warning:
        return "<span class=\"badge warn\">warning</span>";
    case Severity::Failure:
        return "<span class=\"badge bad\">failure</span>";
    }
    return {};
}

std::string tableOf(const CheckTable& table) {
    std::vector<Table::Column> columns;
    for (const std::string& title : table.wordHeadings)
        columns.push_back({escaped(title), false});
    for (const std::string& title : table.numberHeadings)
        columns.push_back({escaped(title), true});
    if (columns.empty() || table.rows.empty())
        return {};
    Table html(columns);
    for (std::size_t i = 0; i < std::min(kMostRows, table.rows.size()); ++i) {
        const CheckRow& row = table.rows[i];
        std::vector<std::string> cells;
        for (std::size_t w = 0; w < table.wordHeadings.size(); ++w)
            cells.push_back(w < row.words.size() ? breakable(row.words[w]) : "");
        for (std::size_t n = 0; n < table.numberHeadings.size(); ++n) {
            const double value = n < row.numbers.size() ? row.numbers[n] : std::nan("");
            const bool isWhole = std::isfinite(value) && value == std::floor(value) &&
                                 std::abs(value) < 1e9 && std::abs(value) > 1;
            cells.push_back(isWhole || value == 0                               ? number(value, 0)
                            : std::abs(value) < 100 && std::abs(value) >= 0.001 ? number(value)
                                                                                : general(value));
        }
        html.row(cells);
    }
    if (table.rows.size() > kMostRows)
        html.remark("and " + whole(table.rows.size() - kMostRows) + " more rows, in report.json");
    return (table.caption.empty() ? std::string()
                                  : paragraph("<b>" + escaped(table.caption) + "</b>")) +
           html.html();
}

std::string checkSection(const StudyResult& study) {
    std::string html = heading(2, "Checks of the data set");
    if (study.checks.empty())
        return html + paragraph("<b class=\"warn\">No check was run.</b>");
    Table table({{"Check", false}, {"Found", false}, {"In words", false}});
    for (const CheckResult& check : study.checks)
        table.row({escaped(titleOfCheck(check.check)), badge(check.severity),
                   check.verdict.empty() ? "nothing to report" : escaped(check.verdict)});
    html += table.html() + shortcutPlot(study);
    for (const CheckResult& check : study.checks)
        html += oneCheck(check);
    return html;
}

} // namespace cw::validation::report
