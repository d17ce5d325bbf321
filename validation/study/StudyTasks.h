// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "validation/prepare/PictureSource.h"
#include "validation/study/StudyPlan.h"

#include <functional>

namespace cw::validation {

/// What a task needs from outside the plan's folder.
struct TaskTools {
    /// The pictures of a copy, by StudyCopy::source; asked for by Prepare and Maps tasks only.
    std::function<Result<PictureSource>(const StudyCopy& copy)> pictures;
    core::ProgressFn progress = {};
    const core::CancelToken* cancel = nullptr;
};

/// Does one task of the plan in this thread and leaves its folder, whole or not at all. Reads the
/// plan, its data and the results of earlier stages, nothing else. A task that is finished already
/// is done again: the same bytes (except env.json, which says when and where). Errors: NotFound (no
/// such task), InvalidArgument (an earlier stage is not finished), Conflict (another process is at
/// it), what the work itself says.
Result<void> runTask(const StudyPlan& plan, int id, const TaskTools& tools);

/// The split as its task left it.
struct StudySplit {
    std::vector<std::string> images; ///< of usable pictures, sorted
    std::vector<std::string> groups; ///< one each
    std::vector<int> folds;          ///< one each, 0..k-1
};
Result<StudySplit> readSplit(const StudyPlan& plan);

} // namespace cw::validation
