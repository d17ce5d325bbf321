// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include "core/Result.h"
#include "core/Text.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dataset::detail {

using core::shortest;
/// That many decimals, on every locale.
std::string fixed(double value, int decimals);
/// A finite number below 1e9, blanks around it allowed; nothing otherwise.
std::optional<double> number(std::string_view text);
std::optional<int> wholeNumber(std::string_view text);

std::string_view trimmed(std::string_view text);
std::string lower(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char at);
/// "x,y;x,y": Malformed for anything else; the two separators.
Result<std::vector<core::PointPx>> points(std::string_view text, char between, char after);

/// What follows the last '/' or '\', and the same without its ending.
std::string_view baseName(std::string_view path);
std::string_view stem(std::string_view path);

core::Polygon rectangle(double left, double top, double right, double bottom);
/// Inscribed, 64 corners: area 0.2 % short of the ellipse. Turned clockwise on the screen, degrees.
core::Polygon ellipse(core::PointPx centre, double rx, double ry, double degrees = 0);
/// Without vertices that repeat their neighbour, the closing one included.
core::Polygon withoutRepeats(core::Polygon polygon);

/// RFC 4648, blanks and line ends ignored. Malformed.
Result<std::vector<std::byte>> fromBase64(std::string_view text);

} // namespace cw::dataset::detail
