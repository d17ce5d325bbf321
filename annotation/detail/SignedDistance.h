// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include <vector>

namespace cw::annotation::detail {

/// The distance of points to one outline, negative inside it. Exact; made for asking many points
/// that lie near each other. Three vertices or more.
class SignedDistance {
public:
    explicit SignedDistance(const core::Polygon& polygon);
    double at(core::PointPx point);

private:
    double toEdge(std::size_t edge, core::PointPx point) const;

    const core::Polygon& m_polygon;
    std::vector<double> m_along; ///< length of the outline up to each vertex
    std::size_t m_nearest = 0;   ///< edge nearest to the last point: a good guess for the next
};

} // namespace cw::annotation::detail
