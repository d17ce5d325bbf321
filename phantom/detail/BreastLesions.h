// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/Phantom.h"
#include "phantom/detail/BreastShape.h"
#include "phantom/detail/Outline.h"
#include <optional>
#include <vector>

namespace cw::phantom {

/// What a patient's lesion is, before it is placed in a view. Contrast is in units of the picture's
/// grey range; sizes in mm.
struct BreastLesionPlan {
    bool malignant = false;
    bool mass = false, calcifications = false;
    double radiusMm = 0, contrast = 0, clusterMm = 0, specks = 0, speckContrast = 0;
    core::Laterality side = core::Laterality::Unknown;
    double depthShare = 0.5; ///< from nipple (0) to chest wall (1): about the same in both views
};
/// nullopt for normal, and for a lesion without contrast. contrast as PhantomPlan::lesionContrast.
std::optional<BreastLesionPlan> planLesion(const std::string& label, core::Random random,
                                           double contrast = 1);

/// A spot of calcium, drawn at the picture's full resolution.
struct Speck {
    core::PointPx at; ///< mm
    double lengthMm = 0.3, widthMm = 0.3, angle = 0;
    float contrast = 0.2F;
};

/// A lesion where it lies in one view.
struct PlacedLesion {
    std::optional<WavyDisc> mass; ///< mm
    bool spiculated = false;
    double contrast = 0;
    std::vector<Speck> specks;
    std::vector<TrueLesion> truth; ///< outlines in mm
};
PlacedLesion placeLesion(const BreastLesionPlan& plan, const BreastShape& shape,
                         core::Random random);

/// Single round specks that any breast may have, and calcified vessels now and then.
std::vector<Speck> harmlessSpecks(const BreastShape& shape, core::Random random);

} // namespace cw::phantom
