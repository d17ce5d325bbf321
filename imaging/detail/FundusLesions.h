// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusLandmarks.h"
#include "imaging/detail/FundusStructure.h"
#include "imaging/detail/FundusZones.h"

namespace cw::imaging::detail {

/// The green channel over its own background: 0 = as the surround, -0.2 = a fifth darker. The
/// camera's light falls out of it. 0 outside the field.
cv::Mat greenContrast(const cv::Mat& rgb, const cv::Mat& field, const FundusLandmarks& landmarks);

/// The contrast's structure at the sizes of lesions and vessels; the last at half its size.
struct FundusScales {
    FundusStructure small, medium, large;
};
FundusScales scalesOf(const cv::Mat& contrast, double radius);

/// Bright lesions (exudate, drusen) and dark ones (haemorrhage, microaneurysm) by zone, both
/// polarities alike:
/// - blobs at three sizes, vessels fall away: mean of the top 0.3 % and, in the whole field and the
///   macula, their number
/// - top-hats at two sizes, which streaks pass too: mean of the top 2 %
/// - how unequal the quadrants are, since a vein occlusion takes one
void addLesions(const cv::Mat& contrast, const FundusScales& scales, const FundusZones& zones,
                double radius, FeatureList& features);

} // namespace cw::imaging::detail
