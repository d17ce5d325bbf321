// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace cw::imaging {

/// The picture as an eye or breast is looked for in it: 8-bit grey, longer side at most
/// kIdentitySide; green for colour (vessels are darkest there), MONOCHROME1 turned over, stretched
/// between the 0.5th and 99.5th percentile so that the window does not matter.
inline constexpr int kIdentitySide = 512;
Result<core::Image> identityPicture(const core::Image& image);

/// How the field of a picture (retina, breast) looks, small: what candidates are found by.
struct Portrait {
    static constexpr int kSide = 48, kRings = 16, kWaves = 24;
    /// Background-subtracted, 48 x 48 over the field's box; 0 outside the field. Unit length 127.
    std::array<std::int8_t, kSide * kSide> upright{};
    /// Strength of each wave around the field's centre, ring by ring: the same for a picture turned
    /// by any angle or mirrored. Unit length 127.
    std::array<std::int8_t, kRings * kWaves> turned{};
};

/// Of an identityPicture(). Errors: InvalidArgument where it is not 8-bit grey; Internal.
Result<Portrait> portraitOf(const core::Image& grey, core::ImageKind kind);

/// The pictures most like each one: for every picture the `rank` others nearest by each of the
/// upright, the mirrored and the turned portrait (cosine), without those of the same group. Pairs
/// (first < second), sorted, each once. A rank, not a threshold: how alike different eyes are
/// depends on the camera. Rows from begin to end alone are searched (against all), so that the work
/// can be shared out; portraits may hold nullptr (no picture).
std::vector<std::pair<std::uint32_t, std::uint32_t>>
nearestPairs(std::span<const Portrait* const> portraits, std::span<const std::size_t> groupOf,
             std::size_t rank, std::size_t begin, std::size_t end);

} // namespace cw::imaging
