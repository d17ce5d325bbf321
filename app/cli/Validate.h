// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/cli/Program.h"
#include "app/workflow/study/StudySource.h"
#include "validation/study/StudyTasks.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cw::cli {

/// What `validate` and `validate plan` are told on the command line.
struct ValidateWords {
    std::string project, version, manifest, kind, task, unit, outlines, output;
    std::vector<std::string> models, checks, copies, balance;
    int folds = 0, inputSide = 0;
    std::uint64_t seed = 1;
    bool bySite = false;
    std::optional<double> target, prevalence;
    double margin = 0.02;
};
void addValidateOptions(CLI::App& verb, ValidateWords& words);

/// How its tasks are run.
struct EngineWords {
    std::string engine = "local";
    std::vector<std::string> slurm;
    int workers = 0; ///< 0: all cores
};
void addEngineOptions(CLI::App& verb, EngineWords& words);

/// The study that the words ask for; reads the manifest or the version.
Result<validation::StudyRequest> studyRequest(const ValidateWords& words);
/// Opens a study's project as whoever the command line names.
workflow::ProjectOpener projectOpener();

/// What a task needs from outside the plan's folder; a project is opened once.
validation::TaskTools toolsOf(const Program& program);

/// Every open task of the plan, by the engine asked for.
Result<void> runTasks(const validation::StudyPlan& plan, const EngineWords& words,
                      const Program& program);
/// Judges the finished tasks, writes the report, and answers with its first screen.
Result<Answer> reportOf(const validation::StudyPlan& plan, const std::filesystem::path& output);

void addValidateSteps(CLI::App* validate, Program& program);
void addRereading(CLI::App* validate, Program& program);

} // namespace cw::cli
