// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/features/detail/LookedAt.h"

namespace cw::imaging::detail {

/// An uncut, unreduced part of a picture.
struct Patch {
    cv::Rect part; ///< of the stored picture
    cv::Mat grey;  ///< 32-bit float (luma), bright = dense, 0 to 1 of the stored range
};
/// Around the middle of the field (of the picture where none is recognised), at most side px in
/// each direction. Its corner lies at multiples of 16 px of the stored picture, where the blocks of
/// a JPEG begin.
Patch fieldPatch(const LookedAt& looked, int side);

/// The highest value that the picture's bits hold; 255 for floating-point samples.
double highestLevel(const core::Image& image);

} // namespace cw::imaging::detail
