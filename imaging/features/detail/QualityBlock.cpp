// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/QualityBlock.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/Measures.h"
#include "imaging/features/detail/FieldPatch.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr int kNoisePatch = 1024;

// Immerkaer: the mean of a mask that no smooth structure passes.
double noiseOf(const cv::Mat& grey) {
    if (grey.rows < 3 || grey.cols < 3)
        return 0;
    const cv::Matx33f mask(1, -2, 1, -2, 4, -2, 1, -2, 1);
    cv::Mat response;
    cv::filter2D(grey, response, CV_32F, mask);
    const cv::Rect inner(1, 1, grey.cols - 2, grey.rows - 2);
    return std::sqrt(std::numbers::pi / 2) * cv::mean(cv::abs(response(inner)))[0] / 6;
}

double share(const std::vector<float>& values, auto&& condition) {
    return static_cast<double>(std::count_if(values.begin(), values.end(), condition)) /
           std::max(1.0, static_cast<double>(values.size()));
}

void addSharpness(const LookedAt& looked, const cv::Mat& mask, double contrast,
                  FeatureList& features) {
    cv::Mat laplacian, across, down, energy;
    cv::Laplacian(looked.grey, laplacian, CV_32F, 3);
    cv::Sobel(looked.grey, across, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(looked.grey, down, CV_32F, 0, 1, 3, 0.125);
    cv::magnitude(across, down, energy);
    const double unit = std::max(contrast, 1e-4);
    const double fine = momentsOf(valuesUnder(laplacian, mask)).deviation;
    features.add("sharpness_laplacian", std::log1p(fine / unit));
    features.add("sharpness_gradient", momentsOf(valuesUnder(energy, mask)).deviation / unit);
    // Detail of one octave over that of the next: blur takes the finest first.
    cv::Mat one, two, four;
    cv::GaussianBlur(looked.grey, one, {}, 1);
    cv::GaussianBlur(looked.grey, two, {}, 2);
    cv::GaussianBlur(looked.grey, four, {}, 4);
    const double first = momentsOf(valuesUnder(one - two, mask)).deviation;
    const double second = momentsOf(valuesUnder(two - four, mask)).deviation;
    features.add("sharpness_octaves", first / std::max(second, 1e-6));
}

// Spread of the light's slow part: a quarter of the picture wide.
double unevenness(const LookedAt& looked, const cv::Mat& mask, double mean) {
    const cv::Mat slow =
        maskedBlur(looked.grey, mask, std::max(looked.grey.rows, looked.grey.cols) / 12.0);
    return momentsOf(valuesUnder(slow, mask)).deviation / std::max(mean, 1e-3);
}

void addSaturation(const LookedAt& looked, const cv::Mat& mask, FeatureList& features) {
    if (looked.colour.channels() != 3)
        return;
    cv::Mat hsv, saturation;
    cv::cvtColor(looked.colour, hsv, cv::COLOR_RGB2HSV);
    cv::extractChannel(hsv, saturation, 1);
    const auto moments = momentsOf(valuesUnder(saturation, mask));
    features.add("saturation_mean", moments.mean);
    features.add("saturation_deviation", moments.deviation);
}

} // namespace

FeatureVector qualityBlock(const LookedAt& looked) {
    cv::Mat mask = looked.field;
    const int inside = cv::countNonZero(mask);
    if (inside == 0)
        mask = cv::Mat(looked.grey.size(), CV_8U, cv::Scalar(255));
    auto values = valuesUnder(looked.grey, mask);
    const auto moments = momentsOf(values);
    FeatureList features;
    addSharpness(looked, mask, moments.deviation, features);
    features.add("noise", noiseOf(fieldPatch(looked, kNoisePatch).grey));
    features.add("exposure_mean", moments.mean);
    for (const double fraction : {0.01, 0.25, 0.5, 0.75, 0.99})
        features.add("exposure_q" + std::to_string(static_cast<int>(std::lround(100 * fraction))),
                     quantile(values, fraction));
    features.add("exposure_clipped", share(values, [](float v) { return v >= 0.995F; }));
    features.add("exposure_crushed", share(values, [](float v) { return v <= 0.005F; }));
    features.add("contrast", moments.deviation);
    features.add("contrast_relative", moments.deviation / std::max(moments.mean, 1e-3));
    features.add("unevenness", unevenness(looked, mask, moments.mean));
    addSaturation(looked, mask, features);
    features.add("fill", inside / static_cast<double>(looked.grey.total()));
    return std::move(features).take();
}

} // namespace cw::imaging::detail
