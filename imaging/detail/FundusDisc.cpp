// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusDisc.h"

#include "imaging/detail/Measures.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace cw::imaging::detail {
namespace {

constexpr int kSide = 160;
constexpr double kRadius = 40, kMiddle = (kSide - 1) / 2.0; // of the disc in the patch, px
constexpr std::size_t kRings = 16;                          // of an eighth of the radius
constexpr std::size_t kWays = 16;                           // directions

struct Patch {
    cv::Mat red, green, blue;
};

Patch discPatch(const cv::Mat& rgb, const FundusLandmarks& landmarks) {
    const double scale = landmarks.discRadius / kRadius;
    const cv::Matx23d map(scale, 0, landmarks.disc.x - scale * kSide / 2, 0, scale,
                          landmarks.disc.y - scale * kSide / 2);
    cv::Mat patch;
    cv::warpAffine(rgb, patch, map, {kSide, kSide}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    cv::morphologyEx(patch, patch, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {13, 13}));
    std::array<cv::Mat, 3> planes;
    cv::split(patch, planes.data());
    return {planes[0], planes[1], planes[2]};
}

/// Direction and ring of a pixel of the patch, as one number; kNone beyond the rings.
constexpr std::size_t kNone = kWays * kRings;
const std::vector<std::size_t>& polarPlaces() {
    static const std::vector<std::size_t> places = [] {
        std::vector<std::size_t> made;
        for (int row = 0; row < kSide; ++row)
            for (int column = 0; column < kSide; ++column) {
                const double dx = column - kMiddle, dy = row - kMiddle;
                const auto ring =
                    static_cast<std::size_t>(std::sqrt(dx * dx + dy * dy) * 8 / kRadius);
                const double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) + 0.5;
                const auto way = std::min(kWays - 1, static_cast<std::size_t>(turn * kWays));
                made.push_back(ring < kRings ? way * kRings + ring : kNone);
            }
        return made;
    }();
    return places;
}

/// Mean by direction and ring.
struct Polar {
    std::array<std::array<double, kRings>, kWays> mean{};

    explicit Polar(const cv::Mat& plane) {
        std::array<std::array<double, kRings>, kWays> counts{};
        const auto& places = polarPlaces();
        for (int row = 0; row < kSide; ++row) {
            for (int column = 0; column < kSide; ++column) {
                const auto place = places[static_cast<std::size_t>(row * kSide + column)];
                if (place == kNone)
                    continue;
                mean[place / kRings][place % kRings] +=
                    static_cast<double>(plane.at<float>(row, column));
                counts[place / kRings][place % kRings] += 1;
            }
        }
        // The innermost rings are too small for every direction: they count as whole rings.
        for (std::size_t ring = 0; ring < kRings; ++ring) {
            double sum = 0, count = 0;
            for (std::size_t way = 0; way < kWays; ++way) {
                sum += mean[way][ring];
                count += counts[way][ring];
            }
            for (std::size_t way = 0; way < kWays; ++way)
                mean[way][ring] = counts[way][ring] > 0 ? mean[way][ring] / counts[way][ring]
                                                        : sum / std::max(count, 1.0);
        }
    }
    double ring(std::size_t at) const {
        double sum = 0;
        for (const auto& way : mean)
            sum += way[at] / kWays;
        return sum;
    }
    double over(std::size_t way, std::size_t from, std::size_t to) const {
        double sum = 0;
        for (std::size_t at = from; at < to; ++at)
            sum += mean[way][at];
        return sum / static_cast<double>(to - from);
    }
    /// Radius, in disc radii, at which the brightness along a way falls below a level; 2 if never.
    double fall(std::size_t way, double level) const {
        for (std::size_t at = 1; at < kRings; ++at) {
            if (mean[way][at] < level) {
                const double drop = std::max(mean[way][at - 1] - mean[way][at], 1e-6);
                const double share = std::clamp((mean[way][at - 1] - level) / drop, 0.0, 1.0);
                return (static_cast<double>(at) - 0.5 + share) / 8;
            }
        }
        return 2;
    }
};

