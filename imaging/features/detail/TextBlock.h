// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/Features.h"
#include "imaging/features/detail/LookedAt.h"

namespace cw::imaging::detail {

/// Places that look like writing (TextBoxes.h): how many, how much of the picture, how clear,
/// where, and how much of it outside the field. A picture too small for letters has none.
Result<FeatureVector> textBlock(const LookedAt& looked);

} // namespace cw::imaging::detail
