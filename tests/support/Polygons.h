// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include <cmath>
#include <numbers>

namespace cw::testing {

inline core::Polygon square(double left, double top, double side) {
    return {{{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}};
}

/// A star-shaped, hence simple, outline whose radii are given; none may be 0.
template <class Radii>
core::Polygon starShaped(core::PointPx centre, const Radii& radii) {
    core::Polygon polygon;
    const auto n = static_cast<double>(radii.size());
    for (std::size_t i = 0; i < radii.size(); ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / n;
        polygon.vertices.push_back(
            {centre.x + radii[i] * std::cos(angle), centre.y + radii[i] * std::sin(angle)});
    }
    return polygon;
}

} // namespace cw::testing
