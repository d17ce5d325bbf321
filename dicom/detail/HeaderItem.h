// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Header.h"
#include "dicom/detail/VrTable.h"
#include <optional>
#include <string>

namespace cw::dicom {

inline const VrTraits& traitsOf(const Header::Node& node) {
    return vrTraits(static_cast<std::byte>(node.vr[0]), static_cast<std::byte>(node.vr[1]));
}

/// The elements of one item of a header, or of its top level: a range of nodes.
struct HeaderItem {
    const Header* header = nullptr;
    std::uint32_t first = 0, end = 0;
};
HeaderItem topLevel(const Header& header);
/// nullptr if absent.
const Header::Node* elementIn(const HeaderItem& item, Tag tag);
/// As the functions of the same names over DCMTK's items (detail/ItemValues.h).
std::string textIn(const HeaderItem& item, Tag tag);
std::optional<double> numberIn(const HeaderItem& item, Tag tag, std::size_t index = 0);
std::optional<long long> integerIn(const HeaderItem& item, Tag tag, std::size_t index = 0);
std::vector<HeaderItem> itemsIn(const HeaderItem& item, Tag sequence);
/// The frame's macro, else the shared one (PS3.3 C.7.6.16).
std::optional<HeaderItem> functionalGroup(const HeaderItem& dataset, Tag macro, int frame);

} // namespace cw::dicom
