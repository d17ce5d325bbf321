// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// A picture made ready once for all blocks.
struct LookedAt {
    const core::Image& image;
    core::ImageKind kind;
    cv::Mat colour; ///< 32-bit float in [0,1] of the stored range, 512 px: R, G, B; grey: 1 channel
    cv::Mat grey;   ///< the same, one channel
    cv::Mat field;  ///< 255 where breast or retina is; all 0 where none is recognised
};

/// kind decides the channels: mammography is grey, all others are R, G, B.
LookedAt lookedAt(const core::Image& image, core::ImageKind kind);

/// The mask of the breast or retina for a picture made by greyFloat() or rgbFloat(); all 0 where
/// none is recognised or the picture shows nothing.
cv::Mat fieldOf(const cv::Mat& colour, core::ImageKind kind);

} // namespace cw::imaging::detail
