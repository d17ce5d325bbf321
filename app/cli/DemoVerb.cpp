// SPDX-License-Identifier: Apache-2.0
// demo: the whole pipeline on synthetic patients.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Demo.h"

#include <memory>

namespace cw::cli {
namespace {

Result<Answer> demo(const workflow::DemoPlan& plan, const Program& program) {
    CW_TRY(const auto outcome,
           workflow::runDemo(plan, program.progress("demo"), &program.cancelToken()));
    Answer answer;
    // Inside the folder the user named: relative, so that nothing of the path above it shows.
    const auto inside = [&](const std::filesystem::path& path) {
        return path.lexically_relative(plan.folder).generic_string();
    };
    answer.json = {{"synthetic", true},
                   {"already_there", outcome.alreadyThere},
                   {"report", inside(outcome.report)},
                   {"mammography_project", inside(outcome.mammographyProject)},
                   {"fundus_project", inside(outcome.fundusProject)},
                   {"leaks", outcome.leaks}};
    answer.text =
        std::string(outcome.alreadyThere ? "the demo was there already" : "the demo is done") +
        "; in its folder: report " + inside(outcome.report) + ", projects " +
        inside(outcome.mammographyProject) + " and " + inside(outcome.fundusProject);
    if (outcome.leaks > 0)
        answer.text += "\nLEAKS: " + std::to_string(outcome.leaks) + " (the report says where)";
    answer.found = outcome.leaks > 0;
    return answer;
}

} // namespace

void addDemo(Program& program) {
    struct Arguments {
        std::string folder;
        workflow::DemoPlan plan;
    };
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("demo", "the whole pipeline on synthetic patients, with a report",
                              "concord demo ./demo-project");
    verb->add_option("DIR", a->folder, "a new folder; a finished demo there is left as it is")
        ->required();
    verb->add_option("--mammography", a->plan.mammographyPatients, "patients; default 60");
    verb->add_option("--fundus", a->plan.fundusPatients, "patients; default 60");
    verb->add_option("--seed", a->plan.seed, "default 2026");
    verb->add_flag("--replace", a->plan.replace, "do it anew, and replace an earlier demo there");
    verb->add_option("--workers", a->plan.workers, "default 2");
    program.whenChosen(verb, [a, &program] {
        a->plan.folder = a->folder;
        return demo(a->plan, program);
    });
}

} // namespace cw::cli
