// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/Features.h"
#include "imaging/features/detail/LookedAt.h"

namespace cw::imaging::detail {

/// Traces of a lossy JPEG in pixels, from up to 512 x 512 px in the middle of the field at full
/// resolution:
/// - seams: mean step between neighbours at each 8th pixel over that elsewhere, by rows and by
///   columns (1 = none), where the grid lies most plainly if the picture was cut afterwards, and at
///   each 16th pixel of the colour (halved chroma)
/// - cut-off: of 8 x 8 cosine coefficients, shares that are nearly zero in a middle and a high
/// band,
///   the highest band that holds more than rounding, and how steeply energy falls
/// In grey levels of the stored samples: rounding leaves less than one of them.
FeatureVector compressionBlock(const LookedAt& looked);

} // namespace cw::imaging::detail
