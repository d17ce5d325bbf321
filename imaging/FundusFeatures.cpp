// SPDX-License-Identifier: Apache-2.0
#include "imaging/Features.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FieldMasks.h"
#include "imaging/detail/FundusDisc.h"
#include "imaging/detail/FundusLandmarks.h"
#include "imaging/detail/FundusLesions.h"
#include "imaging/detail/Measures.h"
#include <array>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

using detail::FeatureList;
constexpr int kWorkingSide = 800;

void addColour(const cv::Mat& rgb, const detail::FundusZones& zones, FeatureList& features) {
    constexpr std::array<const char*, 3> kChannels = {"red", "green", "blue"};
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat plane;
        cv::extractChannel(rgb, plane, channel);
        const std::string name = kChannels[static_cast<std::size_t>(channel)];
        const double whole = detail::momentsOf(detail::valuesUnder(plane, zones.retina)).mean;
        features.add(name + "_mean", whole);
        for (const auto& zone : zones.named) {
            const auto moments = detail::momentsOf(detail::valuesUnder(plane, zone.mask));
            features.add(name + "_" + zone.name, moments.mean / std::max(whole, 1e-3));
            if (channel == 1)
                features.add(name + "_deviation_" + zone.name, moments.deviation);
        }
    }
}

Result<FeatureVector> measure(const core::Image& rgbImage) {
    const cv::Mat rgb = detail::rgbFloat(rgbImage, kWorkingSide);
    const cv::Mat mask = detail::fundusMaskOf(rgb);
    if (cv::countNonZero(mask) < 500)
        return fail(ErrorCode::Malformed, "no retina found in the picture");
    const auto landmarks = detail::findLandmarks(rgb, mask);
    const auto zones = detail::zonesOf(mask, landmarks);
    FeatureList features;
    addColour(rgb, zones, features);
    detail::addLesions(rgb, zones, landmarks, features);
    detail::addDisc(rgb, mask, landmarks, features);
    return std::move(features).take();
}

} // namespace

Result<FeatureVector> fundusFeatures(const core::Image& rgb) {
    if (rgb.samplesPerPixel() != 3)
        return fail(ErrorCode::InvalidArgument, "a fundus picture has three colours");
    try {
        return measure(rgb);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory to measure this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "measuring the fundus picture failed");
    }
}

} // namespace cw::imaging
