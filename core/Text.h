// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace cw::core {

/// For HTML, SVG and XML, in text and in attributes. A control character, which is no character of
/// XML, becomes a blank: one would make a whole picture invalid.
std::string escaped(std::string_view text);
/// The shortest decimal that reads back as the same double, never "-0"; the same on every locale.
std::string shortest(double value);

} // namespace cw::core
