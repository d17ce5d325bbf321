// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/SurroundBlocks.h"

#include "imaging/detail/FeatureList.h"
#include "imaging/detail/Measures.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr float kBlack = 0.02F, kWhite = 0.98F;

std::string channelName(const cv::Mat& colour, int channel) {
    constexpr std::array<const char*, 3> kNames = {"red", "green", "blue"};
    return colour.channels() == 1 ? "grey" : kNames[static_cast<std::size_t>(channel)];
}

void addShares(const std::vector<float>& values, const std::string& prefix, FeatureList& features) {
    const double n = std::max(1.0, static_cast<double>(values.size()));
    const auto black =
        std::count_if(values.begin(), values.end(), [](float v) { return v <= kBlack; });
    const auto white =
        std::count_if(values.begin(), values.end(), [](float v) { return v >= kWhite; });
    features.add(prefix + "black", static_cast<double>(black) / n);
    features.add(prefix + "white", static_cast<double>(white) / n);
}

void addQuantiles(std::vector<float> values, const std::string& prefix, FeatureList& features) {
    for (const double fraction : {0.05, 0.25, 0.5, 0.75, 0.95})
        features.add(prefix + "q" + std::to_string(static_cast<int>(std::lround(100 * fraction))),
                     quantile(values, fraction));
}

} // namespace

FeatureVector sizeBlock(const LookedAt& looked) {
    const double width = looked.image.width(), height = looked.image.height();
    FeatureList features;
    features.add("width", width);
    features.add("height", height);
    features.add("aspect", width / height);
    features.add("pixels", width * height);
    features.add("samples", looked.image.samplesPerPixel());
    features.add("bits", looked.image.bitsStored());
    return std::move(features).take();
}

FeatureVector borderBlock(const LookedAt& looked) {
    const int rows = looked.grey.rows, columns = looked.grey.cols;
    const int reach = std::max(1, static_cast<int>(std::lround(0.03 * std::min(rows, columns))));
    const int wide = std::min(reach, columns), high = std::min(reach, rows);
    cv::Mat ring(looked.grey.size(), CV_8U, cv::Scalar(255));
    if (rows > 2 * reach && columns > 2 * reach)
        ring(cv::Rect(reach, reach, columns - 2 * reach, rows - 2 * reach)).setTo(0);
    FeatureList features;
    const std::array<std::pair<const char*, cv::Rect>, 8> places = {
        std::pair{"top", cv::Rect(0, 0, columns, high)},
        std::pair{"bottom", cv::Rect(0, rows - high, columns, high)},
        std::pair{"left", cv::Rect(0, 0, wide, rows)},
        std::pair{"right", cv::Rect(columns - wide, 0, wide, rows)},
        std::pair{"corner1", cv::Rect(0, 0, wide, high)},
        std::pair{"corner2", cv::Rect(columns - wide, 0, wide, high)},
        std::pair{"corner3", cv::Rect(0, rows - high, wide, high)},
        std::pair{"corner4", cv::Rect(columns - wide, rows - high, wide, high)}};
    for (int channel = 0; channel < looked.colour.channels(); ++channel) {
        const std::string name = "border_" + channelName(looked.colour, channel);
        for (const auto& [place, box] : places)
            features.add(name + "_" + place, cv::mean(looked.colour(box))[channel]);
        cv::Mat plane;
        cv::extractChannel(looked.colour, plane, channel);
        const auto moments = momentsOf(valuesUnder(plane, ring));
        features.add(name + "_mean", moments.mean);
        features.add(name + "_deviation", moments.deviation);
    }
    const auto values = valuesUnder(looked.grey, ring);
    addQuantiles(values, "border_", features);
    addShares(values, "border_", features);
    return std::move(features).take();
}

FeatureVector colourBlock(const LookedAt& looked) {
    const cv::Mat all(looked.grey.size(), CV_8U, cv::Scalar(255));
    FeatureList features;
    std::vector<double> means;
    for (int channel = 0; channel < looked.colour.channels(); ++channel) {
        cv::Mat plane;
        cv::extractChannel(looked.colour, plane, channel);
        const auto values = valuesUnder(plane, all);
        const auto moments = momentsOf(values);
        const std::string name = channelName(looked.colour, channel) + "_";
        features.add(name + "mean", moments.mean);
        features.add(name + "deviation", moments.deviation);
        features.add(name + "skewness", moments.skewness);
        features.add(name + "kurtosis", moments.kurtosis);
        addQuantiles(values, name, features);
        addShares(values, name, features);
        means.push_back(moments.mean);
    }
    if (means.size() == 3) {
        const double sum = std::max(means[0] + means[1] + means[2], 1e-3);
        features.add("red_share", means[0] / sum);
        features.add("blue_share", means[2] / sum);
    }
    return std::move(features).take();
}

FeatureVector blankedBlock(const LookedAt& looked) {
    cv::Mat around;
    const int reach = std::max(1, std::max(looked.grey.rows, looked.grey.cols) / 50);
    cv::dilate(looked.field, around,
               cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
    cv::Mat outside = around == 0;
    // A sliver says nothing, and without a field everything would be background.
    const bool none = cv::countNonZero(looked.field) == 0 ||
                      cv::countNonZero(outside) < static_cast<int>(outside.total() / 200);
    if (none)
        outside.setTo(0);
    FeatureList features;
    for (int channel = 0; channel < looked.colour.channels(); ++channel) {
        cv::Mat plane;
        cv::extractChannel(looked.colour, plane, channel);
        const auto moments = momentsOf(valuesUnder(plane, outside));
        const std::string name = "background_" + channelName(looked.colour, channel);
        features.add(name + "_mean", moments.mean);
        features.add(name + "_deviation", moments.deviation);
    }
    auto values = valuesUnder(looked.grey, outside);
    addQuantiles(values, "background_", features);
    features.add("background_top", topMean(values, 0.01));
    addShares(values, "background_", features);
    cv::Mat across, down;
    cv::Sobel(looked.grey, across, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(looked.grey, down, CV_32F, 0, 1, 3, 0.125);
    auto edges = valuesUnder(cv::abs(across) + cv::abs(down), outside);
    features.add("background_edges", momentsOf(edges).mean);
    features.add("background_edges_top", topMean(edges, 0.01));
    return std::move(features).take();
}

} // namespace cw::imaging::detail
