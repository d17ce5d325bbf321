// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Comparison.h"

namespace cw::annotation::detail {

/// What two readers marked on one image, each sorted by id. The first reader is the one whose name
/// comes first, not the one called A.
struct SameImage {
    std::vector<const Finding*> first, second;
};

/// The unit in which the distances of an image are compared with the rules' thresholds.
struct ImageScale {
    PixelSize unit;                         ///< mm a pixel, or 1
    double centreDistance;                  ///< threshold in that unit
    double smallLesion = 0;                 ///< in that unit; 0: what is small is not known here
    std::optional<core::SpacingMm> spacing; ///< a physical one, for distances in mm
};
/// attributes: nullptr where nothing is known. The disc's diameter is the mean of the readers'.
ImageScale scaleOf(const core::ImageAttributes* attributes, std::optional<double> discDiameterPx,
                   const ComparisonRules& rules);

/// Every lesion once, in a pair or alone; a is of the first reader. TooLarge.
Result<std::vector<LesionPair>> matchedOnImage(const core::ImageId& image, const SameImage& found,
                                               const ImageScale& scale,
                                               const ComparisonRules& rules);

} // namespace cw::annotation::detail
