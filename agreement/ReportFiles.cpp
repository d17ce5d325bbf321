// SPDX-License-Identifier: Apache-2.0
// report.csv, report.json, the plots' names, and all files of a report into a folder.
#include "agreement/Report.h"
#include "agreement/detail/Markup.h"
#include "core/Csv.h"
#include "core/Files.h"

#include <nlohmann/json.hpp>
#include <set>

namespace cw::agreement {
namespace {

using core::csvField;
using Json = nlohmann::json; // keys sorted: the same report, the same bytes

std::string csvNumber(const Figure& figure) {
    return figure.known() ? detail::shortest(figure.value()) : std::string();
}

/// Why a number is missing: the value's reason, or else that of its interval.
std::string noteOf(const ReportLine& line) {
    if (!line.value.known())
        return std::string(line.value.reason());
    const bool hadInterval = line.low.reason() != Figure().reason();
    return line.low.known() || !hadInterval ? std::string()
                                            : "no interval: " + std::string(line.low.reason());
}

Json jsonOf(const Figure& figure) { return figure.known() ? Json(figure.value()) : Json(nullptr); }

Json jsonOf(const ReportLine& line) {
    return {{"section", line.section},
            {"stage", line.stage},
            {"group", line.group},
            {"reader_pair", line.readers},
            {"statistic", line.statistic},
            {"unit", line.unit},
            {"value", jsonOf(line.value)},
            {"ci", {jsonOf(line.low), jsonOf(line.high)}},
            {"n", line.n},
            {"interval", line.interval},
            {"note", noteOf(line)}};
}

} // namespace

std::string reportCsv(const AgreementReport& report) {
    std::string csv =
        "section,stage,group,reader_pair,statistic,value,ci_low,ci_high,n,unit,interval,note\n";
    for (const auto& line : report.lines)
        csv += csvField(line.section) + ',' + csvField(line.stage) + ',' + csvField(line.group) +
               ',' + csvField(line.readers) + ',' + csvField(line.statistic) + ',' +
               csvNumber(line.value) + ',' + csvNumber(line.low) + ',' + csvNumber(line.high) +
               ',' + std::to_string(line.n) + ',' + csvField(line.unit) + ',' +
               csvField(line.interval) + ',' + csvField(noteOf(line)) + '\n';
    return csv;
}

std::string reportJson(const AgreementReport& report) {
    const auto& plan = report.options.bootstrap;
    Json json{{"schema", "concord-agreement-1"},
              {"title", report.title},
              {"seed", report.options.seed},
              {"bootstrap",
               {{"draws", plan.draws},
                {"level", plan.level},
                {"unit", "patient"},
                {"interval", plan.kind == IntervalKind::Bca ? "bca" : "percentile"}}},
              {"simulated_readers", report.simulatedReaders},
              {"cases", report.cases},
              {"patients", report.patients},
              {"repeats", report.repeats},
              {"readers", report.readers},
              {"rules", report.rules},
              {"remarks", report.remarks},
              {"lines", Json::array()},
              {"confusions", Json::array()},
              {"histograms", Json::array()}};
    for (const auto& line : report.lines)
        json["lines"].push_back(jsonOf(line));
    for (const auto& plot : report.confusions)
        json["confusions"].push_back({{"section", plot.section},
                                      {"stage", plot.stage},
                                      {"reader_pair", plot.readers},
                                      {"categories", plot.categories},
                                      {"counts", plot.counts}});
    for (const auto& plot : report.histograms)
        json["histograms"].push_back({{"section", plot.section},
                                      {"statistic", plot.statistic},
                                      {"stage", plot.stage},
                                      {"unit", plot.unit},
                                      {"from", plot.from},
                                      {"to", plot.to},
                                      {"counts", plot.counts}});
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<NamedPlot> reportPlots(const AgreementReport& report) {
    std::vector<NamedPlot> plots;
    std::set<std::string> taken;
    const auto add = [&](const std::string& name, const std::string& title,
                         const std::string& section, const std::string& stage, std::string svg) {
        if (svg.empty())
            return;
        auto file = name; // two titles may differ in letters that a file's name leaves out
        for (int i = 2; !taken.insert(file).second; ++i)
            file = name + "-" + std::to_string(i);
        plots.push_back({file + ".svg", title, section, stage, std::move(svg)});
    };
    const auto stageWords = [](const std::string& stage) {
        return stage == "repeat" ? std::string(", hidden repeats") : ", " + stage + " cross-check";
    };
    add("kappa", "Cohen's kappa before and after cross-check", "", "", detail::kappaSvg(report));
    for (const auto& plot : report.confusions)
        add("confusion-" + detail::fileWord(plot.section) + "-" + plot.stage,
            plot.section + stageWords(plot.stage), plot.section, plot.stage,
            detail::confusionSvg(plot));
    for (const auto& plot : report.histograms)
        add("histogram-" + detail::fileWord(plot.statistic + " " + plot.unit) + "-" + plot.stage,
            plot.statistic + (plot.unit.empty() ? "" : ", " + plot.unit) + stageWords(plot.stage),
            plot.section, plot.stage, detail::histogramSvg(plot));
    for (const auto& plot : report.differences)
        add("bland-altman-" + detail::fileWord(plot.section) + "-" + plot.stage,
            plot.section + stageWords(plot.stage), plot.section, plot.stage,
            detail::differenceSvg(plot));
    return plots;
}

Result<void> writeReport(const AgreementReport& report, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder / "plots", error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create the report's folder: " + error.message());
    for (const auto& plot : reportPlots(report))
        CW_CHECK(core::writeWhole(folder / "plots" / plot.file, plot.svg));
    CW_CHECK(core::writeWhole(folder / "report.csv", reportCsv(report)));
    CW_CHECK(core::writeWhole(folder / "report.json", reportJson(report)));
    return core::writeWhole(folder / "report.html", reportHtml(report));
}

} // namespace cw::agreement
