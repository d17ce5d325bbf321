// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include <functional>
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// A matrix over the image's own samples, no copy; the image must outlive it and const holds by
/// convention only. U32 appears as CV_32S. Rgb stays in RGB order: swap for OpenCV's colour
/// functions.
cv::Mat viewOf(const core::Image& image);
/// Samples copied into an image of the given meaning. Internal for types core does not have.
Result<core::Image> imageFrom(const cv::Mat& matrix, core::PixelMeaning meaning);

/// One 32-bit float channel in [0,1] of the stored range, luma for Rgb, MONOCHROME1 turned over:
/// bright means dense or bright. Reduced so that the longer side is at most longSidePx.
cv::Mat greyFloat(const core::Image& image, int longSidePx);

/// The same for colour: three 32-bit float channels R, G, B in [0,1]; grey is spread over the
/// three.
cv::Mat rgbFloat(const core::Image& image, int longSidePx);

/// Area-averaged to the size that makes the longer side longSidePx; unchanged if already smaller.
cv::Mat reducedTo(const cv::Mat& matrix, int longSidePx);

/// Runs work at the module's edge: cv::Exception and bad_alloc become errors of the given code,
/// without the third party's text (it may quote the file).
Result<core::Image> guarded(ErrorCode code, const char* sentence,
                            const std::function<Result<core::Image>()>& work);

} // namespace cw::imaging::detail
