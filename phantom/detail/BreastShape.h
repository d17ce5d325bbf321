// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Random.h"
#include "phantom/detail/Plane.h"
#include <optional>
#include <vector>

namespace cw::phantom {

/// A compressed breast on the detector. Millimetres, x from the chest wall towards the nipple, y
/// down from the upper edge: a left breast as stored; right breasts are mirrored at the end.
struct BreastShape {
    core::ViewPosition view = core::ViewPosition::CC;
    double widthMm = 0, heightMm = 0; ///< of the detector
    double depthMm = 0;               ///< chest wall to nipple
    core::PointPx nipple;
    core::PointPx glandCentre;
    double glandRadiusX = 0, glandRadiusY = 0, glandTilt = 0;
    double pectoralWidthMm = 0, pectoralHeightMm = 0; ///< MLO: muscle along the two edges; 0 in CC
    std::vector<core::PointPx> skin;                  ///< outline, open towards the chest wall
    Plane depthBelowSkin;                             ///< mm, positive inside, every kCellMm

    static constexpr double kCellMm = 2.0;
    double belowSkin(core::PointPx mm) const {
        return static_cast<double>(sampled(depthBelowSkin, mm.x / kCellMm, mm.y / kCellMm));
    }
    /// Positive inside the muscle, mm from its edge; very negative in CC.
    double insidePectoral(core::PointPx mm) const;
    /// 1 in the heart of the glandular disc, 0 on its rim, negative outside.
    double glandularity(core::PointPx mm) const;
    /// Room for a lesion of that radius: below the skin, off the muscle and off the chest wall.
    bool hasRoomFor(core::PointPx mm, double radiusMm) const;
};

/// What the four views of a patient share.
struct BreastBuild {
    double depth = 0.5;    ///< share of the detector's width
    double fullness = 0.5; ///< share of its height
};

BreastShape shapeBreast(core::ViewPosition view, double widthMm, double heightMm,
                        const BreastBuild& build, core::Random random);

} // namespace cw::phantom
