// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/IdentityField.h"

#include "imaging/TextBoxes.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

/// Brightness of the field goes on outside it: else the rim is what is seen in a local contrast.
cv::Mat smoothInside(const cv::Mat& values, const cv::Mat& inside, double sigma) {
    cv::Mat weight, sum, part;
    inside.convertTo(part, CV_32F, 1.0 / 255);
    cv::GaussianBlur(values.mul(part), sum, {}, sigma, 0, cv::BORDER_REPLICATE);
    cv::GaussianBlur(part, weight, {}, sigma, 0, cv::BORDER_REPLICATE);
    cv::Mat smooth;
    cv::divide(sum, cv::max(weight, 1e-3), smooth);
    return smooth;
}

cv::Mat fieldOf(const cv::Mat& grey, core::ImageKind kind) {
    cv::Mat field;
    if (kind == core::ImageKind::Mammography) {
        field = breastMaskOf(grey);
    } else if (kind == core::ImageKind::Fundus) {
        cv::Mat rgb;
        cv::merge(std::vector<cv::Mat>{grey, grey, grey}, rgb);
        field = fundusMaskOf(rgb);
    }
    if (field.empty() || cv::countNonZero(field) < static_cast<int>(field.total() / 20))
        field = cv::Mat(grey.size(), CV_8U, cv::Scalar(255));
    return field;
}

/// Writing tells the device and the day apart, not the body.
void takeOffWriting(cv::Mat& mask, const core::Image& grey) {
    const auto boxes = textBoxes(grey);
    if (!boxes)
        return;
    for (const core::RectPx& box : *boxes) {
        const cv::Rect rect(static_cast<int>(box.left) - 3, static_cast<int>(box.top) - 3,
                            static_cast<int>(box.right - box.left) + 6,
                            static_cast<int>(box.bottom - box.top) + 6);
        mask(rect & cv::Rect(0, 0, mask.cols, mask.rows)).setTo(0);
    }
}

} // namespace

IdentityField identityField(const core::Image& grey, core::ImageKind kind) {
    cv::Mat values;
    viewOf(grey).convertTo(values, CV_32F, 1.0 / 255);
    const cv::Mat field = fieldOf(values, kind);
    const int side = std::max(values.cols, values.rows);
    const double neighbourhood = side / 32.0;

    IdentityField result;
    cv::Mat spread;
    const cv::Mat above = values - smoothInside(values, field, neighbourhood);
    cv::sqrt(smoothInside(above.mul(above), field, 2 * neighbourhood), spread);
    constexpr double kFaint = 0.01; // of the range: plain ground stays plain
    result.contrast = above / (spread + kFaint);
    // The picture's own edge counts as a rim too.
    const int margin = std::max(2, side / 32);
    cv::Mat framed;
    cv::copyMakeBorder(field, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, 0);
    cv::erode(framed, framed,
              cv::getStructuringElement(cv::MORPH_RECT, {2 * margin + 1, 2 * margin + 1}));
    result.mask = framed(cv::Rect(1, 1, field.cols, field.rows)).clone();
    takeOffWriting(result.mask, grey);
    result.contrast.setTo(0, result.mask == 0);
    return result;
}

} // namespace cw::imaging::detail
