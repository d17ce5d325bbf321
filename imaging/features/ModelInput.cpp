// SPDX-License-Identifier: Apache-2.0
#include "imaging/Blocks.h"

#include "imaging/Field.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/Measures.h"
#include "imaging/features/detail/LookedAt.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kMaskSide = 512;
constexpr int kLeastSide = 8, kMostSide = 4096;

// A box of the mask's pixels in those of another size of the same picture.
cv::Rect scaled(const cv::Rect& box, const cv::Size& from, const cv::Size& to) {
    const double x = static_cast<double>(to.width) / from.width;
    const double y = static_cast<double>(to.height) / from.height;
    const int left = static_cast<int>(std::floor(box.x * x));
    const int top = static_cast<int>(std::floor(box.y * y));
    const int right = static_cast<int>(std::ceil((box.x + box.width) * x));
    const int bottom = static_cast<int>(std::ceil((box.y + box.height) * y));
    return cv::Rect(left, top, right - left, bottom - top) & cv::Rect({0, 0}, to);
}

// The field's box, or everything.
cv::Rect boxOf(const cv::Mat& field) {
    if (cv::countNonZero(field) == 0)
        return {0, 0, field.cols, field.rows};
    return cv::boundingRect(field);
}

// Fitted into side x side without stretching; `before` of 2 shares of the free space lie left, the
// rest right; above and below the same.
cv::Mat padded(const cv::Mat& values, int side, int before) {
    const double factor = static_cast<double>(side) / std::max(values.cols, values.rows);
    const cv::Size size(std::clamp(static_cast<int>(std::lround(values.cols * factor)), 1, side),
                        std::clamp(static_cast<int>(std::lround(values.rows * factor)), 1, side));
    cv::Mat fitted;
    cv::resize(values, fitted, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    const int left = (side - size.width) * before / 2, top = (side - size.height) / 2;
    cv::Mat square;
    cv::copyMakeBorder(fitted, square, top, side - size.height - top, left,
                       side - size.width - left, cv::BORDER_CONSTANT, cv::Scalar::all(0));
    return square;
}

Result<core::Image> fundusInput(const core::Image& image, int side) {
    const cv::Mat field =
        detail::fieldOf(detail::rgbFloat(image, kMaskSide), core::ImageKind::Fundus);
    // A field of `side` px needs no more than about twice as many of the whole.
    const cv::Mat rgb = detail::rgbFloat(image, std::max(2 * side, kMaskSide));
    const cv::Mat square = padded(rgb(scaled(boxOf(field), field.size(), rgb.size())), side, 1);
    cv::Mat bytes;
    square.convertTo(bytes, CV_8U, 255);
    return detail::imageFrom(bytes, core::PixelMeaning::Rgb);
}

// 2 shares left where the chest wall is on the right, none where it is on the left.
Result<int> shareBefore(const cv::Mat& field) {
    CW_TRY(const auto mask, detail::imageFrom(field, core::PixelMeaning::Monochrome2));
    const char side = chestWallSide(mask);
    return side == 'L' ? 0 : side == 'R' ? 2 : 1;
}

Result<core::Image> breastInput(const core::Image& image, int side) {
    const cv::Mat field =
        detail::fieldOf(detail::greyFloat(image, kMaskSide), core::ImageKind::Mammography);
    cv::Mat grey = detail::greyFloat(image, std::max(2 * side, kMaskSide));
    const bool found = cv::countNonZero(field) > 0;
    cv::Mat mask(grey.size(), CV_8U, cv::Scalar(255));
    if (found)
        cv::resize(field, mask, grey.size(), 0, 0, cv::INTER_NEAREST);
    auto values = detail::valuesUnder(grey, mask);
    const double low = detail::quantile(values, 0.005), high = detail::quantile(values, 0.995);
    const double scale = high > low ? 255 / (high - low) : 0;
    // Letters beside the breast are no part of it: air is black.
    if (found)
        grey.setTo(low, mask == 0);
    CW_TRY(const int before, shareBefore(field));
    const cv::Mat part = grey(scaled(boxOf(field), field.size(), grey.size()));
    cv::Mat windowed, bytes;
    part.convertTo(windowed, CV_32F, scale, -low * scale);
    windowed = cv::min(cv::max(windowed, 0.0), 255.0);
    padded(windowed, side, before).convertTo(bytes, CV_8U);
    return detail::imageFrom(bytes, core::PixelMeaning::Monochrome2);
}

} // namespace

Result<core::Image> modelInput(const core::Image& image, core::ImageKind kind, int side) {
    if (image.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "a picture without pixels");
    if (side < kLeastSide || side > kMostSide)
        return fail(ErrorCode::InvalidArgument, "a model's input is 8 to 4096 pixels wide");
    if (kind != core::ImageKind::Mammography && kind != core::ImageKind::Fundus)
        return fail(ErrorCode::InvalidArgument,
                    "models look at pictures of the breast or of the fundus");
    return detail::guarded(ErrorCode::Internal, "making a model's input failed",
                           [&]() -> Result<core::Image> {
                               return kind == core::ImageKind::Fundus ? fundusInput(image, side)
                                                                      : breastInput(image, side);
                           });
}

} // namespace cw::imaging
