// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Polygon.h"
#include <vector>

namespace cw::core {

/// Pixels [firstColumn, endColumn) of one row.
struct Span {
    int row = 0, firstColumn = 0, endColumn = 0;
    bool operator==(const Span&) const = default;
};

/// The one rasteriser: even-odd, a pixel is in when its centre is in, ties half-open to the left
/// and top. Spans sorted by row, then column; may lie at negative indices if the polygon does.
/// (cv::fillPoly paints 100 pixels for a 9 x 9 square; this paints 81.)
std::vector<Span> spansOf(const Polygon& polygon);

/// An 8-bit image, 255 inside and 0 outside, clipped to width x height.
Result<Image> maskOf(const Polygon& polygon, int width, int height);

} // namespace cw::core
