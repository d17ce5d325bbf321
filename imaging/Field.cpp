// SPDX-License-Identifier: Apache-2.0
#include "imaging/Field.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 512;
constexpr double kWider = 0.01;        // of the radius
constexpr double kSmallestField = 0.1; // of the picture
constexpr double kLeastConvex = 0.93;  // area of the mask over that of its hull

core::Polygon outlineOf(const std::vector<cv::Point>& hull, double scaleX, double scaleY) {
    core::Polygon outline;
    for (const auto& point : hull) // OpenCV's points are pixel centres
        outline.vertices.push_back({(point.x + 0.5) * scaleX, (point.y + 0.5) * scaleY});
    const auto middle = core::centroid(outline);
    // Half a reduced pixel for the centres, and the margin.
    const double radius = std::sqrt(core::areaPx2(outline) / std::numbers::pi);
    const double factor = 1 + kWider + scaleX / (2 * radius);
    for (auto& vertex : outline.vertices)
        vertex = {middle.x + factor * (vertex.x - middle.x),
                  middle.y + factor * (vertex.y - middle.y)};
    return outline;
}

// The mask found on the reduced picture, at the picture's own size, with a smooth outline.
Result<core::Image> enlarged(const cv::Mat& small, int width, int height) {
    CW_TRY(auto mask, core::Image::create(width, height, 1, core::SampleType::U8,
                                          core::PixelMeaning::Monochrome2));
    cv::Mat view = detail::viewOf(mask);
    cv::resize(small, view, view.size(), 0, 0, cv::INTER_LINEAR);
    cv::threshold(view, view, 127, 255, cv::THRESH_BINARY);
    return mask;
}

} // namespace

Result<core::Image> breastMask(const core::Image& mammogram) {
    return detail::guarded(
        ErrorCode::Internal, "finding the breast failed", [&]() -> Result<core::Image> {
            const cv::Mat grey = detail::greyFloat(mammogram, kWorkingSide);
            return enlarged(detail::breastMaskOf(grey), mammogram.width(), mammogram.height());
        });
}

char chestWallSide(const core::Image& breastMask) {
    if (breastMask.sampleType() != core::SampleType::U8 || breastMask.samplesPerPixel() != 1)
        return 0;
    const cv::Mat mask = detail::viewOf(breastMask);
    const int strip = std::max(1, mask.cols / 50);
    const int left = cv::countNonZero(mask.colRange(0, strip));
    const int right = cv::countNonZero(mask.colRange(mask.cols - strip, mask.cols));
    const int strips = strip * mask.rows;
    if (std::max(left, right) < strips / 10 || 2 * std::min(left, right) > std::max(left, right))
        return 0;
    return left > right ? 'L' : 'R';
}

Result<core::Image> fundusMask(const core::Image& rgb) {
    if (rgb.samplesPerPixel() != 3)
        return fail(ErrorCode::InvalidArgument, "a fundus picture has three colours");
    return detail::guarded(
        ErrorCode::Internal, "finding the field of view failed", [&]() -> Result<core::Image> {
            const cv::Mat small = detail::rgbFloat(rgb, kWorkingSide);
            return enlarged(detail::fundusMaskOf(small), rgb.width(), rgb.height());
        });
}

std::optional<core::Polygon> fundusFieldOutline(const core::Image& rgb) {
    if (rgb.samplesPerPixel() != 3)
        return std::nullopt;
    try {
        const cv::Mat mask = detail::fundusMaskOf(detail::rgbFloat(rgb, kWorkingSide));
        std::vector<std::vector<cv::Point>> outlines;
        cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        if (outlines.empty()) // one at most: the mask is one region
            return std::nullopt;
        std::vector<cv::Point> hull;
        cv::convexHull(outlines.front(), hull);
        const double hullArea = cv::contourArea(hull);
        const auto all = static_cast<double>(mask.total());
        if (hull.size() < 8 || hullArea < kSmallestField * all || hullArea > 0.98 * all ||
            cv::contourArea(outlines.front()) < kLeastConvex * hullArea)
            return std::nullopt;
        return outlineOf(hull, static_cast<double>(rgb.width()) / mask.cols,
                         static_cast<double>(rgb.height()) / mask.rows);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace cw::imaging
