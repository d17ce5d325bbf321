// SPDX-License-Identifier: Apache-2.0
// inspection list, record, sample: peer, manager, final audit of a random sample.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/DoubleReading.h"

#include <memory>

namespace cw::cli {
namespace {

struct InspectionArguments {
    std::string project, caseId, step, verdict, reason, by;
    std::size_t size = 0;
    core::Seed seed = 1;
    std::optional<int> sample;
};

Json jsonOf(const storage::InspectionSample& sample) {
    Json cases = Json::array();
    for (const auto& id : sample.cases)
        cases.push_back(id.text());
    return {{"sample", sample.number},     {"drawn_at", sample.drawnAt},
            {"seed", sample.seed},         {"population", sample.population},
            {"size", sample.cases.size()}, {"passed", sample.passed},
            {"failed", sample.failed},     {"cases", cases}};
}

std::string textOf(const storage::InspectionSample& sample) {
    return "sample " + std::to_string(sample.number) + ": " + std::to_string(sample.cases.size()) +
           " of " + counted(sample.population, "case") + ", " + std::to_string(sample.passed) +
           " passed, " + std::to_string(sample.failed) + " failed, " +
           std::to_string(sample.cases.size() -
                          std::min(sample.cases.size(), sample.passed + sample.failed)) +
           " to do";
}

Result<Answer> list(const InspectionArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    const storage::CaseProcess process(project.store());
    CW_TRY(const auto cases, process.inspected());
    CW_TRY(const auto samples, process.samples());
    Answer answer;
    answer.json = {{"cases", Json::array()}, {"samples", Json::array()}};
    for (const auto& [id, passed] : cases) {
        const auto reached = passed ? std::string(storage::name(*passed)) : std::string("none");
        answer.json["cases"].push_back({{"case", id.text()}, {"passed", reached}});
        answer.text += id.text() + "  passed: " + reached + "\n";
    }
    for (const auto& sample : samples) {
        answer.json["samples"].push_back(jsonOf(sample));
        answer.text += textOf(sample) + "\n";
    }
    answer.text += counted(cases.size(), "settled case");
    return answer;
}

Result<Answer> record(const InspectionArguments& a) {
    CW_CHECK(oneOf("--step", a.step, {"peer", "manager", "audit"}));
    CW_CHECK(oneOf("--verdict", a.verdict, {"pass", "fail"}));
    CW_TRY(auto project, openProject(a.project));
    storage::Inspection inspection;
    inspection.caseId = core::CaseId(a.caseId);
    inspection.step = *storage::inspectionStepFrom(a.step);
    inspection.inspector = core::ReaderId(a.by);
    inspection.passed = a.verdict == "pass";
    inspection.reason = a.reason;
    inspection.sample = a.sample;
    CW_CHECK(storage::CaseProcess(project.store()).inspect(inspection));
    Answer answer;
    answer.json = {{"case", a.caseId}, {"step", a.step}, {"passed", inspection.passed}};
    answer.text = inspection.passed ? a.caseId + " has passed: " + a.step
                                    : a.caseId + " goes back to both readers to be labelled again";
    return answer;
}

Result<Answer> sample(const InspectionArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto drawn,
           storage::CaseProcess(project.store()).drawSample(a.size, a.seed, a.by));
    Answer answer;
    answer.json = jsonOf(drawn);
    answer.text = textOf(drawn);
    for (const auto& id : drawn.cases)
        answer.text += "\n" + id.text();
    return answer;
}

} // namespace

void addInspection(Program& program) {
    auto a = std::make_shared<InspectionArguments>();
    auto* verb =
        program.verb("inspection", "settled cases are inspected: peer, manager, final audit",
                     "concord inspection list breast-2026");
    verb->require_subcommand(1);
    auto* shown = program.verb(verb, "list", "how far each settled case has come, and the samples",
                               "concord inspection list breast-2026");
    shown->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(shown, [a] { return list(*a); });

    auto* one = program.verb(verb, "record", "one inspector's verdict on one case",
                             "concord inspection record breast-2026 --case C-0004 --step peer "
                             "--verdict fail --reason 'outline leaves the mass' --by park");
    one->add_option("PROJECT", a->project, "the project's folder")->required();
    one->add_option("--case", a->caseId, "the case")->required();
    one->add_option("--step", a->step, "peer, manager or audit, in this order")->required();
    one->add_option("--verdict", a->verdict, "pass or fail")->required();
    one->add_option("--reason", a->reason, "why; needed with fail");
    one->add_option("--sample", a->sample, "the number of the sample, with audit");
    one->add_option("--by", a->by, "who inspects, in a project without accounts");
    program.whenChosen(one, [a] { return record(*a); });

    auto* drawn =
        program.verb(verb, "sample", "draws cases that passed the manager for the final audit",
                     "concord inspection sample breast-2026 --size 50 --seed 7");
    drawn->add_option("PROJECT", a->project, "the project's folder")->required();
    drawn->add_option("--size", a->size, "how many cases")->required();
    drawn->add_option("--seed", a->seed, "of the draw; default 1");
    drawn->add_option("--by", a->by, "who draws, in a project without accounts");
    program.whenChosen(drawn, [a] { return sample(*a); });
}

} // namespace cw::cli
