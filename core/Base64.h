// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace cw::core {

/// Base64 of RFC 4648, section 4, padded and in one line.
std::string base64(std::span<const std::byte> bytes);

} // namespace cw::core
