// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// Places in a fundus picture, px of the picture they were found in.
struct FundusLandmarks {
    cv::Point2d centre; ///< of the field of view
    double radius = 1;  ///< of a circle of the same area as the field
    cv::Point2d disc;   ///< centre of the optic disc
    double discRadius = 1;
    bool discFound = false; ///< the brightest blob stands out and vessels meet there
    /// The darkest place where the fovea is to be looked for: about 4.8 disc radii from the disc
    /// towards the middle of the field. The middle itself where no disc is found.
    cv::Point2d fovea;
    bool crop = false; ///< no dark surround: the picture is a cut-out around the disc
};

/// rgb: 32-bit float in [0,1]; mask as of fundusMaskOf().
FundusLandmarks findLandmarks(const cv::Mat& rgb, const cv::Mat& mask);

} // namespace cw::imaging::detail
