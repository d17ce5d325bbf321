// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/HeaderItem.h"

#include "dicom/detail/ValueText.h"

#include <cmath>

namespace cw::dicom {
namespace {

constexpr Tag kSharedGroups{0x5200, 0x9229}, kPerFrameGroups{0x5200, 0x9230};

std::optional<HeaderItem> firstItemIn(const HeaderItem& item, Tag sequence) {
    const auto* node = elementIn(item, sequence);
    if (node == nullptr || !node->isSequence())
        return std::nullopt;
    const auto& nodes = item.header->nodes();
    const auto first = static_cast<std::uint32_t>(node - nodes.data()) + 1;
    if (first == node->end)
        return std::nullopt;
    return HeaderItem{item.header, first + 1, nodes[first].end};
}

} // namespace

HeaderItem topLevel(const Header& header) {
    return {&header, 0, static_cast<std::uint32_t>(header.nodes().size())};
}

const Header::Node* elementIn(const HeaderItem& item, Tag tag) {
    const auto& nodes = item.header->nodes();
    for (auto i = item.first; i < item.end; i = nodes[i].end)
        if (nodes[i].tag == tag)
            return &nodes[i];
    return nullptr;
}

std::string textIn(const HeaderItem& item, Tag tag) {
    const auto* node = elementIn(item, tag);
    if (node == nullptr || node->isSequence())
        return {};
    std::string scratch;
    return std::string(valueText(traitsOf(*node), item.header->valueOf(*node), scratch));
}

std::optional<double> numberIn(const HeaderItem& item, Tag tag, std::size_t index) {
    const auto* node = elementIn(item, tag);
    if (node == nullptr || node->isSequence())
        return std::nullopt;
    return numberIn(traitsOf(*node), item.header->valueOf(*node), index);
}

std::optional<long long> integerIn(const HeaderItem& item, Tag tag, std::size_t index) {
    const auto value = numberIn(item, tag, index);
    // Beyond 2^53 a double no longer tells neighbours apart.
    if (!value || *value != std::floor(*value) || std::abs(*value) > 9007199254740992.0)
        return std::nullopt;
    return static_cast<long long>(*value);
}

std::vector<HeaderItem> itemsIn(const HeaderItem& item, Tag sequence) {
    std::vector<HeaderItem> items;
    const auto* node = elementIn(item, sequence);
    if (node == nullptr || !node->isSequence())
        return items;
    const auto& nodes = item.header->nodes();
    for (auto i = static_cast<std::uint32_t>(node - nodes.data()) + 1; i < node->end;
         i = nodes[i].end)
        items.push_back({item.header, i + 1, nodes[i].end});
    return items;
}

std::optional<HeaderItem> functionalGroup(const HeaderItem& dataset, Tag macro, int frame) {
    const auto perFrame = itemsIn(dataset, kPerFrameGroups);
    if (frame >= 0 && static_cast<std::size_t>(frame) < perFrame.size())
        if (const auto found = firstItemIn(perFrame[static_cast<std::size_t>(frame)], macro))
            return found;
    const auto shared = firstItemIn(dataset, kSharedGroups);
    return shared ? firstItemIn(*shared, macro) : std::nullopt;
}

} // namespace cw::dicom
