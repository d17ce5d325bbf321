// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/Phantom.h"
#include "phantom/detail/Clinical.h"
#include "phantom/detail/FundusScene.h"

namespace cw::phantom {

/// Lesions as layers over the retina, each 0..1 a pixel, and their outlines in px.
struct FundusLesions {
    Plane blood;  ///< haemorrhages and microaneurysms
    Plane yellow; ///< exudates and drusen
    Plane pale;   ///< laser scars, cotton wool, thinned nerve fibre layer is negative
    std::vector<TrueLesion> truth;
};
FundusLesions paintLesions(const FundusScene& scene, const VesselTree& vessels,
                           const EyeSigns& signs, core::Random random);

} // namespace cw::phantom
