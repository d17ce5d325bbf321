// SPDX-License-Identifier: Apache-2.0
#include "validation/study/StudyTasks.h"

#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/models/TorchHooks.h"
#include "validation/study/TaskFolder.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

namespace cw::validation {
namespace {

Result<void> checkStages(const StudyPlan& plan, const StudyTask& task) {
    for (const StudyTask& other : plan.tasks())
        if (other.stage() < task.stage() && !plan.finished(other.id))
            return fail(ErrorCode::InvalidArgument,
                        "task " + std::to_string(task.id) + " needs the result of task " +
                            std::to_string(other.id) + " (" + nameOf(other.kind) +
                            "), which is not there");
    return {};
}

Result<void> work(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out) {
    switch (task.kind) {
    case TaskKind::Prepare:
        return detail::prepare(plan, task, tools);
    case TaskKind::Split:
        return detail::split(plan, tools, out);
    case TaskKind::Fold:
        return detail::fold(plan, task, tools, out);
    case TaskKind::Check:
        return detail::check(plan, task, tools, out);
    case TaskKind::Maps:
        return detail::maps(plan, task, tools, out);
    }
    return fail(ErrorCode::Internal, "a task of no kind");
}

/// What may differ between two runs of the same task stays out of its results.
std::string environment(double seconds) {
    return nlohmann::json{{"seconds", seconds},
                          {"threads", 1},
                          {"opencv", CV_VERSION},
                          {"networks", torchHooks().library},
                          {"compiler", __VERSION__}}
               .dump(1) +
           "\n";
}

} // namespace

Result<void> runTask(const StudyPlan& plan, int id, const TaskTools& tools) {
    if (id < 0 || id >= std::ssize(plan.tasks()))
        return fail(ErrorCode::NotFound,
                    "the plan has tasks 0 to " + std::to_string(plan.tasks().size() - 1));
    const StudyTask& task = plan.tasks()[static_cast<std::size_t>(id)];
    CW_CHECK(checkStages(plan, task));
    CW_TRY(TaskFolder folder, TaskFolder::begin(plan, id));
    // One thread: sums in another order are other figures (validation.md 0.10).
    cv::setNumThreads(1);
    const auto begin = std::chrono::steady_clock::now();
    if (auto done = work(plan, task, tools, folder.path()); !done)
        return within(std::move(done).error(),
                      "task " + std::to_string(id) + " (" + nameOf(task.kind) + ")");
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    CW_CHECK(core::writeWhole(folder.path() / "env.json", environment(seconds.count())));
    return folder.commit();
}

Result<StudySplit> readSplit(const StudyPlan& plan) {
    const int id = detail::splitTask(plan).id;
    if (!plan.finished(id))
        return fail(ErrorCode::InvalidArgument, "the data set is not split yet");
    CW_TRY(const auto text, core::readText(plan.taskFolder(id) / "folds.csv", 1U << 30));
    CW_TRY(const auto table, parseCsv(text));
    StudySplit split;
    for (const CsvRow& row : table.rows) {
        const auto fold = row.fields.size() == 3 ? finiteNumber(row.fields[2]) : std::nullopt;
        if (!fold || *fold < 1 || *fold > plan.request().folds)
            return fail(ErrorCode::Corrupt, "folds.csv of the split cannot be understood");
        split.images.push_back(row.fields[0]);
        split.groups.push_back(row.fields[1]);
        split.folds.push_back(static_cast<int>(*fold) - 1);
    }
    return split;
}

namespace detail {

const StudyTask& splitTask(const StudyPlan& plan) {
    const auto found = std::find_if(plan.tasks().begin(), plan.tasks().end(),
                                    [](const auto& task) { return task.kind == TaskKind::Split; });
    CW_ASSERT(found != plan.tasks().end());
    return *found;
}

std::filesystem::path trainingFile(const std::filesystem::path& splitFolder, int fold) {
    return splitFolder / ("training-" + std::to_string(fold + 1) + ".csv");
}

std::vector<Sample> grouped(const StudySplit& split, std::span<const Sample> samples) {
    std::map<std::string_view, const Sample*> byImage;
    for (const Sample& sample : samples)
        byImage.emplace(sample.image, &sample);
    std::vector<Sample> result;
    for (std::size_t i = 0; i < split.images.size(); ++i) {
        result.push_back(*byImage.at(split.images[i]));
        result.back().patient = split.groups[i];
    }
    return result;
}

Result<std::vector<std::size_t>> rowsOf(const PreparedSet& set, const StudySplit& split) {
    std::vector<std::size_t> rows;
    for (const std::string& image : split.images) {
        const auto row = set.rowOf(image);
        if (!row)
            return fail(ErrorCode::Corrupt, "a picture of the split was never prepared");
        rows.push_back(*row);
    }
    return rows;
}

} // namespace detail
} // namespace cw::validation
