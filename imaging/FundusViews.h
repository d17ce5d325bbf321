// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

namespace cw::imaging {

/// Ways to look at a fundus photograph.
enum class FundusView {
    Colour,        ///< as it was taken
    Green,         ///< the green channel alone: red-free; vessels and haemorrhages are dark
    GreenInverted, ///< the same turned over: haemorrhages and microaneurysms are bright
    Contrast,      ///< local contrast of the lightness (CLAHE), colours kept
    Normalised,    ///< the local average taken off every channel: no light falls off to the rim
    Red            ///< the red channel alone: edge of the disc, choroid
};

/// The picture in that view: 8 bits a sample, the same size, so that every point of image space
/// stays where it is. What lies outside the field of view is black in all views that would brighten
/// it. For looking, and no values are measured in it; a network is shown Normalised where its user
/// says so.
///
/// Contrast: CLAHE (Zuiderveld, Graphics Gems IV, 1994) with 8 x 8 tiles and clip limit 2 on L of
/// CIE L*a*b*. Normalised: Graham's (Kaggle diabetic retinopathy, 2015): 4 (v - mean) + 128 with a
/// Gaussian mean of one thirtieth of the field's radius, here of pixels inside the field alone.
/// Errors: Unsupported for anything but RGB of 8 bits.
Result<core::Image> fundusView(const core::Image& rgb, FundusView view);

} // namespace cw::imaging
