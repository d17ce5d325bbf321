// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/Features.h"
#include "imaging/features/detail/LookedAt.h"

namespace cw::imaging::detail {

// Blocks that say nothing of what a breast or retina shows: Blocks.h.

FeatureVector sizeBlock(const LookedAt& looked);
/// Ring of 3 % of the shorter side: each side's and corner's brightness, the ring's spread and
/// shares of black and white.
FeatureVector borderBlock(const LookedAt& looked);
/// Moments, quantiles and ratios of the channels over the whole picture.
FeatureVector colourBlock(const LookedAt& looked);
/// What lies outside the field, by a margin of 2 % so that its glow does not count. The field's
/// size and outline do not count either: they are anatomy. All 0 where no field is recognised or
/// it fills the picture.
FeatureVector blankedBlock(const LookedAt& looked);

} // namespace cw::imaging::detail
