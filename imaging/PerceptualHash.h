// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include "core/ImageAttributes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace cw::imaging {

/// The eight ways in which a copy may lie: 4 = rows and columns swapped first, then 2 = upside
/// down, then 1 = left and right swapped. 0 is the picture as it is.
inline constexpr int kOrientations = 8;
inline constexpr int kThumbnailSide = 64;

/// How a picture looks, in 64 bits twice, and small.
struct PerceptualHash {
    /// [o]: of the picture turned by o. Signs of the 64 lowest cosine coefficients of the picture
    /// averaged to 32 x 32, against their median, without those of the first row and column
    /// (Zauner 2010, "Implementation and benchmarking of perceptual image hash functions", 3.2.1).
    std::array<std::uint64_t, kOrientations> dct{};
    /// [o]: whether brightness falls by a hundredth of the range and more between neighbours in a
    /// row of a picture averaged to 9 x 8 (Krawetz 2013, dHash).
    std::array<std::uint64_t, kOrientations> difference{};
    /// 64 x 64, its local contrast: brightness less its neighbourhood's mean, by the
    /// neighbourhood's spread, in 1/40. What two pictures of one kind share (the round field, the
    /// breast's outline) weighs little in it.
    std::array<std::int8_t, kThumbnailSide * kThumbnailSide> detail{};
    bool operator==(const PerceptualHash&) const = default;
};

/// What recognises a picture again after other encoding, another size, a turn or a cut margin.
struct Fingerprint {
    PerceptualHash whole;
    std::optional<PerceptualHash> field; ///< of the field alone, where it is not nearly the whole
    std::string pixelSha256;             ///< pixelHash()
    bool operator==(const Fingerprint&) const = default;
};

/// The box of the breast or of the round field of view, in pixels of the image; nothing where it
/// is not recognised, or for other kinds.
std::optional<core::RectPx> fieldBox(const core::Image& image, core::ImageKind kind);

/// SHA-256 of the decoded pixels: equal for the same picture in two lossless encodings. Hashed are
/// the line "WIDTH HEIGHT SAMPLES BYTES\n" in ASCII and the samples, little endian, interleaved,
/// row by row.
std::string pixelHash(const core::Image& image);

/// Errors: InvalidArgument for a picture without pixels; Internal.
Result<Fingerprint> fingerprintOf(const core::Image& image,
                                  const std::optional<core::RectPx>& field);

/// Bits that differ (Hamming distance).
int distance(std::uint64_t a, std::uint64_t b);
/// Normalised correlation of the two details, -1 to 1, of a turned by the orientation with b.
/// 0 where one of them has no detail.
double correlation(const PerceptualHash& a, int orientation, const PerceptualHash& b);

} // namespace cw::imaging
