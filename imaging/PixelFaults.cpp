// SPDX-License-Identifier: Apache-2.0
#include "imaging/PixelFaults.h"

#include "imaging/Field.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"

#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 512;
constexpr double kOneLevel = 0.004; // of eight bits
constexpr double kFlat = 0.008;     // spread of a picture that shows nothing
constexpr double kLeastField = 0.01;
constexpr double kTooMuch = 1.0 / 3;

cv::Mat fieldMaskOf(const core::Image& image, core::ImageKind kind, const cv::Mat& grey) {
    if (kind == core::ImageKind::Mammography)
        return detail::breastMaskOf(grey);
    if (kind == core::ImageKind::Fundus && image.samplesPerPixel() == 3)
        return detail::fundusMaskOf(detail::rgbFloat(image, kWorkingSide));
    return cv::Mat(grey.size(), CV_8U, cv::Scalar(255));
}

} // namespace

Result<PixelMeasures> measuresOf(const core::Image& image, core::ImageKind kind) {
    if (image.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "a picture without pixels");
    try {
        const cv::Mat grey = detail::greyFloat(image, kWorkingSide);
        PixelMeasures measures;
        cv::Scalar mean, deviation;
        cv::meanStdDev(grey, mean, deviation);
        measures.spread = deviation[0];
        if (measures.spread < kFlat) // no threshold parts one level from itself
            return measures;
        const cv::Mat mask = fieldMaskOf(image, kind, grey);
        const int inside = mask.empty() ? 0 : cv::countNonZero(mask);
        measures.fieldShare = inside / static_cast<double>(grey.total());
        if (inside == 0)
            return measures;
        double low = 0, high = 0;
        cv::minMaxLoc(grey, &low, &high);
        measures.saturated = cv::countNonZero((grey >= high - kOneLevel) & mask) / double(inside);
        measures.crushed = cv::countNonZero((grey <= low + kOneLevel) & mask) / double(inside);
        if (kind == core::ImageKind::Mammography) {
            CW_TRY(const auto whole, detail::imageFrom(mask, core::PixelMeaning::Monochrome2));
            measures.chestWall = chestWallSide(whole);
        }
        return measures;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the picture could not be measured");
    }
}

bool isBlank(const PixelMeasures& measures, core::ImageKind kind) {
    return measures.spread < kFlat ||
           (kind != core::ImageKind::Other && measures.fieldShare < kLeastField);
}

bool isSaturated(const PixelMeasures& measures) {
    return measures.saturated >= kTooMuch || measures.crushed >= kTooMuch;
}

} // namespace cw::imaging
