// SPDX-License-Identifier: Apache-2.0
// reports show, allow: radiology and pathology text beside the cases.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Reports.h"

#include <memory>

namespace cw::cli {
namespace {

struct ReportArguments {
    std::string project, caseId, role, by;
    bool withdraw = false;
};

Result<Answer> show(const ReportArguments& a) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto texts, workflow::reports(project, core::CaseId(a.caseId), a.role));
    Answer answer;
    answer.json = {{"case", a.caseId}, {"reports", Json::array()}};
    for (const auto& each : texts) {
        answer.json["reports"].push_back(
            {{"kind", each.kind}, {"cleaning", each.cleaning}, {"text", each.text}});
        answer.text += each.kind + " (" + each.cleaning + ")\n" + each.text + "\n\n";
    }
    if (texts.empty())
        answer.text = "no reports";
    return answer;
}

Result<Answer> allow(const ReportArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(workflow::allowReports(project, a.role, !a.withdraw, a.by));
    CW_TRY(const auto roles, workflow::rolesThatSeeReports(a.project));
    Answer answer;
    answer.json["visible_to"] = roles;
    answer.text = "the reports are seen by:";
    for (const auto& role : roles)
        answer.text += " " + role;
    return answer;
}

} // namespace

void addReports(Program& program) {
    auto* verb = program.verb("reports", "radiology and pathology text beside the cases",
                              "concord reports show breast-2026 --case C-0001 --role steward");
    verb->require_subcommand(1);
    auto a = std::make_shared<ReportArguments>();
    auto* read = program.verb(verb, "show", "the reports of a case, for somebody in a role",
                              "concord reports show breast-2026 --case C-0001 --role steward");
    read->add_option("PROJECT", a->project, "the project's folder")->required();
    read->add_option("--case", a->caseId, "the case")->required();
    read->add_option("--role", a->role, "coordinator, steward, reader, adjudicator, reviewer")
        ->required();
    program.whenChosen(read, [a] { return show(*a); });
    auto* let = program.verb(verb, "allow", "lets a role see the reports, or no longer",
                             "concord reports allow breast-2026 --role reader --by kim");
    let->add_option("PROJECT", a->project, "the project's folder")->required();
    let->add_option("--role", a->role, "coordinator, steward, reader, adjudicator, reviewer")
        ->required();
    let->add_option("--by", a->by, "who decides")->required();
    let->add_flag("--withdraw", a->withdraw, "no longer");
    program.whenChosen(let, [a] { return allow(*a); });
}

} // namespace cw::cli
