// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/prepare/PreparedSet.h"
#include "validation/study/StudyResult.h"
#include "validation/study/StudyTasks.h"

#include <filesystem>

namespace cw::validation::detail {

/// The work of one kind of task; `out` is the task's own folder while it is written.
Result<void> prepare(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools);
Result<void> split(const StudyPlan& plan, const TaskTools& tools, const std::filesystem::path& out);
Result<void> fold(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out);
Result<void> check(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                   const std::filesystem::path& out);
Result<void> maps(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out);
Result<CheckResult> readCheck(const std::filesystem::path& file);
/// check-1.json, check-2.json ... of one task, in this order.
Result<std::vector<CheckResult>> checksOf(const StudyPlan& plan, const StudyTask& task);
Result<std::vector<HeatMap>> mapsOf(const StudyPlan& plan, const StudyTask& task);

const StudyTask& splitTask(const StudyPlan& plan);
/// image,label,group: what a fold's trainer may know, and all it may know.
std::filesystem::path trainingFile(const std::filesystem::path& splitFolder, int fold);

/// The samples of the split's images, in its order, with `patient` replaced by the group.
std::vector<Sample> grouped(const StudySplit& split, std::span<const Sample> samples);

/// What the plan knows of each picture of the set, row by row. Labels are -1: the plan holds none.
/// Corrupt: a picture is not in the plan.
Result<std::vector<Sample>> casesOf(const StudyPlan& plan, const PreparedSet& set);

/// The set's rows of the split's images. Corrupt: one is missing.
Result<std::vector<std::size_t>> rowsOf(const PreparedSet& set, const StudySplit& split);

} // namespace cw::validation::detail
