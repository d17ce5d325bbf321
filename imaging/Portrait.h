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

/// Finds the pictures most like a given one: the `rank` others nearest by each of the upright, the
/// mirrored and the turned portrait (cosine), without those of the same group. A rank, not a
/// threshold: how alike different eyes are depends on the camera. Some 5 KB a picture.
class PortraitSearch {
public:
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    /// nullptr: no picture.
    explicit PortraitSearch(std::span<const Portrait* const> portraits);
    /// Pairs (first < second), sorted, each once, of the pictures from begin to end with all
    /// others. groupOf: by picture. Safe to call from several threads.
    Pairs nearest(std::span<const std::size_t> groupOf, std::size_t rank, std::size_t begin,
                  std::size_t end) const;

private:
    struct Rows {
        std::size_t size = 0; ///< of one
        std::vector<std::int16_t> values;
        std::vector<double> lengths; ///< 0: no picture, or nothing in it
    };
    template <std::size_t N>
    static Rows rowsOf(std::span<const Portrait* const> portraits,
                       std::array<std::int8_t, N> Portrait::*part);
    static void search(Pairs& pairs, const Rows& rows, std::span<const std::int16_t> queries,
                       std::span<const std::size_t> groupOf, std::size_t rank, std::size_t begin,
                       std::size_t end);
    Rows m_upright, m_turned;
};

} // namespace cw::imaging
