// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Polygon.h"
#include <optional>

namespace cw::imaging {

/// Where the breast is: 8-bit mask (255 = breast), largest component after Otsu on the smoothed
/// image, air and padding left out. Works for either polarity (MONOCHROME1).
Result<core::Image> breastMask(const core::Image& mammogram);
/// Side of the picture on which the breast meets its edge: 'L' or 'R' of the picture; 0 if unclear.
char chestWallSide(const core::Image& breastMask);
/// The circular or oval field of view of a fundus picture: 255 = retina.
Result<core::Image> fundusMask(const core::Image& rgb);
/// The field of view as an outline that cuts nothing off: convex hull of the mask, one hundredth of
/// its radius wider. Nothing where no field is recognised: its outline leaves the picture all
/// around, is too small, or is far from convex.
std::optional<core::Polygon> fundusFieldOutline(const core::Image& rgb);

} // namespace cw::imaging
