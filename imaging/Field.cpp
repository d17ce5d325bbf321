// SPDX-License-Identifier: Apache-2.0
#include "imaging/Field.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"
#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 512;

// The mask found on the reduced picture, at the picture's own size, with a smooth outline.
Result<core::Image> enlarged(const cv::Mat& small, int width, int height) {
    CW_TRY(auto mask, core::Image::create(width, height, 1, core::SampleType::U8,
                                          core::PixelMeaning::Monochrome2));
    cv::Mat view = detail::viewOf(mask);
    cv::resize(small, view, view.size(), 0, 0, cv::INTER_LINEAR);
    cv::threshold(view, view, 127, 255, cv::THRESH_BINARY);
    return mask;
}

} // namespace

Result<core::Image> breastMask(const core::Image& mammogram) {
    return detail::guarded(
        ErrorCode::Internal, "finding the breast failed", [&]() -> Result<core::Image> {
            const cv::Mat grey = detail::greyFloat(mammogram, kWorkingSide);
            return enlarged(detail::breastMaskOf(grey), mammogram.width(), mammogram.height());
        });
}

char chestWallSide(const core::Image& breastMask) {
    if (breastMask.sampleType() != core::SampleType::U8 || breastMask.samplesPerPixel() != 1)
        return 0;
    const cv::Mat mask = detail::viewOf(breastMask);
    const int strip = std::max(1, mask.cols / 50);
    const int left = cv::countNonZero(mask.colRange(0, strip));
    const int right = cv::countNonZero(mask.colRange(mask.cols - strip, mask.cols));
    const int strips = strip * mask.rows;
    if (std::max(left, right) < strips / 10 || 2 * std::min(left, right) > std::max(left, right))
        return 0;
    return left > right ? 'L' : 'R';
}

Result<core::Image> fundusMask(const core::Image& rgb) {
    if (rgb.samplesPerPixel() != 3)
        return fail(ErrorCode::InvalidArgument, "a fundus picture has three colours");
    return detail::guarded(
        ErrorCode::Internal, "finding the field of view failed", [&]() -> Result<core::Image> {
            const cv::Mat small = detail::rgbFloat(rgb, kWorkingSide);
            return enlarged(detail::fundusMaskOf(small), rgb.width(), rgb.height());
        });
}

} // namespace cw::imaging
