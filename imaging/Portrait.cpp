// SPDX-License-Identifier: Apache-2.0
#include "imaging/Portrait.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/IdentityField.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kAngles = 64;

/// Values without their mean, as long as 127: cosines become integer products.
template <std::size_t N>
std::array<std::int8_t, N> unitLength(const std::vector<double>& values) {
    double squares = 0;
    for (const double value : values)
        squares += value * value;
    std::array<std::int8_t, N> result{};
    if (!(squares > 0))
        return result;
    // Scaled by the root mean square: 24 a step of it, so that 8 bits hold five of them.
    const double scale = 24 / std::sqrt(squares / static_cast<double>(N));
    for (std::size_t i = 0; i < N; ++i)
        result[i] =
            static_cast<std::int8_t>(std::lround(std::clamp(values[i] * scale, -127., 127.)));
    return result;
}

std::vector<double> uprightOf(const detail::IdentityField& field) {
    const cv::Rect box = cv::boundingRect(field.mask);
    cv::Mat small, weight;
    cv::resize(field.contrast(box), small, {Portrait::kSide, Portrait::kSide}, 0, 0,
               cv::INTER_AREA);
    cv::resize(field.mask(box), weight, {Portrait::kSide, Portrait::kSide}, 0, 0, cv::INTER_AREA);
    std::vector<double> values(Portrait::kSide * Portrait::kSide, 0);
    for (int y = 0; y < Portrait::kSide; ++y)
        for (int x = 0; x < Portrait::kSide; ++x)
            if (weight.at<unsigned char>(y, x) > 200)
                values[static_cast<std::size_t>(y * Portrait::kSide + x)] = small.at<float>(y, x);
    return values;
}

/// Around the centroid of the field, out to the radius of a circle of its area: both turn with the
/// picture.
std::vector<double> turnedOf(const detail::IdentityField& field) {
    const cv::Moments moments = cv::moments(field.mask, true);
    const double cx = moments.m10 / moments.m00, cy = moments.m01 / moments.m00;
    const double radius = std::sqrt(moments.m00 / std::numbers::pi);
    cv::Mat smooth;
    cv::GaussianBlur(field.contrast, smooth, {}, radius / 60);
    std::vector<double> values;
    for (int ring = 0; ring < Portrait::kRings; ++ring) {
        const double r = radius * (ring + 1.0) / (Portrait::kRings + 0.5);
        std::array<double, kAngles> around{};
        for (int a = 0; a < kAngles; ++a) {
            const double angle = 2 * std::numbers::pi * a / kAngles;
            const int x = static_cast<int>(std::lround(cx + r * std::cos(angle)));
            const int y = static_cast<int>(std::lround(cy + r * std::sin(angle)));
            const bool inside = x >= 0 && y >= 0 && x < smooth.cols && y < smooth.rows &&
                                field.mask.at<unsigned char>(y, x) > 0;
            around[static_cast<std::size_t>(a)] = inside ? smooth.at<float>(y, x) : 0;
        }
        for (int wave = 1; wave <= Portrait::kWaves; ++wave) {
            double re = 0, im = 0;
            for (int a = 0; a < kAngles; ++a) {
                const double phase = 2 * std::numbers::pi * wave * a / kAngles;
                re += around[static_cast<std::size_t>(a)] * std::cos(phase);
                im += around[static_cast<std::size_t>(a)] * std::sin(phase);
            }
            // The root keeps the few strongest waves from being all there is.
            values.push_back(std::sqrt(std::hypot(re, im)));
        }
    }
    // The mean over a picture says nothing about which one it is.
    double mean = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (double& value : values)
        value -= mean;
    return values;
}

} // namespace

Result<core::Image> identityPicture(const core::Image& image) {
    return detail::guarded(ErrorCode::Internal, "the picture could not be compared", [&] {
        cv::Mat grey;
        if (image.samplesPerPixel() == 3)
            cv::extractChannel(detail::rgbFloat(image, kIdentitySide), grey, 1);
        else
            grey = detail::greyFloat(image, kIdentitySide);
        std::vector<float> sorted(grey.begin<float>(), grey.end<float>());
        std::sort(sorted.begin(), sorted.end());
        if (sorted.empty())
            return Result<core::Image>(
                fail(ErrorCode::InvalidArgument, "a picture without pixels"));
        const float low = sorted[sorted.size() / 200];
        const float high = sorted[sorted.size() - 1 - sorted.size() / 200];
        const double scale = high > low ? 255.0 / (high - low) : 0;
        cv::Mat bytes;
        grey.convertTo(bytes, CV_8U, scale, -low * scale);
        return detail::imageFrom(bytes, core::PixelMeaning::Monochrome2);
    });
}

Portrait detail::portraitIn(const IdentityField& field) {
    Portrait portrait;
    if (cv::countNonZero(field.mask) == 0)
        return portrait;
    portrait.upright = unitLength<Portrait::kSide * Portrait::kSide>(uprightOf(field));
    portrait.turned = unitLength<Portrait::kRings * Portrait::kWaves>(turnedOf(field));
    return portrait;
}

} // namespace cw::imaging
