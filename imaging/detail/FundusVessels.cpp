// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusVessels.h"

#include "imaging/detail/ZoneHistogram.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr std::size_t kZones = FundusZones::kNames.size();
constexpr float kPlain = 0.02F; // of a line's response

// 0 where all lines around run the same way, 1 where none does.
cv::Mat bendOf(const FundusStructure& lines, int reach) {
    const cv::Size window(2 * reach + 1, 2 * reach + 1);
    cv::Mat strength, cosine, sine, length;
    cv::boxFilter(lines.line, strength, -1, window);
    cv::boxFilter(lines.cosine, cosine, -1, window);
    cv::boxFilter(lines.sine, sine, -1, window);
    cv::magnitude(cosine, sine, length);
    cv::max(strength, 1e-6, strength);
    cv::divide(length, strength, length);
    return 1.0 - length;
}

// Distance between the disc's middle and that of the lines on it, in disc radii: a deep cup pushes
// the vessels to the side of the nose.
double shiftOnDisc(const cv::Mat& strength, const FundusLandmarks& landmarks) {
    cv::Mat disc = cv::Mat::zeros(strength.size(), CV_8U);
    cv::circle(disc,
               cv::Point(static_cast<int>(landmarks.disc.x), static_cast<int>(landmarks.disc.y)),
               std::max(1, static_cast<int>(landmarks.discRadius)), 255, cv::FILLED);
    cv::Mat masked = cv::Mat::zeros(strength.size(), CV_32F);
    strength.copyTo(masked, disc);
    const auto moments = cv::moments(masked);
    if (moments.m00 <= 0)
        return 0;
    return std::hypot(moments.m10 / moments.m00 + 0.5 - landmarks.disc.x,
                      moments.m01 / moments.m00 + 0.5 - landmarks.disc.y) /
           landmarks.discRadius;
}

} // namespace

void addVessels(const FundusStructure& fine, const FundusStructure& wide, const FundusZones& zones,
                const FundusLandmarks& landmarks, FeatureList& features) {
    const cv::Mat bend = bendOf(fine, std::max(2, static_cast<int>(landmarks.radius / 22)));
    // The direction counts where there is a line.
    cv::Mat onLines = zones.labels.clone();
    onLines.setTo(ZoneHistogram::kNowhere, fine.line < kPlain);
    const ZoneHistogram strengths(fine.line, zones.labels, kZones, 0, 0.5F);
    const ZoneHistogram wides(wide.line, zones.labels, kZones, 0, 0.5F);
    const ZoneHistogram bends(bend, onLines, kZones, 0, 1);
    for (std::size_t zone = 0; zone < kZones; ++zone) {
        const std::string name = FundusZones::kNames[zone];
        features.add("vessel_density_" + name,
                     strengths.shareAbove(zone, static_cast<double>(kPlain)));
        features.add("vessel_top_" + name, strengths.topMean(zone, 0.05));
        features.add("vessel_bend_" + name, bends.mean(zone));
    }
    features.add("vessel_width", wides.mean(ZoneHistogram::kAll) /
                                     std::max(strengths.mean(ZoneHistogram::kAll), 1e-4));
    features.add("vessel_wide_top", wides.topMean(ZoneHistogram::kAll, 0.03));
    features.add("vessel_shift_disc", shiftOnDisc(fine.line, landmarks));
}

} // namespace cw::imaging::detail
