// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/checks/CheckJson.h"
#include "validation/checks/Checks.h"
#include "validation/study/detail/TaskWork.h"

namespace cw::validation::detail {

Result<void> check(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                   const std::filesystem::path& out) {
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(const StudySplit split, readSplit(plan));
    CW_TRY(const auto labelled, plan.labelledSamples());
    CW_TRY(const auto rows, rowsOf(set, split));
    const auto samples = grouped(split, labelled);
    CW_TRY(const auto results, runCheck(task.check, set, rows, samples, split.folds,
                                        plan.request(), tools.cancel));
    for (std::size_t i = 0; i < results.size(); ++i)
        CW_CHECK(core::writeWhole(out / ("check-" + std::to_string(i + 1) + ".json"),
                                  checkJson(results[i])));
    return {};
}

} // namespace cw::validation::detail
