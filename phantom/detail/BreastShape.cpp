// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/BreastShape.h"

#include "core/Polygon.h"
#include "phantom/detail/Outline.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;

// Cranio-caudal: half of a superellipse, a little fuller on one side, a nipple in front.
void shapeCc(BreastShape& shape, const BreastBuild& build, core::Random& random) {
    const double centre = shape.heightMm * (0.5 + random.uniform(-0.03, 0.03));
    const double half = shape.heightMm * (0.34 + 0.1 * build.fullness);
    const double skew = random.uniform(-0.08, 0.08) * half;
    const double roundness = random.uniform(1.75, 2.1);
    shape.skin.push_back({-40, centre - half * 1.02});
    for (int i = 0; i <= 96; ++i) {
        const double angle = std::numbers::pi * (i / 96.0 - 0.5);
        const double c = std::cos(angle), s = std::sin(angle);
        shape.skin.push_back(
            {shape.depthMm * std::pow(std::max(c, 0.0), 2 / roundness),
             centre + skew * c * c + half * std::copysign(std::pow(std::abs(s), 2 / 2.25), s)});
    }
    shape.skin.push_back({-40, centre + half * 1.02});
    shape.nipple = {shape.depthMm, centre + skew};
    shape.glandCentre = {shape.depthMm * random.uniform(0.5, 0.58),
                         centre + skew + half * random.uniform(-0.12, 0.12)};
    shape.glandRadiusX = shape.depthMm * random.uniform(0.42, 0.5);
    shape.glandRadiusY = half * random.uniform(0.55, 0.72);
}

// Medio-lateral oblique: from the armpit down over the nipple to the fold under the breast.
void shapeMlo(BreastShape& shape, const BreastBuild& build, core::Random& random) {
    const double d = shape.depthMm, h = shape.heightMm;
    const double sag = 0.58 + 0.06 * build.fullness + random.uniform(-0.02, 0.02);
    const double axilla = random.uniform(0.58, 0.72);
    const std::vector<PointPx> through = {
        {axilla * 0.86 * d, -0.2 * h},  {axilla * 0.95 * d, -0.06 * h},
        {(axilla + 0.06) * d, 0.1 * h}, {(axilla + 0.2) * d, (sag - 0.33) * h},
        {0.94 * d, (sag - 0.14) * h},   {d, sag * h},
        {0.9 * d, (sag + 0.15) * h},    {0.62 * d, (sag + 0.25) * h},
        {0.27 * d, (sag + 0.305) * h},  {0.1 * d, (sag + 0.325) * h},
        {-0.1 * d, (sag + 0.34) * h},   {-0.5 * d, (sag + 0.36) * h}};
    shape.skin = smoothCurve(through, 12);
    shape.nipple = {d, sag * h};
    shape.glandCentre = {d * random.uniform(0.52, 0.6), h * (sag - random.uniform(0.07, 0.12))};
    shape.glandRadiusX = d * random.uniform(0.36, 0.44);
    shape.glandRadiusY = h * random.uniform(0.25, 0.31);
    shape.glandTilt = random.uniform(-0.5, -0.3);
    shape.pectoralWidthMm = d * random.uniform(0.36, 0.54);
    shape.pectoralHeightMm = h * (sag + random.uniform(-0.08, 0.06));
}

void raiseNipple(BreastShape& shape, core::Random& random) {
    const double height = random.uniform(2.0, 5.0), width = random.uniform(3.5, 5.0);
    std::vector<PointPx> denser;
    for (std::size_t i = 0; i + 1 < shape.skin.size(); ++i) {
        const PointPx a = shape.skin[i], b = shape.skin[i + 1];
        const int parts = core::distance(a, shape.nipple) < 25 ? 6 : 1;
        for (int k = 0; k < parts; ++k)
            denser.push_back({a.x + (b.x - a.x) * k / parts, a.y + (b.y - a.y) * k / parts});
    }
    denser.push_back(shape.skin.back());
    for (auto& point : denser) {
        const double away = (point.y - shape.nipple.y) / width;
        if (point.x > 0.5 * shape.depthMm)
            point.x += height * std::exp(-away * away * away * away);
    }
    shape.skin = std::move(denser);
}

// Distance to the skin on a coarse grid, by looking at every piece of the outline: exact, and the
// grid is small.
void measureDepth(BreastShape& shape) {
    const int columns = static_cast<int>(shape.widthMm / BreastShape::kCellMm) + 2;
    const int rows = static_cast<int>(shape.heightMm / BreastShape::kCellMm) + 2;
    // Closed far behind the chest wall, which is no skin.
    core::Polygon outline{shape.skin};
    outline.vertices.push_back({-100, shape.skin.back().y});
    outline.vertices.push_back({-100, shape.skin.front().y});
    shape.depthBelowSkin = Plane(columns, rows);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const PointPx at{(column + 0.5) * BreastShape::kCellMm,
                             (row + 0.5) * BreastShape::kCellMm};
            double nearest = 1e12;
            for (std::size_t i = 0; i + 1 < shape.skin.size(); ++i) {
                const PointPx a = shape.skin[i], b = shape.skin[i + 1];
                const double dx = b.x - a.x, dy = b.y - a.y;
                const double along = std::clamp(((at.x - a.x) * dx + (at.y - a.y) * dy) /
                                                    std::max(dx * dx + dy * dy, 1e-9),
                                                0.0, 1.0);
                const double ex = at.x - a.x - along * dx, ey = at.y - a.y - along * dy;
                nearest = std::min(nearest, ex * ex + ey * ey);
            }
            const double distance = std::sqrt(nearest);
            shape.depthBelowSkin.at(column, row) =
                static_cast<float>(core::contains(outline, at) ? distance : -distance);
        }
    }
}

} // namespace

double BreastShape::insidePectoral(PointPx mm) const {
    if (pectoralWidthMm <= 0)
        return -1e3;
    const double share = mm.x / pectoralWidthMm + mm.y / pectoralHeightMm;
    const double bulge =
        0.07 * std::sin(std::numbers::pi * std::clamp(mm.y / pectoralHeightMm, 0.0, 1.0));
    return (1 + bulge - share) * pectoralWidthMm * pectoralHeightMm /
           std::hypot(pectoralWidthMm, pectoralHeightMm);
}

double BreastShape::glandularity(PointPx mm) const {
    const double c = std::cos(glandTilt), s = std::sin(glandTilt);
    const double dx = mm.x - glandCentre.x, dy = mm.y - glandCentre.y;
    const double u = (c * dx + s * dy) / glandRadiusX, v = (c * dy - s * dx) / glandRadiusY;
    return 1 - (u * u + v * v);
}

bool BreastShape::hasRoomFor(PointPx mm, double radiusMm) const {
    return mm.x > radiusMm + 6 && mm.y > radiusMm + 6 && mm.y < heightMm - radiusMm - 6 &&
           belowSkin(mm) > radiusMm + 6 && insidePectoral(mm) < -(radiusMm + 3);
}

BreastShape shapeBreast(core::ViewPosition view, double widthMm, double heightMm,
                        const BreastBuild& build, core::Random random) {
    BreastShape shape;
    shape.view = view;
    shape.widthMm = widthMm;
    shape.heightMm = heightMm;
    shape.depthMm = widthMm * (build.depth + random.uniform(-0.02, 0.02));
    if (view == core::ViewPosition::CC)
        shapeCc(shape, build, random);
    else
        shapeMlo(shape, build, random);
    raiseNipple(shape, random);
    measureDepth(shape);
    return shape;
}

} // namespace cw::phantom
