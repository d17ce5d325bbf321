// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusLandmarks.h"
#include <array>
#include <string>

namespace cw::imaging::detail {

struct FundusZone {
    std::string name;
    cv::Mat mask;
};
/// Retina by distance from the centre of the field, the disc and its surround left out.
struct FundusZones {
    cv::Mat field;                   ///< all of it, disc included
    cv::Mat retina;                  ///< without rim and disc
    std::array<FundusZone, 3> named; ///< "inner" (< 0.35 of the radius), "middle" (< 0.7), "outer"
    std::array<cv::Mat, 4> quadrants;
};
FundusZones zonesOf(const cv::Mat& mask, const FundusLandmarks& landmarks);

/// Bright lesions (exudate, drusen), dark lesions (haemorrhage, microaneurysm) and vessels, by
/// zone: top-hat and Hessian blobs of the green channel over its own background. Also how unequal
/// the quadrants are, since a vein occlusion takes one.
void addLesions(const cv::Mat& rgb, const FundusZones& zones, const FundusLandmarks& landmarks,
                FeatureList& features);

} // namespace cw::imaging::detail
