// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/VrTable.h"

#include "dicom/detail/Element.h"

#include <array>

namespace cw::dicom {
namespace {

constexpr std::size_t kLetters = 26;
using Table = std::array<VrTraits, kLetters * kLetters>;

VrTraits traitsOf(const char* name) {
    const DcmVR vr(name);
    if (!vr.isStandard())
        return {};
    return {.vr = vr.getEVR(),
            .longForm = vr.usesExtendedLengthEncoding() != OFFalse,
            .text = isTextVr(vr.getEVR()),
            .bulk = isBulkVr(vr.getEVR()),
            .unit = static_cast<std::uint8_t>(unitOf(vr.getEVR()))};
}

Table makeTable() {
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::array<char, 3> name{static_cast<char>('A' + i / kLetters),
                                       static_cast<char>('A' + i % kLetters), '\0'};
        table[i] = traitsOf(name.data());
    }
    return table;
}

} // namespace

const VrTraits& vrTraits(std::byte first, std::byte second) {
    static const Table table = makeTable();
    static const VrTraits none;
    const auto a = std::to_integer<std::size_t>(first) - 'A';
    const auto b = std::to_integer<std::size_t>(second) - 'A';
    return a < kLetters && b < kLetters ? table[a * kLetters + b] : none;
}

} // namespace cw::dicom
