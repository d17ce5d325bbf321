// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Random.h"
#include "phantom/detail/Plane.h"
#include <vector>

namespace cw::phantom {

/// Where things are in a fundus picture, in px of the upright picture. Laid out as a right eye
/// (disc to the right of the fovea); a left eye is mirrored at the end.
struct FundusScene {
    core::FundusField field = core::FundusField::General;
    int width = 0, height = 0;
    core::PointPx centre;            ///< of the field of view
    double radiusX = 0, radiusY = 0; ///< of the field of view: a circle or an oval
    double pxPerDegree = 1;
    core::PointPx fovea, disc;
    double discRadius = 1; ///< horizontal; the disc is a little taller

    /// 0 at the centre, 1 on the edge of the field.
    double eccentricity(core::PointPx p) const;
    /// Inside the field by a margin of px.
    bool sees(core::PointPx p, double marginPx) const;
};

FundusScene layOut(core::FundusField field, core::Random random);

/// Main vessels as drawn, so that haemorrhages can follow a vein.
struct VesselTree {
    Plane veins, arteries; ///< 0..1 across the picture
    /// Points along the main vein of each quadrant: superior temporal, inferior temporal, superior
    /// nasal, inferior nasal.
    std::vector<std::vector<core::PointPx>> mainVeins;
};
VesselTree growVessels(const FundusScene& scene, core::Random random);

} // namespace cw::phantom
