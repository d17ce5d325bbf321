// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include <optional>
#include <vector>

namespace cw::annotation {

/// What a pen does to outlines, beyond single vertices. Image space. All results are without holes
/// and clockwise on the screen (y down); where a result has several pieces, the largest is meant.
/// Whether it may be stored is still for core::checkStorable to say.
///
/// Union and difference by Clipper 6 (Johnson; the algorithm of Vatti, CACM 35, 1992), on a grid of
/// 1/1024 px.

core::Polygon disc(core::PointPx centre, double radius, int corners = 24);
/// Inscribed in the box from one corner to the other; 48 corners: area 0.3 % short of the ellipse.
core::Polygon ellipse(core::PointPx corner, core::PointPx opposite);
/// What a disc covers while it moves in a straight line.
core::Polygon sweptDisc(core::PointPx from, core::PointPx to, double radius);
/// The convex hull of discs around the points: the outline of a cluster. Empty without points.
core::Polygon hullAround(const std::vector<core::PointPx>& points, double margin);
/// The convex hull of an outline's vertices.
core::Polygon convexHull(const core::Polygon& polygon);

/// Both together; nothing if they lie apart.
std::optional<core::Polygon> joined(const core::Polygon& a, const core::Polygon& b);
/// What both cover; nothing if they lie apart.
std::optional<core::Polygon> common(const core::Polygon& a, const core::Polygon& b);
/// a without b; nothing if nothing is left.
std::optional<core::Polygon> without(const core::Polygon& a, const core::Polygon& b);
/// What lies in [0,width] x [0,height]; nothing if nothing does.
std::optional<core::Polygon> clipped(const core::Polygon& polygon, int width, int height);
/// Two pieces along an open line that crosses the outline exactly twice, the larger first; together
/// they have exactly the area of the whole. Nothing for any other line.
std::optional<std::pair<core::Polygon, core::Polygon>> cut(const core::Polygon& polygon,
                                                           const std::vector<core::PointPx>& line);

/// Corners rounded (Chaikin, 1974, two passes), then thinned to the tolerance, px.
core::Polygon smoothed(const core::Polygon& polygon, double tolerancePx);
core::Polygon moved(core::Polygon polygon, double dx, double dy);

} // namespace cw::annotation
