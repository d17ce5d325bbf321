// SPDX-License-Identifier: Apache-2.0
#include "imaging/Resample.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

cv::Size sizeFor(const core::Image& image, int longSidePx) {
    const double factor = static_cast<double>(longSidePx) / std::max(image.width(), image.height());
    return {std::max(1, static_cast<int>(std::lround(image.width() * factor))),
            std::max(1, static_cast<int>(std::lround(image.height() * factor)))};
}

// cv::resize has no 8-bit signed and 32-bit integer kernels: those go through double; unsigned
// 32-bit values are lifted out of the sign bit on the way.
cv::Mat resizedThroughDouble(const core::Image& image, cv::Size size, int interpolation) {
    cv::Mat wide, result;
    detail::viewOf(image).convertTo(wide, CV_64F);
    const bool isUnsigned = image.sampleType() == core::SampleType::U32;
    if (isUnsigned)
        cv::add(wide, 4294967296.0, wide, wide < 0);
    cv::resize(wide, result, size, 0, 0, interpolation);
    if (isUnsigned)
        cv::subtract(result, 4294967296.0, result, result > 2147483647.0);
    return result;
}

Result<core::Image> resizeTo(const core::Image& image, int longSidePx) {
    const cv::Size size = sizeFor(image, longSidePx);
    const int interpolation = size.width <= image.width() && size.height <= image.height()
                                  ? cv::INTER_AREA
                                  : cv::INTER_LINEAR;
    CW_TRY(auto target, core::Image::create(size.width, size.height, image.samplesPerPixel(),
                                            image.sampleType(), image.meaning()));
    target.setBitsStored(image.bitsStored());
    cv::Mat view = detail::viewOf(target);
    const bool direct = image.sampleType() != core::SampleType::S8 && view.depth() != CV_32S;
    if (direct)
        cv::resize(detail::viewOf(image), view, size, 0, 0, interpolation);
    else
        resizedThroughDouble(image, size, interpolation).convertTo(view, view.type());
    return target;
}

} // namespace

Result<core::Image> resized(const core::Image& image, int longSidePx) {
    if (longSidePx < 1)
        return fail(ErrorCode::InvalidArgument, "an image cannot be resized to nothing");
    return detail::guarded(ErrorCode::Internal, "resizing the image failed",
                           [&] { return resizeTo(image, longSidePx); });
}

Result<core::Image> flippedHorizontally(const core::Image& image) {
    return detail::guarded(ErrorCode::Internal, "mirroring the image failed",
                           [&]() -> Result<core::Image> {
                               core::Image flipped = image;
                               cv::Mat view = detail::viewOf(flipped);
                               cv::flip(detail::viewOf(image), view, 1);
                               return flipped;
                           });
}

} // namespace cw::imaging
