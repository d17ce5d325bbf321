// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/SignedDistance.h"

#include <algorithm>
#include <cmath>

namespace cw::annotation::detail {

SignedDistance::SignedDistance(const core::Polygon& polygon) : m_polygon(polygon) {
    const auto& v = polygon.vertices;
    m_along.reserve(v.size());
    double length = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        m_along.push_back(length);
        length += core::distance(v[i], v[(i + 1) % v.size()]);
    }
}

double SignedDistance::toEdge(std::size_t edge, core::PointPx p) const {
    const auto& v = m_polygon.vertices;
    const auto a = v[edge], b = v[(edge + 1) % v.size()];
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

double SignedDistance::at(core::PointPx point) {
    const auto& v = m_polygon.vertices;
    double best = toEdge(m_nearest, point);
    for (std::size_t edge = 0; edge < v.size();) {
        const double d = toEdge(edge, point);
        if (d < best) {
            best = d;
            m_nearest = edge;
        }
        // Nothing less than d - best further along the outline can be nearer than the best: on to
        // the edge that reaches beyond.
        const double reach = core::distance(v[edge], point) - best;
        const auto next = std::upper_bound(m_along.begin() + static_cast<std::ptrdiff_t>(edge) + 1,
                                           m_along.end(), m_along[edge] + reach) -
                          m_along.begin();
        edge = std::max(edge + 1, static_cast<std::size_t>(next) - 1);
    }
    return core::contains(m_polygon, point) ? -best : best;
}

} // namespace cw::annotation::detail
