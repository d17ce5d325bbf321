// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>

namespace cw::anonymizer {

/// What the ICC profile of a picture makes of its colours. The profile itself goes: its
/// descriptions name cameras, programs and people.
enum class ColourProfile {
    None,
    LikeSrgb, ///< nothing is lost: sRGB is what readers take for granted
    Other     ///< wider or different: without it colours look different, values stay
};

/// Of a JPEG (APP2) or PNG (iCCP). What cannot be read is Other.
ColourProfile colourProfileOf(std::span<const std::byte> picture);
/// Of the profile itself, by its colorants (ICC.1:2010 9.2, 10.18).
ColourProfile colourProfileFrom(std::span<const std::byte> icc);

} // namespace cw::anonymizer
