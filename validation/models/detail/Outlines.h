// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cw::validation::detail {

using Outlines = std::map<std::string, std::vector<core::Polygon>>;

/// {"image": [[[x, y], ...], ...], ...} in pixels of the full picture; an image may have none.
/// Malformed: another shape, fewer than three points, a number not finite. InvalidArgument: no
/// path.
Result<Outlines> readOutlines(const std::filesystem::path& file);

/// The same of the file's text.
Result<Outlines> outlinesFrom(const std::string& json);

/// The same outlines where the picture was reduced by these factors.
std::vector<core::Polygon> scaled(const std::vector<core::Polygon>& outlines, double x, double y);

} // namespace cw::validation::detail
