// SPDX-License-Identifier: Apache-2.0
#include "imaging/Picture.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"
#include "imaging/detail/FundusLandmarks.h"
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 512;

// Outline points that lie inside the picture: where the camera's round mask is cut by the frame,
// the frame's edge says nothing about its shape.
std::vector<cv::Point2f> freeOutline(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    std::vector<cv::Point2f> kept;
    for (const auto& outline : outlines) {
        for (const auto& point : outline) {
            const bool inside =
                point.x > 3 && point.y > 3 && point.x < mask.cols - 4 && point.y < mask.rows - 4;
            if (inside)
                kept.emplace_back(static_cast<float>(point.x), static_cast<float>(point.y));
        }
    }
    return kept;
}

// A round field is the standard camera's, an oval one the wide-field scanner's.
core::FundusField fieldOf(const cv::Mat& mask) {
    const auto outline = freeOutline(mask);
    if (outline.size() < 100)
        return core::FundusField::Unknown;
    const auto ellipse = cv::fitEllipse(outline);
    const double shorter = std::min(ellipse.size.width, ellipse.size.height);
    const double longer = std::max(ellipse.size.width, ellipse.size.height);
    if (shorter < 50)
        return core::FundusField::Unknown;
    return longer / shorter < 1.1 ? core::FundusField::General : core::FundusField::Wide;
}

} // namespace

core::ImageAttributes fundusAttributes(const Picture& picture) {
    core::ImageAttributes attributes;
    attributes.kind = core::ImageKind::Fundus;
    attributes.width = picture.image.width();
    attributes.height = picture.image.height();
    attributes.exifOrientation = picture.exifOrientation;
    attributes.photometricInterpretation =
        picture.image.samplesPerPixel() == 3 ? "RGB" : "MONOCHROME2";
    if (picture.image.samplesPerPixel() != 3) {
        attributes.warnings.emplace_back("not a colour picture");
        return attributes;
    }
    try {
        const cv::Mat rgb = detail::rgbFloat(picture.image, kWorkingSide);
        const cv::Mat mask = detail::fundusMaskOf(rgb);
        attributes.field = fieldOf(mask);
        if (attributes.field == core::FundusField::Unknown)
            attributes.warnings.emplace_back("field of view not recognised: no round outline");
        const auto landmarks = detail::findLandmarks(rgb, mask);
        const double offset = (landmarks.disc.x - landmarks.centre.x) / landmarks.radius;
        // The disc lies on the side of the nose: to the right in a right eye, seen from the front.
        if (attributes.field != core::FundusField::Unknown && landmarks.discFound &&
            std::abs(offset) > 0.15) {
            attributes.laterality = offset > 0 ? core::Laterality::Right : core::Laterality::Left;
            attributes.warnings.emplace_back("laterality guessed from the place of the optic disc");
        } else {
            attributes.warnings.emplace_back("laterality unknown");
        }
    } catch (const std::exception&) {
        attributes.warnings.emplace_back("the picture could not be analysed");
    }
    return attributes;
}

} // namespace cw::imaging
