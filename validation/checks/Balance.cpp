// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Columns.h"
#include "validation/checks/detail/Independence.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace cw::validation {
namespace {

using namespace checks;

/// Patients of either class by value; a patient counts once for a value and a class.
using Counts = std::map<std::string, ClassCounts>;

Counts patientsBy(const Cases& cases, const std::vector<std::string>& values) {
    std::map<std::string, std::array<std::set<std::size_t>, 2>> patients;
    for (std::size_t i = 0; i < cases.size(); ++i)
        patients[values[i].empty() ? "not known" : values[i]]
                [static_cast<std::size_t>(cases.labels[i])]
                    .insert(cases.groups[i]);
    Counts counts;
    for (const auto& [value, sets] : patients)
        counts[value] = {sets[0].size(), sets[1].size()};
    constexpr std::size_t kMostValues = 30;
    if (counts.size() <= kMostValues)
        return counts;
    Counts pooled; // rare values together: a test of hundreds of cells would find nothing
    for (const auto& [value, count] : counts) {
        ClassCounts& to = pooled[count[0] + count[1] < 10 ? "others" : value];
        to = {to[0] + count[0], to[1] + count[1]};
    }
    return pooled;
}

/// A value all of whose patients are of one class, though chance would mix them. Empty: none.
std::string pureValue(const Counts& counts, const std::array<std::size_t, 2>& all) {
    const auto total = static_cast<double>(all[0] + all[1]);
    std::string found;
    double rarest = 0.001 / static_cast<double>(counts.size());
    for (const auto& [value, count] : counts)
        for (std::size_t c = 0; c < 2; ++c) {
            const double n = static_cast<double>(count[c]);
            const double chance = std::pow(static_cast<double>(all[c]) / total, n);
            if (count[1 - c] == 0 && count[c] >= 10 && chance < rarest) {
                rarest = chance;
                found = value;
            }
        }
    return found;
}

struct Tested {
    std::string name;
    bool ofAcquisition = false;
    Counts counts;
    Independence independence;
    std::string pure;
    double p = 1; ///< after Holm
};

Tested testedOf(const std::string& name, bool ofAcquisition, Counts counts,
                const std::array<std::size_t, 2>& all, core::Seed seed) {
    Tested tested{name, ofAcquisition, std::move(counts), {}, "", 1};
    std::vector<ClassCounts> table;
    for (const auto& [value, count] : tested.counts)
        table.push_back(count);
    tested.independence = independenceOf(table, core::Random(seed).stream("balance " + name));
    tested.pure = pureValue(tested.counts, all);
    return tested;
}

void adjust(std::vector<Tested>& tested) {
    std::vector<double> p;
    for (const Tested& one : tested)
        p.push_back(one.independence.p);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < tested.size(); ++i)
        tested[i].p = adjusted[i];
}

/// Two equal halves told apart with an AUC of 0.8 have a V of 0.6, with 0.6 one of 0.2: the limits
/// are those of the shortcuts.
Severity severityOf(const Tested& tested) {
    if (tested.p >= 0.05)
        return Severity::Fine;
    const double lower = tested.independence.lower;
    if (tested.ofAcquisition && lower > 0.6 && tested.p < 0.01)
        return Severity::Failure;
    if (tested.p < 0.01 && (lower > (tested.ofAcquisition ? 0.2 : 0.4) ||
                            (tested.ofAcquisition && !tested.pure.empty())))
        return Severity::Warning;
    return Severity::Note;
}

CheckTable countsTable(const std::vector<Tested>& tested) {
    CheckTable table;
    table.caption = "Patients of either class (a patient with both sides may count for both)";
    table.wordHeadings = {"column", "value"};
    table.numberHeadings = {"class 0", "class 1"};
    for (const Tested& one : tested)
        for (const auto& [value, count] : one.counts)
            table.rows.push_back({{one.name, value},
                                  {static_cast<double>(count[0]), static_cast<double>(count[1])}});
    return table;
}

CheckTable testTable(const std::vector<Tested>& tested) {
    CheckTable table;
    table.caption = "Does the class hang together with it? Cramer's V: 0 not at all, 1 entirely";
    table.wordHeadings = {"column", "test", "finding"};
    table.numberHeadings = {
        "chi-square", "degrees of freedom", "p", "p after Holm", "Cramer's V", "lower", "upper"};
    for (const Tested& one : tested) {
        const Independence& i = one.independence;
        table.rows.push_back({{one.name, i.test, nameOf(severityOf(one))},
                              {i.chiSquare, static_cast<double>(i.degrees), i.p, one.p, i.cramersV,
                               i.lower, i.upper}});
    }
    return table;
}

std::string sentenceOf(const Tested& one, Severity severity) {
    const std::string strength =
        "Cramer's V " +
        withInterval(one.independence.cramersV, one.independence.lower, one.independence.upper);
    if (severity == Severity::Failure)
        return "The " + one.name + " all but gives the class away (" + strength +
               "): a model that recognises it scores well without seeing disease.";
    if (one.ofAcquisition && !one.pure.empty())
        return "All patients with " + one.name + " \"" + one.pure + "\" are of one class (" +
               strength + "): a model may learn it instead of the disease.";
    if (one.ofAcquisition)
        return "The classes are unevenly spread over " + one.name + " (" + strength + ").";
    return "The classes differ in " + one.name + " (" + strength +
           "); that may belong to the disease and should be said with the result.";
}

