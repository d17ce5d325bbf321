// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/Xml.h"

#include "dataset/formats/detail/Text.h"

#include <algorithm>

namespace cw::dataset::detail {

Result<void> loadXml(pugi::xml_document& document, std::string_view text) {
    // A tree costs up to some twenty times its text ("<a/>").
    constexpr std::size_t kMostBytes = 128U << 20, kMostTags = 8'000'000;
    if (text.size() > kMostBytes ||
        static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > kMostTags)
        return fail(ErrorCode::TooLarge, "XML of more than 128 MB or 8 million tags");
    const auto outcome =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_auto);
    if (outcome)
        return {};
    if (outcome.status == pugi::status_out_of_memory)
        return fail(ErrorCode::TooLarge, "XML that does not fit into memory");
    const auto end =
        std::clamp<std::ptrdiff_t>(outcome.offset, 0, static_cast<std::ptrdiff_t>(text.size()));
    const auto line = std::count(text.begin(), text.begin() + end, '\n');
    return fail(ErrorCode::Malformed, "line " + std::to_string(line + 1) + " is not XML");
}

std::optional<double> attributeNumber(const pugi::xml_node& node, const char* name) {
    return number(node.attribute(name).value());
}

std::optional<double> childNumber(const pugi::xml_node& node, const char* name) {
    return number(node.child(name).text().get());
}

std::string childText(const pugi::xml_node& node, const char* name) {
    return std::string(trimmed(node.child(name).text().get()));
}

} // namespace cw::dataset::detail
