// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Blanking.h"
#include "dicom/detail/BlackGround.h"

namespace cw::dicom {

/// Whole pixels: [left, right) x [top, bottom), inside the image.
struct PixelRect {
    int left = 0, top = 0, right = 0, bottom = 0;
    bool holds(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
};

/// Blanks cells that lie pixel by pixel, samples interleaved.
void blankCells(std::span<std::byte> cells, std::size_t cellBytes, int columns, int samples,
                const BlackGround& black, std::span<const PixelRect> rects);

/// Blanks the frames of uncompressed pixel data; rects of each frame.
Result<void> blankNative(Instance& instance, const FrameLayout& layout,
                         const std::vector<std::vector<PixelRect>>& rects);
/// The same for compressed ones.
Result<Blanked> blankCoded(Instance& instance, const FrameLayout& layout,
                           const std::vector<std::vector<PixelRect>>& rects,
                           const JpegBlanker& blanker);

} // namespace cw::dicom
