// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/Features.h"
#include "imaging/features/detail/LookedAt.h"

namespace cw::imaging::detail {

/// How well the picture was taken, inside its field (the whole picture where none is recognised),
/// reduced to 512 px; noise from up to 1024 px of the middle at full resolution. For outliers and
/// image quality:
/// - sharpness: Laplacian and gradient energy over the field's own contrast (Pertuz 2013, LAP_V and
///   GRA_V), share of detail in the finest octave
/// - noise: Immerkaer's estimate (CVIU 1996), share of the grey range
/// - exposure: mean, quantiles, shares at either end of the range; contrast; unevenness of light
/// - saturation (of colours) and fill (share of the picture that is field)
FeatureVector qualityBlock(const LookedAt& looked);

} // namespace cw::imaging::detail
