// SPDX-License-Identifier: Apache-2.0
// refine, refine list, refine decide: what may be wrong with the images of a project.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Refinement.h"

#include <memory>

namespace cw::cli {
namespace {

using workflow::Suspicion;
using workflow::SuspicionState;

Json jsonOf(const Suspicion& s) {
    Json json{{"id", s.id},
              {"kind", workflow::name(s.kind)},
              {"severity", workflow::name(s.severity)},
              {"state", workflow::name(s.state)},
              {"cases", Json::array()},
              {"images", Json::array()},
              {"measures", s.measures},
              {"words", s.words},
              {"found_at", s.foundAt}};
    for (const auto& id : s.cases)
        json["cases"].push_back(id.text());
    for (const auto& id : s.images)
        json["images"].push_back(id.text());
    if (!s.verdict.empty())
        json["decision"] = {{"verdict", s.verdict},
                            {"by", s.by},
                            {"reason", s.reason},
                            {"at", s.decidedAt},
                            {"excluded", s.excluded.text()}};
    return json;
}

std::string lineOf(const Suspicion& s) {
    std::string line = s.id + "  " + std::string(workflow::name(s.severity)) + "  " +
                       std::string(workflow::name(s.kind)) + "  ";
    for (std::size_t i = 0; i < s.cases.size(); ++i)
        line += (i > 0 ? ", " : "") + s.cases[i].text();
    line += ": " + s.words;
    if (const auto correlation = s.measures.find("correlation"); correlation != s.measures.end())
        line += " (correlation " + correlation->second + ")";
    if (s.state != SuspicionState::Open)
        line += " - " + std::string(workflow::name(s.state)) +
                (s.by.empty() ? std::string() : " by " + s.by + ": " + s.reason);
    return line + "\n";
}

Result<Answer> run(const std::string& folder, int workers, const Program& program) {
    if (folder.empty())
        return fail(ErrorCode::InvalidArgument, "PROJECT is required");
    CW_TRY(auto project, openProject(folder));
    workflow::RefineOptions options;
    options.workers = workers;
    options.progress = program.progress("refine");
    options.cancel = &program.cancelToken();
    CW_TRY(const auto report, workflow::refine(project, options));
    Answer answer;
    answer.json = {{"images", report.images},        {"looked_at", report.looked},
                   {"found", report.found},          {"resolved", report.resolved},
                   {"open", report.worklist.size()}, {"suspicions", Json::array()}};
    answer.text = counted(report.images, "image") + ", " + std::to_string(report.looked) +
                  " of them looked at now; " + counted(report.worklist.size(), "suspicion") +
                  " open, " + std::to_string(report.found) + " of them new\n";
    for (const auto& each : report.worklist) {
        answer.json["suspicions"].push_back(jsonOf(each));
        answer.text += lineOf(each);
    }
    answer.found = !report.worklist.empty();
    return answer;
}

Result<Answer> list(const std::string& folder, bool all) {
    CW_CHECK(checkFolder(folder, "the project's folder"));
    CW_TRY(const auto known, workflow::suspicions(folder));
    Answer answer;
    answer.json["suspicions"] = Json::array();
    std::size_t open = 0;
    for (const auto& each : known) {
        const bool isOpen = each.state == SuspicionState::Open;
        open += isOpen;
        if (!isOpen && !all)
            continue;
        answer.json["suspicions"].push_back(jsonOf(each));
        answer.text += lineOf(each);
    }
    answer.json["open"] = open;
    answer.text += counted(open, "suspicion") + " open, " + std::to_string(known.size() - open) +
                   " worked off";
    answer.found = open > 0;
    return answer;
}

struct DecideArguments {
    std::string project, id, verdict, by, reason, excluded;
};

Result<Answer> decideOne(const DecideArguments& a) {
    CW_CHECK(oneOf("--verdict", a.verdict, {"duplicate", "fine", "exclude"}));
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto after,
           workflow::decide(project, {a.id, *workflow::refineVerdictFrom(a.verdict), a.by, a.reason,
                                      core::CaseId(a.excluded)}));
    Answer answer;
    answer.json = jsonOf(after);
    answer.text = lineOf(after);
    if (!after.excluded.empty())
        answer.text += "excluded " + after.excluded.text() + "\n";
    return answer;
}

} // namespace

void addRefine(Program& program) {
    auto* verb =
        program.verb("refine", "looks for copies, missing views, mistaken sides and faulty images",
                     "concord refine breast-2026");
    {
        struct Arguments {
            std::string project;
            bool all = false;
        };
        auto a = std::make_shared<Arguments>();
        auto* sub = program.verb(verb, "list", "the suspicions that wait for a person",
                                 "concord refine list breast-2026");
        sub->add_option("PROJECT", a->project, "the project's folder")->required();
        sub->add_flag("--all", a->all, "also those that were worked off");
        program.whenChosen(sub, [a] { return list(a->project, a->all); });
    }
    {
        auto a = std::make_shared<DecideArguments>();
        auto* sub = program.verb(verb, "decide", "puts a person's word on a suspicion on record",
                                 "concord refine decide breast-2026 --id R-0123456789ab --verdict "
                                 "duplicate --case C-0007 --by kim --reason \"same visit\"");
        sub->add_option("PROJECT", a->project, "the project's folder")->required();
        sub->add_option("--id", a->id, "of the suspicion, from refine list")->required();
        sub->add_option("--verdict", a->verdict, "duplicate, fine or exclude")->required();
        sub->add_option("--by", a->by, "who decides")->required();
        sub->add_option("--reason", a->reason, "why; names no patient")->required();
        sub->add_option("--case", a->excluded, "the case that is excluded (image-faulty)");
        program.whenChosen(sub, [a] { return decideOne(*a); });
    }
    struct Arguments {
        std::string project;
        int workers = 2;
    };
    auto a = std::make_shared<Arguments>();
    verb->add_option("PROJECT", a->project, "the project's folder");
    verb->add_option("--workers", a->workers, "threads; default 2")->check(CLI::Range(1, 64));
    program.whenChosen(verb, [a, &program] { return run(a->project, a->workers, program); });
}

} // namespace cw::cli
