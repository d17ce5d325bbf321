// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusColour.h"

#include "imaging/detail/ZoneHistogram.h"
#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr std::size_t kZones = FundusZones::kNames.size(), kAll = ZoneHistogram::kAll;

struct Shares {
    cv::Mat red, blue; ///< of the sum of the three
};
Shares sharesOf(const cv::Mat& rgb) {
    Shares shares{cv::Mat(rgb.size(), CV_32F), cv::Mat(rgb.size(), CV_32F)};
    for (int row = 0; row < rgb.rows; ++row) {
        const auto* pixel = rgb.ptr<cv::Vec3f>(row);
        auto *red = shares.red.ptr<float>(row), *blue = shares.blue.ptr<float>(row);
        for (int column = 0; column < rgb.cols; ++column) {
            const auto& p = pixel[column];
            const float sum = std::max(p[0] + p[1] + p[2], 0.02F);
            red[column] = p[0] / sum;
            blue[column] = p[2] / sum;
        }
    }
    return shares;
}

// Spread of what a box of 3, 7, 15 and 31 px leaves of the next finer one.
void addOctaves(const cv::Mat& contrast, const cv::Mat& labels, FeatureList& features) {
    cv::Mat finer = contrast;
    int side = 3;
    for (int octave = 0; octave < 4; ++octave, side = 2 * side + 1) {
        cv::Mat coarser;
        cv::boxFilter(contrast, coarser, -1, {side, side});
        const ZoneHistogram detail(finer - coarser, labels, kZones, -0.5F, 0.5F);
        features.add("octave" + std::to_string(octave), detail.deviation(kAll));
        finer = coarser;
    }
}

} // namespace

void addColour(const cv::Mat& rgb, const cv::Mat& contrast, const FundusZones& zones,
               FeatureList& features) {
    const Shares shares = sharesOf(rgb);
    cv::Mat green;
    cv::extractChannel(rgb, green, 1);
    const ZoneHistogram reds(shares.red, zones.labels, kZones, 0, 1);
    const ZoneHistogram blues(shares.blue, zones.labels, kZones, 0, 1);
    const ZoneHistogram greens(green, zones.labels, kZones, 0, 1);
    const ZoneHistogram contrasts(contrast, zones.labels, kZones, -1, 1);
    const double usual = std::max(greens.quantile(kAll, 0.5), 1e-2);
    features.add("red_share", reds.quantile(kAll, 0.5));
    features.add("blue_share", blues.quantile(kAll, 0.5));
    features.add("red_share_deviation", reds.deviation(kAll));
    features.add("blue_share_deviation", blues.deviation(kAll));
    features.add("green_range", (greens.quantile(kAll, 0.9) - greens.quantile(kAll, 0.1)) / usual);
    for (std::size_t zone = 0; zone < kZones; ++zone) {
        const std::string name = FundusZones::kNames[zone];
        const bool empty = reds.count(zone) == 0;
        // Against the field's own median: a pale or a dark zone, whatever the camera.
        features.add("red_share_" + name, empty ? 0 : reds.mean(zone) - reds.quantile(kAll, 0.5));
        features.add("blue_share_" + name,
                     empty ? 0 : blues.mean(zone) - blues.quantile(kAll, 0.5));
        features.add("green_" + name, empty ? 1 : greens.mean(zone) / usual);
        features.add("green_deviation_" + name, contrasts.deviation(zone));
    }
    addOctaves(contrast, zones.labels, features);
}

} // namespace cw::imaging::detail
