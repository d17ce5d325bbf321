// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include "core/Random.h"
#include <vector>

namespace cw::phantom {

/// A closed outline whose distance from the centre wavers with the angle: star-shaped, so simple.
class WavyDisc {
public:
    /// roughness: 0 round, 0.3 ragged; waves: how many harmonics share it.
    WavyDisc(core::PointPx centre, double radius, double aspect, double roughness, int waves,
             core::Random random);
    core::PointPx centre() const { return m_centre; }
    double radius() const { return m_radius; }
    /// Distance from the centre over the outline's in that direction: < 1 inside.
    double ratio(core::PointPx point) const;
    double radiusAt(double angle) const;
    core::Polygon polygon(int vertices) const;

private:
    core::PointPx m_centre;
    double m_radius, m_aspect, m_tilt;
    std::vector<double> m_amplitudes, m_phases;
};

/// Convex hull, counted once around; three or more points that are not on one line.
core::Polygon convexHull(std::vector<core::PointPx> points);
/// Catmull-Rom curve through the points, steps between two of them; the first and last only steer.
std::vector<core::PointPx> smoothCurve(const std::vector<core::PointPx>& through, int steps);
/// Coordinates cut to hundredths: what truth.json holds is what was meant.
core::Polygon rounded(core::Polygon polygon);
/// Left and right exchanged in a picture of that width.
core::Polygon mirrored(core::Polygon polygon, double width);

} // namespace cw::phantom
