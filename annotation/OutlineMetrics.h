// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include <optional>
#include <vector>

namespace cw::annotation {

/// How two outlines of one thing differ. Image space, px, unless a scale is given.

/// The overlap of two polygons as areas, not as counted pixels: shoelace areas, intersection by
/// Clipper 6 (decision 0088) on a grid of less than 1e-6 px, even-odd. Good to 1e-9 of the larger
/// area. A pair whose boxes lie apart costs nothing. Two outlines of more than 50,000 vertices
/// together are counted over pixel centres (core::overlap): a crossed scribble of that size would
/// have more crossings than memory.
core::Overlap exactOverlap(const core::Polygon& a, const core::Polygon& b);

/// The vertices, and on every edge as many further points, evenly spaced, as leave no gap wider
/// than the step: ceil(length / step) - 1. In the order of the outline.
std::vector<core::PointPx> densified(const core::Polygon& polygon, double stepPx = 0.5);

/// Distances between two outlines, densified to 0.5 px: d(a) is the distance of a point of A to the
/// nearest point of B, d(b) the other way round.
struct OutlineDistances {
    double hausdorff = 0;   ///< the larger of max d(a) and max d(b): Hausdorff
    double hausdorff95 = 0; ///< the larger of both 95th percentiles, linearly interpolated: HD95
    double average = 0;     ///< mean of all d(a) and d(b) together: ASD, symmetric
};
/// Units of a pixel's two sides, for distances in mm.
struct PixelSize {
    double x = 1, y = 1;
};
/// Nothing where a distance is not defined: an outline without area, points that are not finite, or
/// outlines of more than 250,000 points, which no lesion has.
std::optional<OutlineDistances> outlineDistances(const core::Polygon& a, const core::Polygon& b,
                                                 PixelSize pixel = {});

} // namespace cw::annotation