CheckResult judged(const std::string& check, std::vector<Tested> tested,
                   const std::string& fineSentence, const std::string& failureVerdict) {
    adjust(tested);
    CheckResult result;
    result.check = check;
    std::vector<const Tested*> found;
    for (const Tested& one : tested) {
        result.numbers.emplace_back(one.name + "_p", one.p);
        result.numbers.emplace_back(one.name + "_v", one.independence.cramersV);
        if (severityOf(one) != Severity::Fine)
            found.push_back(&one);
        raise(result, severityOf(one));
    }
    std::stable_sort(found.begin(), found.end(), [](const Tested* a, const Tested* b) {
        return static_cast<int>(severityOf(*a)) > static_cast<int>(severityOf(*b));
    });
    for (const Tested* one : found)
        result.sentence +=
            (result.sentence.empty() ? "" : " ") + sentenceOf(*one, severityOf(*one));
    if (found.empty())
        result.sentence = fineSentence;
    else
        result.verdict =
            found.front()->name +
            (result.severity == Severity::Failure ? ": " + failureVerdict : ": classes unbalanced");
    result.tables = {testTable(tested), countsTable(tested)};
    return result;
}

/// Columns of the file's facts that speak of compression, by words in their names.
bool speaksOfCompression(const std::string& column) {
    for (const char* word : {"compress", "quality", "syntax", "jpeg", "quant", "ratio", "lossy"})
        if (column.find(word) != std::string::npos)
            return true;
    return false;
}

/// Of the traces in the pixels those that compression alone makes; fine detail belongs to the
/// tissue as well.
bool madeByCompression(const std::string& column) {
    return column.starts_with("seam") || column.starts_with("zeros") ||
           column.starts_with("cut_off");
}

/// Few different values stay as they are, others are cut at the quartiles.
std::vector<std::string> banded(const Matrix& matrix, std::size_t column) {
    std::vector<double> known;
    for (std::size_t r = 0; r < matrix.rows; ++r)
        if (const double value = matrix.row(r)[column]; std::isfinite(value))
            known.push_back(value);
    std::sort(known.begin(), known.end());
    const std::set<double> different(known.begin(), known.end());
    std::vector<std::string> bands;
    for (std::size_t r = 0; r < matrix.rows; ++r) {
        const double value = matrix.row(r)[column];
        if (!std::isfinite(value)) {
            bands.emplace_back();
        } else if (different.size() <= 6) {
            bands.push_back(decimals(value, value == std::floor(value) ? 0 : 4));
        } else {
            int quarter = 1;
            for (std::size_t q = 1; q < 4; ++q)
                quarter += value > known[q * (known.size() - 1) / 4] ? 1 : 0;
            bands.push_back("quarter " + std::to_string(quarter));
        }
    }
    return bands;
}

} // namespace

Result<CheckResult> checkBalance(const CheckInput& input) {
    CW_TRY(const Cases cases, casesOf(input));
    const auto all = cases.groupsByClass();
    if (all[0] == 0 || all[1] == 0)
        return notAvailable("balance", "A class has no patient.");
    std::vector<Tested> tested;
    for (const Column& column : columnsOf(input, cases)) {
        // A grade that only the sick have (severity) says nothing of balance.
        std::array<bool, 2> known{};
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (!column.values[i].empty())
                known[static_cast<std::size_t>(cases.labels[i])] = true;
        if (!column.ofAcquisition && !(known[0] && known[1]))
            continue;
        if (!column.ofAcquisition && column.name != "sex" && column.name != "age" &&
            column.name != "density")
            continue;
        tested.push_back(testedOf(column.name, column.ofAcquisition,
                                  patientsBy(cases, column.values), all, input.seed));
    }
    if (tested.empty())
        return notAvailable("balance", "The manifest names no device, site, side, view, age or "
                                       "sex: whether the classes are balanced cannot be said.");
    return judged("balance", std::move(tested),
                  "The classes are spread evenly over everything that the manifest tells.",
                  "shortcut: not evidence");
}

Result<CheckResult> checkCompression(const CheckInput& input) {
    CW_TRY(const Cases cases, casesOf(input));
    const auto all = cases.groupsByClass();
    if (all[0] == 0 || all[1] == 0)
        return notAvailable("compression", "A class has no patient.");
    std::vector<Tested> tested;
    for (const std::string block : {"file", "compression"}) {
        CW_TRY(const Matrix matrix, blockOf(input, cases, block));
        if (matrix.columns == 0)
            continue;
        CW_TRY(const auto names, input.set.columnsOf(block));
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            if (!(block == "file" ? speaksOfCompression(names[c]) : madeByCompression(names[c])))
                continue;
            auto counts = patientsBy(cases, banded(matrix, c));
            if (counts.size() >= 2)
                tested.push_back(
                    testedOf((block == "file" ? "files' " : "trace of compression ") + names[c],
                             true, std::move(counts), all, input.seed));
        }
    }
    if (tested.empty())
        return notAvailable("compression", "Nothing is known of how the pictures were compressed, "
                                           "or all are alike.");
    return judged("compression", std::move(tested),
                  "Strong and weak compression are spread evenly over the classes.",
                  "shortcut: not evidence");
}

} // namespace cw::validation
