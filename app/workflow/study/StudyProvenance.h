// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyPlan.h"

#include <map>
#include <string>

namespace cw::workflow {

/// What a reader needs to make the figures again: versions of programme, libraries and compiler,
/// the processor's kind, hashes of plan and labels. Nothing that differs between two runs on one
/// machine.
std::map<std::string, std::string> studyProvenance(const validation::StudyPlan& plan);

} // namespace cw::workflow