/// Pixels of the disc above a level: share of its area, height and width of their box over its own.
struct Cup {
    double area = 0, height = 0, width = 0;
};
Cup cupAbove(const cv::Mat& green, double level) {
    int count = 0, disc = 0;
    cv::Rect box;
    for (int row = 0; row < green.rows; ++row) {
        for (int column = 0; column < green.cols; ++column) {
            const double dx = column - kMiddle, dy = row - kMiddle;
            if (dx * dx + dy * dy > kRadius * kRadius)
                continue;
            ++disc;
            if (static_cast<double>(green.at<float>(row, column)) > level) {
                ++count;
                box |= cv::Rect(column, row, 1, 1);
            }
        }
    }
    return {static_cast<double>(count) / std::max(disc, 1), box.height / (2 * kRadius),
            box.width / (2 * kRadius)};
}

void addCup(const Patch& patch, const Polar& green, double around, FeatureList& features) {
    const double rim = green.ring(6), heart = (green.ring(0) + green.ring(1)) / 2;
    double edge = 0, cupEdge = 0;
    std::vector<float> rims;
    for (std::size_t way = 0; way < kWays; ++way) {
        const double outer = green.fall(way, (rim + around) / 2);
        const double inner = green.fall(way, (heart + std::min(rim, heart)) / 2);
        edge += outer / kWays;
        cupEdge += inner / kWays;
        rims.push_back(static_cast<float>(std::max(0.0, outer - inner)));
    }
    features.add("disc_edge", edge);
    features.add("cup_edge", cupEdge);
    features.add("cup_disc", cupEdge / std::max(edge, 0.1));
    const auto moments = momentsOf(rims);
    features.add("rim_mean", moments.mean);
    features.add("rim_unequal", moments.deviation);
    features.add("rim_thinnest", static_cast<double>(*std::min_element(rims.begin(), rims.end())));
    for (const double share : {0.5, 0.7}) {
        const Cup cup = cupAbove(patch.green, around + share * (heart - around));
        const std::string name = share < 0.6 ? "bright_half" : "cup";
        features.add(name + "_area", cup.area);
        features.add(name + "_height", cup.height);
        features.add(name + "_width", cup.width);
    }
}

// By direction, next to the disc and a little farther out.
void addSurround(const Polar& green, double around, FeatureList& features) {
    std::vector<float> ways;
    for (std::size_t way = 0; way < kWays; ++way)
        ways.push_back(static_cast<float>(green.over(way, 10, 16) / around));
    const auto moments = momentsOf(ways);
    features.add("around_unequal", moments.deviation);
    features.add("around_least",
                 static_cast<double>(*std::min_element(ways.begin(), ways.end())) - moments.mean);
    double next = 0, most = 0;
    for (std::size_t way = 0; way < kWays; ++way) {
        const double here = green.over(way, 9, 11) / around;
        next += here / kWays;
        most = std::max(most, here);
    }
    features.add("next_to_disc", next);
    features.add("next_to_disc_most", most);
}

} // namespace

void addDisc(const cv::Mat& rgb, const cv::Mat& mask, const FundusLandmarks& landmarks,
             FeatureList& features) {
    const Patch patch = discPatch(rgb, landmarks);
    const Polar green(patch.green), red(patch.red), blue(patch.blue);
    const double around = std::max((green.ring(13) + green.ring(14) + green.ring(15)) / 3, 1e-3);
    features.add("disc_found", landmarks.discFound ? 1 : 0);
    features.add("disc_size", landmarks.discRadius / landmarks.radius);
    features.add("disc_contrast", (green.ring(0) + green.ring(1)) / 2 / around);
    for (std::size_t ring = 0; ring < 10; ++ring)
        features.add("disc_ring" + std::to_string(ring), green.ring(ring) / around);
    const auto share = [&](const Polar& of, std::size_t ring) {
        return of.ring(ring) / std::max(red.ring(ring) + green.ring(ring) + blue.ring(ring), 1e-3);
    };
    for (const std::size_t ring : {std::size_t{1}, std::size_t{4}, std::size_t{7}}) {
        features.add("disc_red" + std::to_string(ring), share(red, ring) - share(red, 15));
        features.add("disc_blue" + std::to_string(ring), share(blue, ring) - share(blue, 15));
    }
    addCup(patch, green, around, features);
    addSurround(green, around, features);
    features.add("field_share",
                 static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total()));
}

} // namespace cw::imaging::detail
