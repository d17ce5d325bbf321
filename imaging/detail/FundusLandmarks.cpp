// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusLandmarks.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/Measures.h"
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

// Shares of the field's radius. A disc is 0.12 to 0.17 of a 45 degree field, half of that in a
// wide field, and most of the picture in a cut-out around it.
constexpr std::array<double, 4> kDiscShares = {0.065, 0.09, 0.125, 0.17};
constexpr std::array<double, 4> kCropShares = {0.28, 0.36, 0.45, 0.56};

FundusLandmarks fieldOnly(const cv::Mat& mask) {
    FundusLandmarks found;
    const auto moments = cv::moments(mask, true);
    const double area = std::max(moments.m00, 1.0);
    found.centre = {moments.m10 / area, moments.m01 / area};
    found.radius = std::sqrt(area / std::numbers::pi);
    found.crop = area > 0.97 * static_cast<double>(mask.total());
    found.disc = found.fovea = found.centre;
    found.discRadius = 0.13 * found.radius;
    return found;
}

// Morphology with a disc in whole levels: a tenth of its cost in floating point.
cv::Mat morphed(const cv::Mat& values, int operation, int reach) {
    constexpr double kLevels = 16000;
    cv::Mat levels, result;
    values.convertTo(levels, CV_16S, kLevels);
    cv::morphologyEx(levels, levels, operation,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach}));
    levels.convertTo(result, CV_32F, 1 / kLevels);
    return result;
}

// Bright in red and green, with the vessels that cross it closed over.
cv::Mat discBrightness(const cv::Mat& rgb, double radius) {
    cv::Mat red, green;
    cv::extractChannel(rgb, red, 0);
    cv::extractChannel(rgb, green, 1);
    const cv::Mat sum = 0.3 * red + 0.7 * green;
    return morphed(sum, cv::MORPH_CLOSE, std::max(3, static_cast<int>(radius / 12)) | 1);
}

// Dark thin structure: where the great vessels leave the disc there is most of it.
cv::Mat vesselDensity(const cv::Mat& rgb, const cv::Mat& mask, double radius) {
    cv::Mat green;
    cv::extractChannel(rgb, green, 1);
    const int reach = std::max(3, static_cast<int>(radius / 14)) | 1;
    return maskedBlur(morphed(green, cv::MORPH_BLACKHAT, reach), mask, radius / 8);
}

// The yellow pigment of the macula is dark in green. Where it should lie is worth more than how
// dark a place is: a haemorrhage is darker.
cv::Point2d foveaNear(const cv::Mat& rgb, const cv::Mat& mask, const FundusLandmarks& found) {
    const cv::Point2d towards = found.centre - found.disc;
    const double length = cv::norm(towards);
    if (!found.discFound || found.crop || length < 0.1 * found.radius)
        return found.centre;
    const cv::Point2d expected = found.disc + towards * (4.8 * found.discRadius / length);
    cv::Mat green;
    cv::extractChannel(rgb, green, 1);
    const cv::Mat near = maskedBlur(green, mask, found.discRadius / 2),
                  wide = maskedBlur(green, mask, 2 * found.discRadius);
    const double reach = 1.8 * found.discRadius;
    cv::Point2d best = expected;
    double darkest = 0;
    for (int row = 0; row < rgb.rows; ++row) {
        for (int column = 0; column < rgb.cols; ++column) {
            const cv::Point2d at(column + 0.5, row + 0.5);
            const double off = cv::norm(at - expected) / reach;
            if (off > 1 || !mask.at<unsigned char>(row, column))
                continue;
            const auto around = static_cast<double>(wide.at<float>(row, column));
            const double depth =
                (around - static_cast<double>(near.at<float>(row, column))) * (1 - off * off);
            if (depth > darkest) {
                darkest = depth;
                best = at;
            }
        }
    }
    return best;
}

} // namespace

FundusLandmarks findLandmarks(const cv::Mat& rgb, const cv::Mat& mask) {
    constexpr int kSide = 256; // a disc is 10 px and more there
    const double scale = std::max(1.0, std::max(rgb.cols, rgb.rows) / static_cast<double>(kSide));
    const cv::Mat small = reducedTo(rgb, kSide);
    cv::Mat smallMask;
    cv::resize(mask, smallMask, small.size(), 0, 0, cv::INTER_NEAREST);
    FundusLandmarks found = fieldOnly(smallMask);
    const cv::Mat bright = discBrightness(small, found.radius);
    cv::Mat vessels = vesselDensity(small, smallMask, found.radius);
    double densest = 0;
    cv::minMaxLoc(vessels, nullptr, &densest);
    vessels = 0.4 + 0.6 * vessels / std::max(densest, 1e-6);
    const cv::Mat inner = eroded(smallMask, std::max(2, static_cast<int>(found.radius / 25)));
    double best = 0;
    for (const double share : found.crop ? kCropShares : kDiscShares) {
        const double sigma = share * found.radius / std::numbers::sqrt2;
        cv::Mat response = maskedBlur(bright, smallMask, sigma) -
                           maskedBlur(bright, smallMask, std::min(1.7 * sigma, 60.0));
        if (!found.crop)
            cv::multiply(response, vessels, response);
        double top = 0;
        cv::Point at;
        cv::minMaxLoc(response, nullptr, &top, nullptr, &at, inner);
        if (top > best) {
            best = top;
            found.disc = {at.x + 0.5, at.y + 0.5};
            found.discRadius = share * found.radius;
        }
    }
    found.discFound = best > 0.012;
    found.fovea = foveaNear(small, smallMask, found);
    found.centre *= scale;
    found.fovea *= scale;
    found.disc *= scale;
    found.radius *= scale;
    found.discRadius *= scale;
    return found;
}

} // namespace cw::imaging::detail
