// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dicom {

struct Tag {
    std::uint16_t group = 0, element = 0;
    auto operator<=>(const Tag&) const = default;
    bool isPrivate() const { return (group & 1U) != 0; }
};
std::string text(Tag tag);    ///< "(0010,0020)"
std::string keyword(Tag tag); ///< "PatientID", or the number where the dictionary has none
/// "DA" by the dictionary of PS3.6, for files with implicit VR; empty where it has none.
std::string_view standardVr(Tag tag);

/// One step into a sequence: its tag and the item's number from 0.
struct PathStep {
    Tag sequence;
    std::size_t item = 0;
};
using TagPath = std::vector<PathStep>;

} // namespace cw::dicom
