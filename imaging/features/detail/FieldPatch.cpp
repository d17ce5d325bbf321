// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/FieldPatch.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr int kGrid = 16;

// Where a stretch of side px around the middle begins, on the grid.
int beginningOf(double middle, int side, int length) {
    const int wished = static_cast<int>(std::lround(middle - side / 2.0)) / kGrid * kGrid;
    const int last = std::max(0, (length - side) / kGrid * kGrid);
    return std::clamp(wished, 0, last);
}

} // namespace

double highestLevel(const core::Image& image) {
    switch (image.sampleType()) {
    case core::SampleType::U8:
    case core::SampleType::S8:
    case core::SampleType::U16:
    case core::SampleType::S16:
        return std::exp2(std::clamp(image.bitsStored(), 1, 16)) - 1;
    default:
        return 255;
    }
}

Patch fieldPatch(const LookedAt& looked, int side) {
    const auto moments = cv::moments(looked.field, true);
    const double scale = looked.image.width() / static_cast<double>(looked.grey.cols);
    const bool found = moments.m00 > 0;
    const double x = found ? moments.m10 / moments.m00 * scale : looked.image.width() / 2.0;
    const double y = found ? moments.m01 / moments.m00 * scale : looked.image.height() / 2.0;
    const int left = beginningOf(x, side, looked.image.width());
    const int top = beginningOf(y, side, looked.image.height());
    const cv::Rect part(left, top, std::min(side, looked.image.width() - left),
                        std::min(side, looked.image.height() - top));
    // Through an image of its own, so that polarity and range are read in one place.
    auto cut = core::Image::create(part.width, part.height, looked.image.samplesPerPixel(),
                                   looked.image.sampleType(), looked.image.meaning());
    if (!cut) // cannot be: a part of an image that exists
        return {part, cv::Mat::zeros(part.size(), CV_32F)};
    cut->setBitsStored(looked.image.bitsStored());
    viewOf(looked.image)(part).copyTo(viewOf(*cut));
    return {part, greyFloat(*cut, std::max(part.width, part.height))};
}

} // namespace cw::imaging::detail
