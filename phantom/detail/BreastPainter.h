// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/BreastLesions.h"
#include "phantom/detail/BreastShape.h"

namespace cw::phantom {

/// What the picture of one breast is made of, besides its shape.
struct BreastTissue {
    char density = 'b';    ///< BI-RADS composition a to d
    double brightness = 1; ///< of the whole picture; by device and patient, never by label
    double noise = 0.012;  ///< standard deviation of quantum noise, share of the grey range
};

/// The breast as grey values 0..1, air 0: chest wall at the left edge. pixelMm is the spacing.
Plane paintBreast(const BreastShape& shape, const BreastTissue& tissue, const PlacedLesion& lesion,
                  double pixelMm, core::Random random);

/// 12 bits in 16, mirrored for a right breast, turned over for MONOCHROME1.
Result<core::Image> twelveBit(const Plane& grey, bool mirrored, core::PixelMeaning meaning);

} // namespace cw::phantom
