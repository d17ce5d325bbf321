// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"

namespace cw::imaging {

/// What a picture's brightness says about it, from the picture reduced to 512 px.
struct PixelMeasures {
    double spread = 0;     ///< standard deviation of brightness, of the range that the bits hold
    double fieldShare = 0; ///< of the picture that is breast or retina, 0 to 1; 0: none recognised
    double saturated = 0;  ///< share of the field at the picture's brightest level
    double crushed = 0;    ///< share of the field at the picture's darkest level
    char chestWall = 0;    ///< of a mammogram: 'L' or 'R' of the picture, 0 if unclear
};
/// Errors: InvalidArgument (no pixels), Internal.
Result<PixelMeasures> measuresOf(const core::Image& image, core::ImageKind kind);

/// Nothing to see: constant, or neither breast nor retina in it.
bool isBlank(const PixelMeasures& measures, core::ImageKind kind);
/// A third and more of the field has lost its differences at one end.
bool isSaturated(const PixelMeasures& measures);

} // namespace cw::imaging
