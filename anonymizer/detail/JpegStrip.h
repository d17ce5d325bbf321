// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <span>
#include <vector>

namespace cw::anonymizer {

struct StrippedPicture {
    std::vector<std::byte> bytes;
    int cut = 0; ///< segments, chunks and trailers that were left out
};

/// Where the output may carry an EXIF Orientation (1 to 8): 1 writes none.
struct Orientation {
    int value = 1;
};

/// Rewrites a JPEG from an allow list: SOI, JFIF without its thumbnail, Adobe's colour transform,
/// tables, frame, scans, restarts, EOI. Every other segment, bytes between segments, surplus bytes
/// inside them and all that follows EOI are left out; entropy-coded data are copied. Malformed if
/// the file ends before EOI or its segments contradict themselves.
Result<StrippedPicture> stripJpeg(std::span<const std::byte> jpeg, Orientation orientation);

/// Same for PNG: IHDR, PLTE, IDAT, IEND, tRNS, sRGB, gAMA, cHRM with right checksums. Malformed for
/// a broken chunk.
Result<StrippedPicture> stripPng(std::span<const std::byte> png, Orientation orientation);

} // namespace cw::anonymizer
