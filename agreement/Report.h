// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/AgreementData.h"
#include "agreement/Bootstrap.h"
#include "core/Progress.h"
#include "core/Result.h"
#include <filesystem>
#include <string>
#include <vector>

namespace cw::agreement {

struct ReportOptions {
    core::Seed seed = 1;
    BootstrapPlan bootstrap;
};

/// One number: a row of report.csv.
struct ReportLine {
    std::string section; ///< "case", "answer: density", "lesions", "overlap", "long axis", ...
    std::string stage;   ///< "before", "after"; "repeat" of hidden repeats
    std::string group;   ///< "all", "class malignant", "lesion mass"
    std::string readers; ///< "all", "kim - lee", "kim - kim"
    std::string statistic, unit;
    Figure value, low, high;
    std::size_t n = 0;    ///< of what the statistic counts: cases, pairs, lesions
    std::string interval; ///< "bootstrap by patient", "F", "t"; empty: none
};

/// Answers of the first reader (rows) against those of the second.
struct ConfusionPlot {
    std::string section, stage, readers;
    std::vector<std::string> categories;
    std::vector<std::vector<double>> counts;
};
/// Differences against means of a quantity.
struct DifferencePlot {
    std::string section, stage, unit;
    std::vector<std::pair<double, double>> points; ///< mean, A - B
    double bias = 0, low = 0, high = 0;
};
struct HistogramPlot {
    std::string section, statistic, stage, unit;
    double from = 0, to = 1;
    std::vector<std::size_t> counts; ///< bins of equal width; the last holds its upper end
};

struct AgreementReport {
    ReportOptions options;
    std::string title;
    bool simulatedReaders = false;
    std::size_t cases = 0, patients = 0, repeats = 0;
    std::vector<std::string> readers, rules, remarks;
    std::vector<Scale> scales;
    bool before = false, after = false; ///< which stages there are
    std::vector<ReportLine> lines;
    std::vector<ConfusionPlot> confusions;
    std::vector<DifferencePlot> differences;
    std::vector<HistogramPlot> histograms;
};

/// Every statistic, overall, per class, per reader pair, before and after cross-check, and of the
/// hidden repeats on their own. Of two readers the one whose code comes first is A, whatever the
/// side of the assignment, and rows are sorted first: the order of data.pairs changes nothing.
/// InvalidArgument for a scale with more than 64 categories or fewer than two; Cancelled.
Result<AgreementReport> agreementReport(AgreementData data, const ReportOptions& options,
                                        const core::ProgressFn& progress = {},
                                        const core::CancelToken* cancel = nullptr);

/// The first line with those names (px before mm), or null.
const ReportLine* find(const AgreementReport& report, const std::string& section,
                       const std::string& stage, const std::string& group,
                       const std::string& readers, const std::string& statistic);

/// RFC 4180: section,stage,group,reader_pair,statistic,value,ci_low,ci_high,n,unit,interval,note;
/// an absent value is an empty field, and note says why.
std::string reportCsv(const AgreementReport& report);
std::string
reportJson(const AgreementReport& report); ///< schema "concord-agreement-1", keys sorted
/// One page that needs nothing beside it, for the screen and for concord-print.
std::string reportHtml(const AgreementReport& report);

struct NamedPlot {
    std::string file;           ///< "kappa.svg", "confusion-density-before.svg"; ASCII, no path
    std::string title;          ///< for people
    std::string section, stage; ///< of the lines that it shows; empty: of all
    std::string svg;
};
std::vector<NamedPlot> reportPlots(const AgreementReport& report);

/// report.html, report.csv, report.json and plots/*.svg into that folder (made if missing), each
/// written whole. IoFailure.
Result<void> writeReport(const AgreementReport& report, const std::filesystem::path& folder);

} // namespace cw::agreement
