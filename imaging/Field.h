// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

namespace cw::imaging {

/// Where the breast is: 8-bit mask (255 = breast), largest component after Otsu on the smoothed
/// image, air and padding left out. Works for either polarity (MONOCHROME1).
Result<core::Image> breastMask(const core::Image& mammogram);
/// Side of the picture on which the breast meets its edge: 'L' or 'R' of the picture; 0 if unclear.
char chestWallSide(const core::Image& breastMask);
/// The circular or oval field of view of a fundus picture: 255 = retina.
Result<core::Image> fundusMask(const core::Image& rgb);

} // namespace cw::imaging
