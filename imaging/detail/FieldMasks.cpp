// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FieldMasks.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace cw::imaging::detail {
namespace {

using Histogram = std::array<int, 256>;

Histogram histogramOf(const cv::Mat& bytes) {
    Histogram counts{};
    for (int row = 0; row < bytes.rows; ++row) {
        const auto* line = bytes.ptr<unsigned char>(row);
        for (int column = 0; column < bytes.cols; ++column)
            ++counts[line[column]];
    }
    return counts;
}

// Grey levels up to the 99.5th percentile on 0..255: a few burned-in or clipped pixels must not
// squeeze the breast into the lowest levels. The square root lifts thin fatty tissue off the air.
cv::Mat stretched(const cv::Mat& grey) {
    cv::Mat bytes;
    cv::Mat positive = cv::max(grey, 0.0);
    cv::sqrt(positive, positive);
    positive.convertTo(bytes, CV_8U, 255);
    const Histogram counts = histogramOf(bytes);
    const int enough = static_cast<int>(0.995 * static_cast<double>(bytes.total()));
    int top = 0;
    for (int below = 0; top < 255 && (below += counts[static_cast<std::size_t>(top)]) < enough;)
        ++top;
    positive.convertTo(bytes, CV_8U, 255.0 * 255.0 / std::max(top, 1));
    return bytes;
}

// Air is the tallest peak of the darker half; the threshold lies a third of the way from it to
// Otsu's, because Otsu alone cuts off the fatty rim of a dense breast.
int airThreshold(const cv::Mat& bytes) {
    cv::Mat ignored;
    const int otsu = static_cast<int>(
        cv::threshold(bytes, ignored, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU));
    const Histogram counts = histogramOf(bytes);
    const auto peak = std::max_element(counts.begin(), counts.begin() + std::max(1, otsu));
    const int air = static_cast<int>(peak - counts.begin());
    return std::clamp(air + std::max(4, (otsu - air) / 3), 1, 254);
}

} // namespace

cv::Mat largestFilled(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    cv::Mat filled = cv::Mat::zeros(mask.size(), CV_8U);
    const auto larger = [](const auto& a, const auto& b) {
        return cv::contourArea(a) < cv::contourArea(b);
    };
    const auto largest = std::max_element(outlines.begin(), outlines.end(), larger);
    if (largest != outlines.end())
        cv::drawContours(filled, outlines, static_cast<int>(largest - outlines.begin()), 255,
                         cv::FILLED);
    return filled;
}

cv::Mat breastMaskOf(const cv::Mat& grey) {
    cv::Mat smooth;
    cv::GaussianBlur(grey, smooth, {}, std::max(1.0, grey.rows / 340.0));
    const cv::Mat bytes = stretched(smooth);
    cv::Mat mask;
    cv::threshold(bytes, mask, airThreshold(bytes), 255, cv::THRESH_BINARY);
    // Opening takes off view markers and name plates that touch the skin line by a thin bridge.
    const int reach = std::max(3, grey.rows / 100) | 1;
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach});
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, disc, {-1, -1}, 1, cv::BORDER_REPLICATE);
    return largestFilled(mask);
}

cv::Mat fundusMaskOf(const cv::Mat& rgb) {
    // Red is bright all over the retina, also where the camera's light falls off.
    cv::Mat red, bytes, mask;
    cv::extractChannel(rgb, red, 0);
    cv::GaussianBlur(red, red, {}, 2.0);
    red.convertTo(bytes, CV_8U, 255);
    cv::Mat ignored;
    const double otsu = cv::threshold(bytes, ignored, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    // Half of Otsu's: between dark surround and retina, not between dim and bright retina. No
    // surround at all (a crop) leaves everything above it.
    cv::threshold(bytes, mask, std::clamp(otsu * 0.5, 8.0, 60.0), 255, cv::THRESH_BINARY);
    const int reach = std::max(3, std::max(rgb.rows, rgb.cols) / 100) | 1;
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach});
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, disc, {-1, -1}, 1, cv::BORDER_REPLICATE);
    return largestFilled(mask);
}

} // namespace cw::imaging::detail
