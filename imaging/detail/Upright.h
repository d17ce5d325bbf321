// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// The decoder's matrix (8- or 16-bit, 1 channel or BGR) as an upright image: EXIF Orientation 1..8
/// (EXIF 2.32, 4.6.4) applied to the pixels and BGR turned to RGB, in one pass.
Result<core::Image> uprightImage(const cv::Mat& decoded, int orientation,
                                 core::PixelMeaning greyMeaning);

} // namespace cw::imaging::detail
