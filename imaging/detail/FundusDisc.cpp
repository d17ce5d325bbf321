// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusDisc.h"

#include "imaging/detail/Measures.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

// Rings out to twice the disc's radius, in eighths of it.
constexpr std::size_t kRings = 16;

struct Patch {
    cv::Mat green, red; ///< vessels closed over, 128 px, disc radius = 32 px
};

Patch discPatch(const cv::Mat& rgb, const FundusLandmarks& landmarks) {
    constexpr int kSide = 128;
    const double scale = landmarks.discRadius / 32.0;
    const cv::Matx23d map(scale, 0, landmarks.disc.x - scale * kSide / 2, 0, scale,
                          landmarks.disc.y - scale * kSide / 2);
    cv::Mat patch;
    cv::warpAffine(rgb, patch, map, {kSide, kSide}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    cv::morphologyEx(patch, patch, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {11, 11}));
    Patch result;
    cv::extractChannel(patch, result.green, 1);
    cv::extractChannel(patch, result.red, 0);
    return result;
}

std::array<double, kRings> ringMeans(const cv::Mat& plane) {
    std::array<double, kRings> sums{}, counts{};
    for (int row = 0; row < plane.rows; ++row) {
        for (int column = 0; column < plane.cols; ++column) {
            const double r = std::hypot(column - 63.5, row - 63.5) / 4;
            const auto ring = static_cast<std::size_t>(r);
            if (ring < kRings) {
                sums[ring] += static_cast<double>(plane.at<float>(row, column));
                counts[ring] += 1;
            }
        }
    }
    for (std::size_t i = 0; i < kRings; ++i)
        sums[i] /= std::max(counts[i], 1.0);
    return sums;
}

/// The pixels of the disc above a level: share of the disc's area, and the height of their box.
struct Cup {
    double area = 0, height = 0;
};
Cup cupAbove(const cv::Mat& green, double level) {
    int count = 0, disc = 0, top = green.rows, bottom = -1;
    for (int row = 0; row < green.rows; ++row) {
        for (int column = 0; column < green.cols; ++column) {
            if (std::hypot(column - 63.5, row - 63.5) > 32)
                continue;
            ++disc;
            if (static_cast<double>(green.at<float>(row, column)) > level) {
                ++count;
                top = std::min(top, row);
                bottom = std::max(bottom, row);
            }
        }
    }
    return {static_cast<double>(count) / std::max(disc, 1),
            bottom < 0 ? 0 : (bottom - top + 1) / 64.0};
}

} // namespace

void addDisc(const cv::Mat& rgb, const cv::Mat& mask, const FundusLandmarks& landmarks,
             FeatureList& features) {
    const Patch patch = discPatch(rgb, landmarks);
    const auto green = ringMeans(patch.green), red = ringMeans(patch.red);
    const double around = std::max((green[13] + green[14] + green[15]) / 3, 1e-3);
    const double rim = (green[6] + green[7]) / 2, heart = (green[0] + green[1]) / 2;
    features.add("disc_found", landmarks.discFound ? 1 : 0);
    features.add("disc_size", landmarks.discRadius / landmarks.radius);
    features.add("disc_contrast", heart / around);
    features.add("disc_red_green", (red[2] + red[3]) / std::max(green[2] + green[3], 1e-3));
    for (std::size_t ring = 0; ring < 10; ring += 1)
        features.add("disc_ring" + std::to_string(ring), green[ring] / around);
    // The radius at which the disc has lost half of its brightness over the surround, and the cup's
    // own half-way point between its heart and the rim.
    const auto halfWay = [&](double from, double to) {
        const double level = (from + to) / 2;
        for (std::size_t ring = 1; ring < kRings; ++ring) {
            if (green[ring] < level) {
                const double drop = std::max(green[ring - 1] - green[ring], 1e-6);
                const double share = std::clamp((green[ring - 1] - level) / drop, 0.0, 1.0);
                return (static_cast<double>(ring) - 1 + share) / 8;
            }
        }
        return 2.0;
    };
    const double edge = halfWay(heart, around), cupEdge = halfWay(heart, std::min(rim, heart));
    features.add("disc_edge", edge);
    features.add("cup_edge", cupEdge);
    features.add("cup_disc", cupEdge / std::max(edge, 0.1));
    const Cup cup = cupAbove(patch.green, around + 0.7 * (heart - around));
    features.add("cup_area", cup.area);
    features.add("cup_height", cup.height);
    const double field =
        static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total());
    features.add("field_share", field);
}

} // namespace cw::imaging::detail
