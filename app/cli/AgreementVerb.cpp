// SPDX-License-Identifier: Apache-2.0
// agreement: how far the readers of a project agree, for a paper.
#include "agreement/Report.h"
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Agreement.h"
#include "app/workflow/PrintedReport.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string project, output, interval = "bca";
    std::uint64_t seed = 1;
    std::size_t draws = 2000;
    bool simulated = false, noPdf = false;
};

Json figureOf(const agreement::AgreementReport& report, const std::string& section,
              const std::string& statistic) {
    const auto* line = agreement::find(report, section, "before", "all", "all", statistic);
    return line && line->value.known() ? Json(line->value.value()) : Json(nullptr);
}

/// What a script wants at once; report.json holds everything.
Json summaryOf(const agreement::AgreementReport& report) {
    Json json{{"cases", report.cases},
              {"patients", report.patients},
              {"readers", report.readers},
              {"seed", report.options.seed},
              {"bootstrap", report.options.bootstrap.draws},
              {"lines", report.lines.size()},
              {"kappa", Json::object()}};
    for (const auto& scale : report.scales)
        if (scale.presenceOf.empty())
            if (const auto kappa = figureOf(report, "answer: " + scale.title, "Cohen's kappa");
                !kappa.is_null())
                json["kappa"][scale.title] = kappa;
    json["lesion_f1"] = figureOf(report, "lesions", "F1, place and class");
    json["dice_mean"] = figureOf(report, "overlap", "Dice, mean");
    json["remarks"] = report.remarks;
    return json;
}

Result<Answer> agree(const Arguments& a, const Program& program) {
    CW_CHECK(oneOf("--interval", a.interval, {"bca", "percentile"}));
    CW_TRY(auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(auto data,
           workflow::agreementData(project, program.progress("readings"), &program.cancelToken()));
    data.simulatedReaders = a.simulated;
    agreement::ReportOptions options;
    options.seed = a.seed;
    options.bootstrap.draws = a.draws;
    options.bootstrap.kind =
        a.interval == "bca" ? agreement::IntervalKind::Bca : agreement::IntervalKind::Percentile;
    CW_TRY(const auto report,
           agreement::agreementReport(std::move(data), options, program.progress("agreement"),
                                      &program.cancelToken()));
    const fs::path folder = a.output;
    CW_CHECK(agreement::writeReport(report, folder));
    Answer answer;
    answer.json = summaryOf(report);
    answer.text = counted(report.cases, "case") + " of " + counted(report.patients, "patient") +
                  ", " + counted(report.readers.size(), "reader") + "\n";
    for (const auto& remark : report.remarks)
        answer.text += remark + "\n";
    answer.text += "report.html, report.csv, report.json and plots are in the output folder";
    answer.json["pdf"] = false;
    if (a.noPdf)
        return answer;
    if (const auto printed = workflow::printReport(folder); !printed) {
        answer.found = true; // the report stands, one of its forms does not
        answer.text += "; no report.pdf: " + printed.error().sentence();
        answer.json["pdf_error"] = printed.error().sentence();
        return answer;
    }
    answer.json["pdf"] = true;
    answer.text += "; report.pdf too";
    return answer;
}

} // namespace

void addAgreement(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb(
        "agreement", "how far the readers agree: kappa, AC1, alpha, F1, Dice, Bland-Altman, ICC",
        "concord agreement breast-2026 --output agreement --seed 7 --bootstrap 2000");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--output", a->output,
                     "folder for report.html, .csv, .json, .pdf and plots/*.svg")
        ->required();
    verb->add_option("--seed", a->seed, "the same seed, the same report; default 1");
    verb->add_option("--bootstrap", a->draws,
                     "draws of patients for the intervals, 0 for none; default 2000")
        ->check(CLI::Range(0, 100000));
    verb->add_option("--interval", a->interval, "bca or percentile; default bca");
    verb->add_flag("--simulated-readers", a->simulated, "the report says that nobody read");
    verb->add_flag("--no-pdf", a->noPdf, "leave report.pdf out");
    program.whenChosen(verb, [a, &program] { return agree(*a, program); });
}

} // namespace cw::cli
