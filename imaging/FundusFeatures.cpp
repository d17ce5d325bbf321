// SPDX-License-Identifier: Apache-2.0
#include "imaging/Features.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FieldMasks.h"
#include "imaging/detail/FundusColour.h"
#include "imaging/detail/FundusDisc.h"
#include "imaging/detail/FundusLandmarks.h"
#include "imaging/detail/FundusLesions.h"
#include "imaging/detail/FundusVessels.h"
#include "imaging/detail/FundusZones.h"
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

Result<FeatureVector> measure(const core::Image& rgbImage) {
    const cv::Mat rgb = detail::rgbFloat(rgbImage, kFundusSide);
    const cv::Mat mask = detail::fundusMaskOf(rgb);
    if (cv::countNonZero(mask) < 500)
        return fail(ErrorCode::Malformed, "no retina found in the picture");
    const auto landmarks = detail::findLandmarks(rgb, mask);
    const auto zones = detail::zonesOf(mask, landmarks);
    const cv::Mat contrast = detail::greenContrast(rgb, mask, landmarks);
    detail::FeatureList features;
    detail::addColour(rgb, contrast, zones, features);
    const auto scales = detail::scalesOf(contrast, landmarks.radius);
    detail::addLesions(contrast, scales, zones, landmarks.radius, features);
    detail::addVessels(scales.small, scales.medium, zones, landmarks, features);
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

Result<FeatureVector> contentFeatures(const core::Image& image, core::ImageKind kind) {
    return kind == core::ImageKind::Fundus ? fundusFeatures(image) : mammogramFeatures(image);
}

} // namespace cw::imaging
