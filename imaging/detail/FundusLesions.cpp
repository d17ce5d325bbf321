// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusLesions.h"

#include "imaging/detail/Measures.h"
#include "imaging/detail/ZoneHistogram.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr std::size_t kZones = FundusZones::kNames.size();
constexpr unsigned char kMacula = 1;
constexpr double kLevels = 2000;
constexpr float kFloor = 0.03F; // of a blob's response: below that is the retina's own grain

/// Zones at the size of a response.
struct Places {
    cv::Mat labels, retina;
};
Places placesOf(const FundusZones& zones, const cv::Size& size) {
    Places places{zones.labels, zones.retina};
    for (auto* plane : {&places.labels, &places.retina})
        if (plane->size() != size)
            cv::resize(plane->clone(), *plane, size, 0, 0, cv::INTER_NEAREST);
    return places;
}

void addBlobs(const cv::Mat& response, const Places& places, const std::string& name, double reach,
              FeatureList& features) {
    const ZoneHistogram histogram(response, places.labels, kZones, 0, 0.6F);
    for (std::size_t zone = 0; zone < kZones; ++zone)
        features.add(name + "_top_" + FundusZones::kNames[zone], histogram.topMean(zone, 0.003));
    const auto peaks =
        strongestPeaks(response, places.retina, std::max(1, static_cast<int>(reach)), kFloor, 2000);
    const auto central = std::count_if(peaks.begin(), peaks.end(), [&](const Peak& peak) {
        return places.labels.at<unsigned char>(peak.at) == kMacula;
    });
    features.add(name + "_count", std::log1p(static_cast<double>(peaks.size())));
    features.add(name + "_count_macula", std::log1p(static_cast<double>(central)));
}

// What a square of that reach cannot hold: narrower than it, of any length. levels: contrast in
// 1/kLevels, integers because morphology is several times as fast in them.
void addTopHats(const cv::Mat& levels, const FundusZones& zones, const std::string& name, int reach,
                FeatureList& features) {
    const cv::Mat square =
        cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1});
    for (const bool dark : {true, false}) {
        cv::Mat hat, response;
        cv::morphologyEx(levels, hat, dark ? cv::MORPH_BLACKHAT : cv::MORPH_TOPHAT, square);
        hat.convertTo(response, CV_32F, 1.0 / kLevels);
        const ZoneHistogram histogram(response, zones.labels, kZones, 0, 1);
        for (std::size_t zone = 0; zone < kZones; ++zone)
            features.add((dark ? "dark_hat_" : "bright_hat_") + name + "_" +
                             FundusZones::kNames[zone],
                         histogram.topMean(zone, 0.02));
    }
}

// The share of pixels darker and brighter than a level, and how it differs between quadrants.
void addQuadrants(const cv::Mat& contrast, const FundusZones& zones, FeatureList& features) {
    const ZoneHistogram histogram(contrast, zones.quadrants, 4, -1, 1);
    std::vector<float> dark, bright;
    for (std::size_t quadrant = 0; quadrant < 4; ++quadrant) {
        if (histogram.count(quadrant) == 0)
            continue;
        dark.push_back(static_cast<float>(1 - histogram.shareAbove(quadrant, -0.15)));
        bright.push_back(static_cast<float>(histogram.shareAbove(quadrant, 0.15)));
    }
    const auto add = [&](const char* name, const std::vector<float>& shares) {
        const auto moments = momentsOf(shares);
        const float worst = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
        features.add(std::string(name) + "_share", moments.mean);
        features.add(std::string(name) + "_unequal", moments.deviation);
        features.add(std::string(name) + "_worst", static_cast<double>(worst));
    };
    add("dark", dark);
    add("bright", bright);
}

// The disc as bright as its surround: a background that knows the disc makes the retina beside it
// look dark.
cv::Mat withoutDisc(const cv::Mat& green, const cv::Mat& field, const FundusLandmarks& landmarks) {
    if (!landmarks.discFound || landmarks.crop)
        return green;
    const cv::Point disc(static_cast<int>(landmarks.disc.x), static_cast<int>(landmarks.disc.y));
    const int inner = std::max(1, static_cast<int>(1.25 * landmarks.discRadius));
    cv::Mat ring = cv::Mat::zeros(green.size(), CV_8U);
    cv::circle(ring, disc, 2 * inner, 255, cv::FILLED);
    cv::circle(ring, disc, inner, 0, cv::FILLED);
    cv::bitwise_and(ring, field, ring);
    cv::Mat filled = green.clone();
    cv::circle(filled, disc, inner, cv::mean(green, ring), cv::FILLED);
    return filled;
}

} // namespace

cv::Mat greenContrast(const cv::Mat& rgb, const cv::Mat& field, const FundusLandmarks& landmarks) {
    cv::Mat green, ratio;
    cv::extractChannel(rgb, green, 1);
    cv::Mat smooth = maskedBlur(withoutDisc(green, field, landmarks), field, landmarks.radius / 9);
    cv::max(smooth, 0.02, smooth);
    cv::divide(green, smooth, ratio);
    ratio -= 1.0;
    ratio.setTo(0, field == 0);
    return ratio;
}

FundusScales scalesOf(const cv::Mat& contrast, double radius) {
    cv::Mat half;
    cv::resize(contrast, half, {}, 0.5, 0.5, cv::INTER_AREA);
    return {structureOf(contrast, std::max(1.0, radius / 140)),
            structureOf(contrast, std::max(1.5, radius / 68)),
            structureOf(half, std::max(2.0, radius / 50))};
}

void addLesions(const cv::Mat& contrast, const FundusScales& scales, const FundusZones& zones,
                double radius, FeatureList& features) {
    const auto add = [&](const FundusStructure& structure, const std::string& name, double reach) {
        const Places places = placesOf(zones, structure.dark.size());
        addBlobs(structure.dark, places, "dark_" + name, reach, features);
        addBlobs(structure.bright, places, "bright_" + name, reach, features);
    };
    add(scales.small, "small", radius / 70);
    add(scales.medium, "medium", radius / 34);
    add(scales.large, "large", radius / 25);
    cv::Mat smooth, levels;
    cv::GaussianBlur(contrast, smooth, {5, 5}, 0.8); // single pixels of noise pass any top-hat
    smooth.convertTo(levels, CV_16S, kLevels);
    addTopHats(levels, zones, "fine", std::max(2, static_cast<int>(radius / 45)), features);
    addTopHats(levels, zones, "coarse", std::max(4, static_cast<int>(radius / 14)), features);
    addQuadrants(contrast, zones, features);
}

} // namespace cw::imaging::detail
