// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include <filesystem>
#include <string>

namespace cw::workflow {

struct DemoPlan {
    std::filesystem::path folder;
    int mammographyPatients = 40;
    int fundusPatients = 60; ///< one image each or more
    unsigned long long seed = 2026;
    int workers = 2;
};
struct DemoOutcome {
    std::filesystem::path report; ///< report.html
    std::filesystem::path mammographyProject, fundusProject;
};
/// The whole pipeline on synthetic patients with two simulated readers who partly disagree:
/// phantom, import, assign, read, compare, adjudicate, exclude, freeze, COCO, validation, one HTML
/// report.
Result<DemoOutcome> runDemo(const DemoPlan& plan, const core::ProgressFn& progress = {},
                            const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
