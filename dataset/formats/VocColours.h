// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>

namespace cw::dataset {

/// The colour map of the VOC development kit (VOClabelcolormap): the bits of the index are dealt to
/// red, green and blue, most significant first, so that it can be turned round.
using VocColour = std::array<std::uint8_t, 3>;

constexpr VocColour vocColourOf(std::uint32_t index) {
    VocColour colour{};
    for (unsigned bit = 0; bit < 8; ++bit, index >>= 3)
        for (unsigned c = 0; c < 3; ++c)
            colour[c] = static_cast<std::uint8_t>(colour[c] | ((index >> c & 1U) << (7 - bit)));
    return colour;
}

/// Different colours give different indices, whatever the map (up to 2^24).
constexpr std::uint32_t vocIndexOf(const VocColour& colour) {
    std::uint32_t index = 0;
    for (unsigned bit = 0; bit < 8; ++bit)
        for (unsigned c = 0; c < 3; ++c)
            index |= static_cast<std::uint32_t>(colour[c] >> (7 - bit) & 1) << (3 * bit + c);
    return index;
}

} // namespace cw::dataset
