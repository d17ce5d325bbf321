// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/TextBlock.h"

#include "imaging/TextBoxes.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include <algorithm>
#include <cmath>

namespace cw::imaging::detail {
namespace {

constexpr int kWorkingSide = 2500; // as reducedForText(): letters of 12 px stay 6 high
constexpr int kSmallest = 24;      // px
constexpr double kClear = 0.7;     // writing is clearer than that, tissue is not

// 8 bits over the values that occur: a 12-bit picture in 16 bits would be black else.
Result<core::Image> shownFor(const LookedAt& looked) {
    const bool grey = looked.colour.channels() == 1;
    const cv::Mat values =
        grey ? greyFloat(looked.image, kWorkingSide) : rgbFloat(looked.image, kWorkingSide);
    double low = 0, high = 0;
    cv::minMaxLoc(values.reshape(1), &low, &high);
    const double scale = high > low ? 255 / (high - low) : 0;
    cv::Mat bytes;
    values.convertTo(bytes, CV_8U, scale, -low * scale);
    return imageFrom(bytes, grey ? core::PixelMeaning::Monochrome2 : core::PixelMeaning::Rgb);
}

} // namespace

Result<FeatureVector> textBlock(const LookedAt& looked) {
    double count = 0, area = 0, outside = 0, clearest = 0, x = 0, y = 0, level = 0;
    if (std::min(looked.image.width(), looked.image.height()) >= kSmallest) {
        CW_TRY(const auto shown, shownFor(looked));
        CW_TRY(const auto places, textPlaces(shown));
        const double width = shown.width(), height = shown.height();
        for (const auto& place : places) {
            clearest = std::max(clearest, place.clearness);
            if (place.clearness < kClear)
                continue;
            const double share = place.box.width() * place.box.height() / (width * height);
            const double middleX = (place.box.left + place.box.right) / 2 / width;
            const double middleY = (place.box.top + place.box.bottom) / 2 / height;
            count += 1;
            area += share;
            x += share * middleX;
            y += share * middleY;
            level += place.running == Running::Level ? share : 0;
            const int column =
                std::clamp(static_cast<int>(middleX * looked.field.cols), 0, looked.field.cols - 1);
            const int row =
                std::clamp(static_cast<int>(middleY * looked.field.rows), 0, looked.field.rows - 1);
            outside += looked.field.at<unsigned char>(row, column) == 0 ? share : 0;
        }
    }
    FeatureList features;
    features.add("text_places", std::log1p(count));
    features.add("text_area", area);
    features.add("text_outside_area", outside);
    features.add("text_level_share", level / area);
    features.add("text_clearest", clearest);
    features.add("text_x", x / area);
    features.add("text_y", y / area);
    return std::move(features).take();
}

} // namespace cw::imaging::detail
