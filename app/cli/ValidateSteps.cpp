// SPDX-License-Identifier: Apache-2.0
// validate plan, run, aggregate: the same in steps, for clusters and for whoever wants to look
// between them.
#include "app/cli/OpenProject.h"
#include "app/cli/Validate.h"
#include "validation/study/StudyTasks.h"

namespace cw::cli {
namespace {

Answer planAnswer(const validation::StudyPlan& plan) {
    Answer answer;
    answer.json = {{"plan_sha256", plan.hash()}, {"tasks", Json::array()}};
    std::size_t counts[validation::kStages] = {};
    for (const auto& task : plan.tasks()) {
        ++counts[task.stage()];
        answer.json["tasks"].push_back({{"id", task.id},
                                        {"kind", validation::nameOf(task.kind)},
                                        {"stage", task.stage()},
                                        {"finished", plan.finished(task.id)}});
    }
    answer.text = counted(plan.tasks().size(), "task") + ": " + std::to_string(counts[0]) +
                  " prepare, " + std::to_string(counts[1]) + " split, " +
                  std::to_string(counts[2]) + " train and score, " + std::to_string(counts[3]) +
                  " check" + (counts[4] > 0 ? ", 1 for heat maps" : "") +
                  "; a stage needs the one before it\nplan SHA-256 " + plan.hash() +
                  "\nnext: concord validate run --plan FOLDER (all), or --task I for one";
    return answer;
}

Result<Answer> runOne(const validation::StudyPlan& plan, int task, const Program& program) {
    auto tools = toolsOf(program);
    tools.progress = program.progress("task " + std::to_string(task));
    CW_CHECK(validation::runTask(plan, task, tools));
    Answer answer;
    answer.json = {{"task", task}};
    answer.text = "task " + std::to_string(task) + " is done";
    return answer;
}

} // namespace

void addValidateSteps(CLI::App* validate, Program& program) {
    auto words = std::make_shared<ValidateWords>();
    auto* plan = program.verb(validate, "plan", "writes what is to be done, and does nothing",
                              "concord validate plan --manifest images.csv --output study");
    addValidateOptions(*plan, *words);
    program.whenChosen(plan, [words]() -> Result<Answer> {
        CW_TRY(const auto request, studyRequest(*words));
        CW_TRY(const auto written, validation::StudyPlan::write(words->output, request));
        return planAnswer(written);
    });

    struct Run {
        std::string plan;
        int task = -1;
        EngineWords engine;
    };
    auto run = std::make_shared<Run>();
    auto* runVerb = program.verb(validate, "run", "runs a plan's open tasks, or one of them",
                                 "concord validate run --plan study --task 7");
    runVerb->add_option("--plan", run->plan, "the folder of the plan")->required();
    runVerb->add_option("--task", run->task, "its number; default: all that are open");
    addEngineOptions(*runVerb, run->engine);
    addLoginOptions(*runVerb);
    program.whenChosen(runVerb, [run, &program]() -> Result<Answer> {
        CW_TRY(const auto opened, validation::StudyPlan::open(run->plan));
        if (run->task >= 0)
            return runOne(opened, run->task, program);
        CW_CHECK(runTasks(opened, run->engine, program));
        return planAnswer(opened);
    });

    struct Aggregate {
        std::string plan, output;
    };
    auto aggregate = std::make_shared<Aggregate>();
    auto* aggregateVerb =
        program.verb(validate, "aggregate", "judges the finished tasks and writes the report",
                     "concord validate aggregate --plan study");
    aggregateVerb->add_option("--plan", aggregate->plan, "the folder of the plan")->required();
    aggregateVerb->add_option("--output", aggregate->output, "default: the plan's folder");
    program.whenChosen(aggregateVerb, [aggregate]() -> Result<Answer> {
        CW_TRY(const auto opened, validation::StudyPlan::open(aggregate->plan));
        return reportOf(opened, aggregate->output.empty() ? aggregate->plan : aggregate->output);
    });
}

} // namespace cw::cli
