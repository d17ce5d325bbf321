// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusLesions.h"

#include "imaging/detail/Measures.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

// The green channel over its local mean: 0 = as the surround, -0.2 = a fifth darker.
cv::Mat contrastOf(const cv::Mat& rgb, const cv::Mat& field, double radius) {
    cv::Mat green, smooth, ratio;
    cv::extractChannel(rgb, green, 1);
    smooth = maskedBlur(green, field, radius / 9);
    cv::max(smooth, 0.02, smooth);
    cv::divide(green, smooth, ratio);
    ratio -= 1.0;
    ratio.setTo(0, field == 0);
    return ratio;
}

// Blobs of one polarity at one size; lines, which have one small eigenvalue, fall away.
cv::Mat blobs(const cv::Mat& contrast, double sigma, bool dark) {
    const auto eigen = hessian(contrast, sigma);
    cv::Mat response = dark ? eigen.smaller : cv::Mat(-eigen.larger);
    return cv::max(response, 0.0);
}

void addBlobs(const cv::Mat& response, const FundusZones& zones, const std::string& name,
              double reach, float floor, FeatureList& features) {
    const auto peaks =
        strongestPeaks(response, zones.retina, std::max(1, static_cast<int>(reach)), floor, 2000);
    for (const auto& zone : zones.named) {
        auto values = valuesUnder(response, zone.mask);
        const auto inZone = std::count_if(peaks.begin(), peaks.end(), [&](const Peak& peak) {
            return zone.mask.at<unsigned char>(peak.at) != 0;
        });
        features.add(name + "_top_" + zone.name, topMean(values, 0.003));
        features.add(name + "_count_" + zone.name, std::log1p(static_cast<double>(inZone)));
    }
}

// Deviation over the quadrants of the share of pixels darker than a level.
void addQuadrants(const cv::Mat& contrast, const FundusZones& zones, FeatureList& features) {
    std::vector<float> dark, bright;
    for (const auto& quadrant : zones.quadrants) {
        const auto values = valuesUnder(contrast, quadrant);
        const double n = std::max(1.0, static_cast<double>(values.size()));
        const auto below =
            std::count_if(values.begin(), values.end(), [](float v) { return v < -0.15F; });
        const auto above =
            std::count_if(values.begin(), values.end(), [](float v) { return v > 0.15F; });
        dark.push_back(static_cast<float>(static_cast<double>(below) / n));
        bright.push_back(static_cast<float>(static_cast<double>(above) / n));
    }
    features.add("dark_share", momentsOf(dark).mean);
    features.add("dark_unequal", momentsOf(dark).deviation);
    features.add("dark_worst", static_cast<double>(*std::max_element(dark.begin(), dark.end())));
    features.add("bright_share", momentsOf(bright).mean);
    features.add("bright_unequal", momentsOf(bright).deviation);
}

void addVessels(const cv::Mat& contrast, const FundusZones& zones, double radius,
                FeatureList& features) {
    const auto eigen = hessian(contrast, std::max(1.0, radius / 110));
    // A dark line: strong across, nothing along.
    cv::Mat lines = cv::max(eigen.larger - 2 * cv::abs(eigen.smaller), 0.0);
    for (const auto& zone : zones.named) {
        auto values = valuesUnder(lines, zone.mask);
        features.add("vessel_mean_" + zone.name, momentsOf(values).mean);
        features.add("vessel_top_" + zone.name, topMean(values, 0.05));
    }
}

} // namespace

FundusZones zonesOf(const cv::Mat& mask, const FundusLandmarks& landmarks) {
    FundusZones zones;
    zones.field = mask;
    zones.retina = eroded(mask, std::max(2, static_cast<int>(landmarks.radius / 30)));
    const cv::Point disc(static_cast<int>(landmarks.disc.x), static_cast<int>(landmarks.disc.y));
    const double cutOut = landmarks.crop ? 1.0 : 1.35;
    cv::circle(zones.retina, disc, static_cast<int>(cutOut * landmarks.discRadius), 0, cv::FILLED);
    constexpr std::array<const char*, 3> kNames = {"inner", "middle", "outer"};
    for (std::size_t i = 0; i < 3; ++i)
        zones.named[i] = {kNames[i], cv::Mat::zeros(mask.size(), CV_8U)};
    for (auto& quadrant : zones.quadrants)
        quadrant = cv::Mat::zeros(mask.size(), CV_8U);
    for (int row = 0; row < mask.rows; ++row) {
        for (int column = 0; column < mask.cols; ++column) {
            if (!zones.retina.at<unsigned char>(row, column))
                continue;
            const double dx = column + 0.5 - landmarks.centre.x,
                         dy = row + 0.5 - landmarks.centre.y;
            const double r = std::hypot(dx, dy) / landmarks.radius;
            zones.named[r < 0.35  ? 0U
                        : r < 0.7 ? 1U
                                  : 2U]
                .mask.at<unsigned char>(row, column) = 255;
            zones.quadrants[(dx < 0 ? 0U : 1U) + (dy < 0 ? 0U : 2U)].at<unsigned char>(
                row, column) = 255;
        }
    }
    return zones;
}

void addLesions(const cv::Mat& rgb, const FundusZones& zones, const FundusLandmarks& landmarks,
                FeatureList& features) {
    const double radius = landmarks.radius;
    const cv::Mat contrast = contrastOf(rgb, zones.field, radius);
    struct Size {
        const char* name;
        double sigma;
    };
    const std::array<Size, 3> sizes = {Size{"small", std::max(1.0, radius / 160)},
                                       Size{"medium", std::max(1.5, radius / 70)},
                                       Size{"large", std::max(2.0, radius / 25)}};
    for (const auto& size : sizes) {
        const std::string name = size.name;
        addBlobs(blobs(contrast, size.sigma, true), zones, "dark_" + name, 2 * size.sigma, 0.03F,
                 features);
        addBlobs(blobs(contrast, size.sigma, false), zones, "bright_" + name, 2 * size.sigma, 0.03F,
                 features);
    }
    addVessels(contrast, zones, radius, features);
    addQuadrants(contrast, zones, features);
}

} // namespace cw::imaging::detail
