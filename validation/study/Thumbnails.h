// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/prepare/PreparedSet.h"
#include "validation/study/StudyResult.h"

#include <map>
#include <span>
#include <string>

namespace cw::validation {

/// Of the pictures that head the checks' lists, so that a person sees what is meant: PNG in base64
/// by image name, 64 px a side, from what a network sees. At most `most` of each check.
Result<std::map<std::string, std::string>>
thumbnailsOf(const PreparedSet& set, std::span<const CheckResult> checks, std::size_t most = 40);

} // namespace cw::validation
