// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include <filesystem>
#include <string>

namespace cw::workflow {

struct DemoPlan {
    std::filesystem::path folder;
    int mammographyPatients = 60; ///< four images each
    int fundusPatients = 60;      ///< one image each or more
    unsigned long long seed = 2026;
    int workers = 2;
    bool replace = false; ///< an earlier demo of another plan in this folder is replaced
};
struct DemoOutcome {
    std::filesystem::path report; ///< report.html
    std::filesystem::path mammographyProject, fundusProject;
    std::size_t leaks = 0;     ///< planted identifiers found behind the anonymizer
    bool alreadyThere = false; ///< a finished demo of the same plan: nothing was done
};
/// The whole pipeline on synthetic patients with two simulated readers who partly disagree:
/// phantom, import, assign, read, compare, adjudicate, exclude, freeze, COCO, validation, one HTML
/// report. A finished demo of the same plan is left as it is; an unfinished one is begun anew, and
/// only what a demo writes is removed. Conflict: the folder holds other things, another plan's demo
/// (unless plan.replace), or a project that another process has open.
Result<DemoOutcome> runDemo(const DemoPlan& plan, const core::ProgressFn& progress = {},
                            const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
