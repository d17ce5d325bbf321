// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "validation/checks/CheckResult.h"

#include <string>
#include <string_view>

namespace cw::validation {

/// A check's result as JSON text; a number that is not finite is null.
std::string checkJson(const CheckResult& result);
/// Malformed: not such a text.
Result<CheckResult> checkFromJson(std::string_view json);

} // namespace cw::validation
