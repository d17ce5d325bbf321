// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "imaging/Picture.h"
#include <cstddef>
#include <cstdint>
#include <span>

namespace cw::imaging::detail {

/// What the file says of itself before a pixel is decoded. Sizes are claims: check them.
struct PictureHeader {
    PictureFormat format = PictureFormat::Jpeg;
    std::uint64_t width = 0, height = 0;
    int channels = 1; ///< as stored, alpha included
    int bitsPerSample = 8;
    int orientation = 1;      ///< EXIF or TIFF Orientation 1..8; 1 where absent or out of range
    bool whiteIsZero = false; ///< TIFF photometric 0
    int pages = 1;            ///< TIFF directories in a row
    bool partly = false;      ///< transparency, or a TIFF of inks: more than an image holds
    std::size_t orientationValueOffset = 0; ///< TIFF: where the value stands; 0 if absent
};

/// Reads headers only, bounded by the bytes given. Malformed, Unsupported, or TooLarge when the
/// picture claims more than core::Image::kMaxSamples.
Result<PictureHeader> readHeader(std::span<const std::byte> bytes);

/// JPEG (ITU-T T.81 B.2): markers are walked to the end, so a file cut short is Malformed.
Result<PictureHeader> readJpegHeader(std::span<const std::byte> bytes);
/// TIFF 6.0 and BigTIFF, first directory.
Result<PictureHeader> readTiffHeader(std::span<const std::byte> bytes);
/// Orientation of an EXIF block (a TIFF structure); 1 where absent, unreadable or out of range.
int orientationOfExif(std::span<const std::byte> tiff);

} // namespace cw::imaging::detail
