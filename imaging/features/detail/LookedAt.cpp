// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/LookedAt.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr int kWorkingSide = 512;
constexpr int kSmallest = 16;        // px: no field has a shape below that
constexpr double kFlat = 0.002;      // spread of a picture that shows nothing
constexpr double kLeastField = 0.01; // of the picture

} // namespace

cv::Mat fieldOf(const cv::Mat& colour, core::ImageKind kind) {
    cv::Mat none = cv::Mat::zeros(colour.size(), CV_8U);
    cv::Scalar mean, deviation;
    cv::meanStdDev(colour, mean, deviation);
    const bool flat = deviation[0] < kFlat && deviation[1] < kFlat && deviation[2] < kFlat;
    if (std::min(colour.rows, colour.cols) < kSmallest || flat)
        return none;
    cv::Mat mask;
    if (kind == core::ImageKind::Mammography)
        mask = breastMaskOf(colour);
    else if (kind == core::ImageKind::Fundus)
        mask = fundusMaskOf(colour);
    else
        return none;
    const double share = cv::countNonZero(mask) / static_cast<double>(mask.total());
    return share < kLeastField ? none : mask;
}

LookedAt lookedAt(const core::Image& image, core::ImageKind kind) {
    LookedAt looked{image, kind, {}, {}, {}};
    if (kind == core::ImageKind::Mammography) {
        looked.colour = greyFloat(image, kWorkingSide);
        looked.grey = looked.colour;
    } else {
        looked.colour = rgbFloat(image, kWorkingSide);
        cv::cvtColor(looked.colour, looked.grey, cv::COLOR_RGB2GRAY);
    }
    looked.field = fieldOf(looked.colour, kind);
    return looked;
}

} // namespace cw::imaging::detail
