// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cw::validation {

/// How much a finding weighs. A Failure makes the validation end with exit status 1.
enum class Severity { Fine, Note, Warning, Failure };
const char* nameOf(Severity severity); ///< "fine", "note", "warning", "failure"

/// A picture that a person should look at again.
struct CaseRemark {
    std::string image;
    double suspicion = 0; ///< within one check, higher is worse
    std::string reason;   ///< plain words, without patient data
};

/// A row of a table that belongs to a check: words first, then numbers (NaN prints as n/a).
struct CheckRow {
    std::vector<std::string> words;
    std::vector<double> numbers;
};
struct CheckTable {
    std::string caption;
    std::vector<std::string> wordHeadings, numberHeadings;
    std::vector<CheckRow> rows;
};

/// What one check of the data set found.
struct CheckResult {
    std::string check; ///< "permutation", "shortcut:file", "identity", "label-noise" ...
    Severity severity = Severity::Fine;
    std::string verdict;  ///< a few words: "shortcut: not evidence"; empty when fine
    std::string sentence; ///< what it means, in plain words
    std::vector<std::pair<std::string, double>> numbers; ///< for report.json
    std::vector<CheckTable> tables;
    std::vector<CaseRemark> cases; ///< the most suspicious first
    /// For a plot: e.g. the permutation null; the learning curve as x, y, lower, upper in turn.
    std::vector<double> series;
};

} // namespace cw::validation
