// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace cw::dataset::detail {

/// XML from anywhere. pugixml expands no entities but the five of XML, so that a billion laughs
/// stay a document type it skips. Malformed names the line, nothing of the content; TooLarge.
Result<void> loadXml(pugi::xml_document& document, std::string_view text);

/// An attribute or a child's text as a number; nothing if missing or none.
std::optional<double> attributeNumber(const pugi::xml_node& node, const char* name);
std::optional<double> childNumber(const pugi::xml_node& node, const char* name);
std::string childText(const pugi::xml_node& node, const char* name);

} // namespace cw::dataset::detail
