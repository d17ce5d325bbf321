// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "validation/study/StudyPlan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cw::workflow {

struct SlurmOptions {
    std::filesystem::path program;         ///< concord, on a path that the nodes see too
    std::vector<std::string> sbatch = {};  ///< more arguments for sbatch, e.g. "--partition=short"
    std::vector<std::string> concord = {}; ///< more arguments for each task, e.g. who is logged in
    core::ProgressFn progress = {};
    const core::CancelToken* cancel = nullptr;
    int secondsBetweenLooks = 2;
};

/// Hands the plan's open tasks to Slurm as job arrays, one a stage, each waiting for the one before
/// (afterok), and waits until none is left in the queue. The scheduling is Slurm's alone. What is
/// finished already is not run again. Errors: NotFound (no sbatch here), Internal (Slurm refused;
/// tasks that ended without a result, named), Cancelled (the jobs are cancelled too).
Result<void> runWithSlurm(const validation::StudyPlan& plan, const SlurmOptions& options);

/// "0-4,7,9-12": Slurm's way to write the numbers of an array.
std::string arrayRange(const std::vector<int>& tasks);

} // namespace cw::workflow
