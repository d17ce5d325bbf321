// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Demo.h"
#include "app/workflow/demo/Course.h"
#include "core/Text.h"

#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow::demo {

/// The one report of the demo: a single file, no script, no network. Opens the projects for the
/// example pictures (read only).
Result<std::string> reportHtml(const std::vector<CourseRecord>& records, const DemoPlan& plan);

/// From files found to the frozen version, as inline SVG.
std::string flowSvg(const CourseRecord& record);
/// The images of a case with both readers' outlines over them: A blue and solid, B orange and
/// dashed.
Result<std::string> exampleHtml(const Project& project, const Example& example);

using core::escaped;

} // namespace cw::workflow::demo
