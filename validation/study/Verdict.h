// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

namespace cw::validation {

/// Fills in verdict, failures, exitStatus and limits from everything else in the result.
void conclude(StudyResult& result);

} // namespace cw::validation
