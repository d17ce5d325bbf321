// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/formats/AnnotationSet.h"
#include <cstdint>

namespace cw::dataset {

/// A window of pixels somewhere in an image; 1 = inside.
struct Bitmap {
    int left = 0, top = 0, width = 0, height = 0;
    std::vector<std::uint8_t> inside; ///< row by row
    bool at(int column, int row) const {
        return column >= 0 && row >= 0 && column < width && row < height &&
               inside[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(column)] != 0;
    }
};

/// Image space along the pixels' edges, so that the one rasteriser (core/Raster.h) paints the very
/// same pixels again. Pixels belong together that share an edge (4-connected); outer outlines run
/// clockwise on the screen, only corners are vertices. Costs the bitmap's area.
std::vector<Region> regionsOf(const Bitmap& bitmap);

/// The same pixels as simple outlines without holes, as a finding needs them: an area with a hole,
/// or one that meets itself at a corner, is cut along a row of pixels as often as it takes; so is
/// one of more corners than that.
std::vector<core::Polygon> simplePieces(const Bitmap& bitmap, std::size_t mostCorners = 8192);

/// The pixels whose centres are in the region, clipped to width x height. TooLarge beyond
/// core::Image::kMaxSamples, InvalidArgument for a size that is none.
Result<Bitmap> bitmapOf(const std::vector<Region>& regions, int width, int height);

} // namespace cw::dataset
