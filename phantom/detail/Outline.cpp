// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/Outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::phantom {

using core::PointPx;

WavyDisc::WavyDisc(PointPx centre, double radius, double aspect, double roughness, int waves,
                   core::Random random)
    : m_centre(centre), m_radius(radius), m_aspect(aspect),
      m_tilt(random.uniform(0, std::numbers::pi)) {
    for (int wave = 2; wave < 2 + waves; ++wave) {
        m_amplitudes.push_back(roughness * random.uniform(0.4, 1.0) / std::sqrt(wave));
        m_phases.push_back(random.uniform(0, 2 * std::numbers::pi));
    }
}

double WavyDisc::radiusAt(double angle) const {
    const double c = std::cos(angle - m_tilt), s = std::sin(angle - m_tilt);
    double radius = m_radius / std::sqrt(c * c + s * s * m_aspect * m_aspect);
    double wave = 1;
    for (std::size_t i = 0; i < m_amplitudes.size(); ++i)
        wave += m_amplitudes[i] * std::cos(static_cast<double>(i + 2) * angle + m_phases[i]);
    return radius * std::max(wave, 0.35);
}

double WavyDisc::ratio(PointPx point) const {
    const double dx = point.x - m_centre.x, dy = point.y - m_centre.y;
    return std::hypot(dx, dy) / radiusAt(std::atan2(dy, dx));
}

core::Polygon WavyDisc::polygon(int vertices) const {
    core::Polygon outline;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices, r = radiusAt(angle);
        outline.vertices.push_back(
            {m_centre.x + r * std::cos(angle), m_centre.y + r * std::sin(angle)});
    }
    return outline;
}

core::Polygon convexHull(std::vector<PointPx> points) {
    std::sort(points.begin(), points.end(),
              [](PointPx a, PointPx b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3)
        return {points};
    std::vector<PointPx> hull;
    const auto turnsLeft = [&](PointPx p) {
        const PointPx a = hull[hull.size() - 2], b = hull.back();
        return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 1e-9;
    };
    const auto sweep = [&](auto first, auto last) {
        const std::size_t kept = hull.size();
        for (auto p = first; p != last; ++p) {
            while (hull.size() >= kept + 2 && !turnsLeft(*p))
                hull.pop_back();
            hull.push_back(*p);
        }
        hull.pop_back(); // the end of one half is the start of the other
    };
    sweep(points.begin(), points.end());
    sweep(points.rbegin(), points.rend());
    return {hull};
}

std::vector<PointPx> smoothCurve(const std::vector<PointPx>& through, int steps) {
    std::vector<PointPx> curve;
    for (std::size_t i = 1; i + 2 < through.size(); ++i) {
        const PointPx a = through[i - 1], b = through[i], c = through[i + 1], d = through[i + 2];
        for (int k = 0; k < steps; ++k) {
            const double t = static_cast<double>(k) / steps, t2 = t * t, t3 = t2 * t;
            const auto mix = [&](double p, double q, double r, double s) {
                return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t2 +
                              (3 * q - p - 3 * r + s) * t3);
            };
            curve.push_back({mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)});
        }
    }
    return curve;
}

core::Polygon rounded(core::Polygon polygon) {
    for (auto& vertex : polygon.vertices)
        vertex = {std::round(vertex.x * 100) / 100, std::round(vertex.y * 100) / 100};
    return polygon;
}

core::Polygon mirrored(core::Polygon polygon, double width) {
    for (auto& vertex : polygon.vertices)
        vertex.x = width - vertex.x;
    return polygon;
}

} // namespace cw::phantom
