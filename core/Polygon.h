// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Result.h"
#include <vector>

namespace cw::core {

/// A closed outline in image space; the last vertex joins the first and is not repeated.
struct Polygon {
    std::vector<PointPx> vertices;
    bool operator==(const Polygon&) const = default;
};

/// Area by the shoelace formula, never negative; 0 for fewer than three vertices.
double areaPx2(const Polygon& polygon);
/// Centre of area; the mean of the vertices where the area is 0.
PointPx centroid(const Polygon& polygon);
RectPx boundsOf(const Polygon& polygon);
/// Even-odd rule; a point on the left or top edge is in, on the right or bottom edge out.
bool contains(const Polygon& polygon, PointPx point);
/// No two edges cross or touch except neighbours at their shared vertex.
bool isSimple(const Polygon& polygon);
/// The rules for a polygon that may be stored: 3 or more finite vertices, simple, area > 0, inside
/// [0,width] x [0,height]. InvalidArgument with the broken rule otherwise.
Result<void> checkStorable(const Polygon& polygon, int width, int height);
/// Douglas-Peucker with the tolerance in pixels; keeps at least three vertices.
Polygon simplified(const Polygon& polygon, double tolerancePx);
double distance(PointPx a, PointPx b);
/// Distance from a point to the nearest edge of the outline, px.
double distanceToOutline(const Polygon& polygon, PointPx point);

/// Overlap of two polygons counted over pixel centres by the one rasteriser (core/Raster.h).
struct Overlap {
    double intersectionPx2 = 0, unionPx2 = 0;
    double iou() const { return unionPx2 > 0 ? intersectionPx2 / unionPx2 : 0; }
    double dice() const {
        const double sum = intersectionPx2 + unionPx2;
        return sum > 0 ? 2 * intersectionPx2 / sum : 0;
    }
};
/// Exact at pixel resolution; costs the area of the common bounding box.
Overlap overlap(const Polygon& a, const Polygon& b);

} // namespace cw::core
