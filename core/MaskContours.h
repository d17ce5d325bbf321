// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Polygon.h"
#include <vector>

namespace cw::core {

/// One 4-connected region of a mask by its pixels' edges, image space: vertices are whole numbers,
/// edges run along rows and columns. Neither line touches itself.
struct MaskRegion {
    Polygon outline;            ///< clockwise on the screen
    std::vector<Polygon> holes; ///< counter-clockwise
    bool operator==(const MaskRegion&) const = default;
};

/// Every region of an 8-bit mask (0 outside, all else inside), by its first pixel in reading order.
/// Exact: the outlines without the holes, rasterised (core/Raster.h), are the mask again, bit for
/// bit. Regions that meet only at a corner are two. TooLarge: a mask of noise, more than five
/// million corners or twenty thousand lines. InvalidArgument: no 8-bit grey image.
Result<std::vector<MaskRegion>> regionsOf(const Image& mask);

} // namespace cw::core
