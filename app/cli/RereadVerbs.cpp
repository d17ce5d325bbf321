// SPDX-License-Identifier: Apache-2.0
// validate reread, compare: suspicious cases go back to the readers, and what that changed.
#include "app/cli/OpenProject.h"
#include "app/cli/Validate.h"
#include "app/workflow/study/Rereading.h"
#include "validation/report/Report.h"

namespace cw::cli {
namespace {

/// A folder stands for its report.json.
Result<validation::StudyResult> readReport(const std::string& where, const char* role) {
    std::filesystem::path file = where;
    if (std::filesystem::is_directory(file))
        file /= "report.json";
    CW_CHECK(checkReadable(file, role));
    return validation::readStudy(file);
}

struct RereadWords {
    std::string project, report, by;
    std::vector<std::string> checks;
    std::size_t top = 20;
    bool dryRun = false;
};

Result<Answer> reread(const RereadWords& words) {
    CW_TRY(const auto study, readReport(words.report, "the validation's report"));
    CW_TRY(auto project, openProject(words.project, words.dryRun ? storage::Access::ReadOnly
                                                                 : storage::Access::ReadWrite));
    CW_TRY(const auto cases, workflow::suspiciousCases(project, study, words.checks, words.top));
    Answer answer;
    answer.json = {{"cases", Json::array()}, {"sent", Json::array()}, {"refused", Json::array()}};
    for (const auto& one : cases) {
        answer.json["cases"].push_back(
            {{"case", one.caseId.text()}, {"images", one.images}, {"reasons", one.reasons}});
        answer.text += one.caseId.text() + ": ";
        for (const auto& reason : one.reasons)
            answer.text += reason + (&reason == &one.reasons.back() ? "\n" : "; ");
    }
    if (words.dryRun) {
        answer.text += counted(cases.size(), "case") + " would go back to both readers";
        return answer;
    }
    CW_TRY(const auto back, workflow::sendToRereading(project, cases, words.by));
    for (const auto& id : back.sent)
        answer.json["sent"].push_back(id.text());
    for (const auto& [id, why] : back.refused) {
        answer.json["refused"].push_back({{"case", id.text()}, {"reason", why}});
        answer.text += id.text() + " stays: " + why + "\n";
    }
    answer.text += counted(back.sent.size(), "case") +
                   " went back to both readers, who are not told why; the reasons are in the "
                   "audit trail";
    answer.found = !back.refused.empty();
    return answer;
}

Result<Answer> compare(const std::string& before, const std::string& after) {
    CW_TRY(const auto old, readReport(before, "the first report"));
    CW_TRY(const auto now, readReport(after, "the second report"));
    const auto difference = workflow::compareStudies(old, now);
    Answer answer;
    answer.json = {{"sentences", difference.sentences},
                   {"relabelled", difference.relabelled},
                   {"gone", difference.gone},
                   {"added", difference.added},
                   {"no_longer_suspicious", difference.cleared},
                   {"newly_suspicious", difference.newlySuspicious},
                   {"mean_auc", Json::array()}};
    for (const auto& row : difference.figures.rows)
        answer.json["mean_auc"].push_back(
            {{"model", row.words.front()},
             {"before", {row.numbers[0], row.numbers[1], row.numbers[2]}},
             {"after", {row.numbers[3], row.numbers[4], row.numbers[5]}}});
    for (const auto& sentence : difference.sentences)
        answer.text += sentence + "\n";
    return answer;
}

} // namespace

void addRereading(CLI::App* validate, Program& program) {
    auto words = std::make_shared<RereadWords>();
    auto* verb = program.verb(validate, "reread",
                              "sends the cases that a validation found suspicious back to both "
                              "readers, blind again",
                              "concord validate reread breast-2026 --report report --by lead");
    verb->add_option("PROJECT", words->project, "the project's folder")->required();
    verb->add_option("--report", words->report, "report.json of the validation, or its folder")
        ->required();
    verb->add_option("--check", words->checks, "only what these checks found, e.g. label-noise")
        ->delimiter(',');
    verb->add_option("--top", words->top, "at most so many cases, the worst first; default 20");
    verb->add_option("--by", words->by, "who decides this, for the record");
    verb->add_flag("--dry-run", words->dryRun, "only says which");
    program.whenChosen(verb, [words]() -> Result<Answer> {
        if (!words->dryRun && words->by.empty())
            return fail(ErrorCode::InvalidArgument, "--by NAME is needed: it goes on record");
        return reread(*words);
    });

    struct Reports {
        std::string before, after;
    };
    auto reports = std::make_shared<Reports>();
    auto* compareVerb =
        program.verb(validate, "compare", "what changed between two validations, in words",
                     "concord validate compare report-v1 report-v2");
    compareVerb->add_option("BEFORE", reports->before, "report.json or its folder")->required();
    compareVerb->add_option("AFTER", reports->after, "report.json or its folder")->required();
    program.whenChosen(compareVerb, [reports] { return compare(reports->before, reports->after); });
}

} // namespace cw::cli
