// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Result.h"
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dataset::detail {

using Json = nlohmann::json;

/// JSON from anywhere: nested no deeper than 64, no more than 32 million values. Malformed names
/// the line and nothing of the content; TooLarge.
Result<Json> parsedJson(std::string_view text);

/// The member if it is there and of that kind; no exceptions, no defaults.
const Json* member(const Json& object, const char* key);
const Json* arrayMember(const Json& object, const char* key);
std::string textMember(const Json& object, const char* key);
std::optional<double> numberMember(const Json& object, const char* key);
std::optional<int> wholeMember(const Json& object, const char* key);

std::optional<double> numberOf(const Json& value); ///< finite, below 1e9
/// A scalar as text: numbers in their shortest form, true and false; nothing for anything else.
std::optional<std::string> scalarText(const Json& value);
/// [x, y].
std::optional<core::PointPx> pointOf(const Json& value);
/// [[x, y], ...]; nothing if one is not a point.
std::optional<std::vector<core::PointPx>> pointsOf(const Json& value);

} // namespace cw::dataset::detail
