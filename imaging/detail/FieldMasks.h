// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// 255 where the breast is; grey in [0,1], bright = dense, any size (500 to 1000 px is enough).
cv::Mat breastMaskOf(const cv::Mat& grey);
/// 255 where retina is; 32-bit float RGB in [0,1].
cv::Mat fundusMaskOf(const cv::Mat& rgb);
/// The largest connected white region, its holes filled; empty stays empty.
cv::Mat largestFilled(const cv::Mat& mask);

} // namespace cw::imaging::detail
