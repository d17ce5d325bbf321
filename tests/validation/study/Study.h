// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "Oracle.h"
#include "Pictures.h"
#include "validation/study/Judgement.h"
#include "validation/study/StudyTasks.h"

#include <gtest/gtest.h>

namespace cw::validation::testing {

inline StudyRequest requestOf(const PictureSet& set, int folds = 3) {
    StudyRequest request;
    request.task = "red against pale";
    request.dataset = "computed pictures";
    request.kind = core::ImageKind::Fundus;
    request.unit = Unit::Eye;
    request.folds = folds;
    request.checks = {"none"};
    request.samples = set.samples;
    request.synthetic = true;
    request.inputSide = 32;
    request.picturesAPart = 16;
    return request;
}

inline TaskTools toolsOf(const PictureSet& set) {
    TaskTools tools;
    tools.pictures = [&set](const StudyCopy&) -> Result<PictureSource> { return set.source(); };
    return tools;
}

/// Every open task, one after the other.
inline void runAll(const StudyPlan& plan, const TaskTools& tools) {
    for (const StudyTask& task : plan.tasks())
        if (!plan.finished(task.id)) {
            const auto done = runTask(plan, task.id, tools);
            ASSERT_TRUE(done) << done.error().sentence();
        }
}

/// A task's results by file name; env.json says when and where, and may differ.
inline std::map<std::string, std::string> resultsOf(const StudyPlan& plan, int task) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(plan.taskFolder(task)))
        if (entry.is_regular_file() && entry.path().filename() != "env.json")
            files[entry.path().filename().string()] = core::readText(entry.path()).value();
    return files;
}

inline int taskOf(const StudyPlan& plan, TaskKind kind, int fold = 0, int model = 0, int copy = 0) {
    for (const StudyTask& task : plan.tasks())
        if (task.kind == kind && task.fold == fold && task.model == model && task.copy == copy)
            return task.id;
    return -1;
}

} // namespace cw::validation::testing
