// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "validation/study/StudyTasks.h"

#include <filesystem>
#include <functional>

namespace cw::workflow {

/// Does one task and returns when it has ended. Called from several threads at once.
using TaskRunner = std::function<Result<void>(int task)>;

/// In this process: for the demo and for tests. Figures are the same as those of processes.
TaskRunner inThisProcess(const validation::StudyPlan& plan, validation::TaskTools tools);

/// `PROGRAM validate run --plan DIR --task I`, a process each, which dies with this one. What it
/// prints goes to DIR/tasks/task-NNNN.log. arguments: more of them, e.g. who is logged in.
/// The plan must outlive the runner.
TaskRunner inOwnProcess(const std::filesystem::path& program, const validation::StudyPlan& plan,
                        std::vector<std::string> arguments, const core::CancelToken* cancel);

/// Prepare tasks in this process, which has the project open (and a person logged in); everything
/// else, which reads only the plan's folder, by `others`.
TaskRunner preparingHere(const validation::StudyPlan& plan, validation::TaskTools tools,
                         TaskRunner others);

struct RunOptions {
    int workers = 2;
    core::ProgressFn progress = {};
    const core::CancelToken* cancel = nullptr;
    std::function<void(int task)> finished = {}; ///< from any thread
};
/// Every task of the plan that has no result yet, stage by stage, `workers` at once. What is
/// finished already is kept: after a crash or a kill the same call goes on. A task that fails does
/// not stop the others of its stage; the error then names it. Cancelled.
Result<void> runStudy(const validation::StudyPlan& plan, const TaskRunner& runner,
                      const RunOptions& options);

/// Which program does a task: `concord`, or `concord-learn` beside it for a fold of a network.
std::filesystem::path taskProgram(const std::filesystem::path& concord,
                                  const validation::StudyPlan& plan, int task);

/// The `concord` program beside the one that runs; NotFound.
Result<std::filesystem::path> concordProgram();

} // namespace cw::workflow
