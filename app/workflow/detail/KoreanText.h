// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <string>
#include <string_view>

namespace cw::workflow::detail {

bool isUtf8(std::string_view text);
/// The text as UTF-8, without a byte order mark; what is no UTF-8 is read as CP949, which Korean
/// Windows writes. Malformed: neither of them.
Result<std::string> utf8OrCp949(std::string_view text);

} // namespace cw::workflow::detail
