// SPDX-License-Identifier: Apache-2.0
#include "imaging/FundusViews.h"

#include "imaging/Field.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/Measures.h"
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

using core::PixelMeaning;

constexpr double kClipLimit = 2, kGain = 4, kMiddleGrey = 128;
constexpr int kTiles = 8;
constexpr double kRadiiOfMean = 1.0 / 30;
/// Less than that of a picture is no field of view but a bright spot: then all of it is taken.
constexpr double kSmallestField = 0.1;

/// Of the field's radius: so much of its rim is half dark, and would gleam once it is brightened.
constexpr double kRim = 0.01;
constexpr double kNearlyAll = 0.95 * 255;

double radiusOf(const cv::Mat& field) {
    return std::sqrt(cv::countNonZero(field) / std::numbers::pi);
}

/// 255 where retina is, without the rim.
Result<core::Image> fieldOf(const core::Image& rgb) {
    CW_TRY(auto field, fundusMask(rgb));
    cv::Mat mask = detail::viewOf(field);
    if (cv::countNonZero(mask) < kSmallestField * static_cast<double>(mask.total()))
        mask.setTo(255);
    const int side = 2 * static_cast<int>(std::lround(kRim * radiusOf(mask))) + 1;
    cv::blur(mask, mask,
             {side, side}); // what is left is smooth, too: the mask was found on a small copy
    cv::threshold(mask, mask, kNearlyAll, 255, cv::THRESH_BINARY);
    return field;
}

cv::Mat channelOf(const cv::Mat& rgb, int channel) {
    cv::Mat plane;
    cv::extractChannel(rgb, plane, channel);
    return plane;
}

// The dark surround would be stretched like dark retina, and pull the tiles at the rim down with
// it: it gets the field's own mean for as long as CLAHE looks.
cv::Mat withLocalContrast(const cv::Mat& rgb, const cv::Mat& field) {
    cv::Mat lab, out;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    cv::Mat lightness = channelOf(lab, 0);
    lightness.setTo(cv::mean(lightness, field), field == 0);
    cv::createCLAHE(kClipLimit, {kTiles, kTiles})->apply(lightness, lightness);
    cv::insertChannel(lightness, lab, 0);
    cv::cvtColor(lab, out, cv::COLOR_Lab2RGB);
    out.setTo(cv::Scalar::all(0), field == 0);
    return out;
}

cv::Mat withoutShading(const cv::Mat& rgb, const cv::Mat& field) {
    const double sigma = std::max(1.0, radiusOf(field) * kRadiiOfMean);
    cv::Mat out(rgb.size(), rgb.type());
    for (int channel = 0; channel < 3; ++channel) { // one at a time: floats are four times as large
        cv::Mat values, plane;
        channelOf(rgb, channel).convertTo(values, CV_32F);
        const cv::Mat difference = values - detail::maskedBlur(values, field, sigma);
        difference.convertTo(plane, CV_8U, kGain, kMiddleGrey);
        plane.setTo(0, field == 0);
        cv::insertChannel(plane, out, channel);
    }
    return out;
}

} // namespace

Result<core::Image> fundusView(const core::Image& rgb, FundusView view) {
    if (rgb.samplesPerPixel() != 3 || rgb.sampleType() != core::SampleType::U8)
        return fail(ErrorCode::Unsupported, "fundus views are made of 8-bit colour pictures");
    const auto make = [&]() -> Result<core::Image> {
        const cv::Mat pixels = detail::viewOf(rgb);
        if (view == FundusView::Colour)
            return detail::imageFrom(pixels, PixelMeaning::Rgb);
        if (view == FundusView::Green)
            return detail::imageFrom(channelOf(pixels, 1), PixelMeaning::Monochrome2);
        if (view == FundusView::Red)
            return detail::imageFrom(channelOf(pixels, 0), PixelMeaning::Monochrome2);
        CW_TRY(const auto mask, fieldOf(rgb));
        const cv::Mat field = detail::viewOf(mask);
        if (view == FundusView::Contrast)
            return detail::imageFrom(withLocalContrast(pixels, field), PixelMeaning::Rgb);
        if (view == FundusView::Normalised)
            return detail::imageFrom(withoutShading(pixels, field), PixelMeaning::Rgb);
        cv::Mat inverted = 255 - channelOf(pixels, 1);
        inverted.setTo(0, field == 0);
        return detail::imageFrom(inverted, PixelMeaning::Monochrome2);
    };
    return detail::guarded(ErrorCode::Internal, "making the view failed", make);
}

} // namespace cw::imaging
