// SPDX-License-Identifier: Apache-2.0
#include "imaging/LiveWire.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/segmentation.hpp>

namespace cw::imaging {
namespace {

using core::PointPx;

constexpr int kReach = 200; ///< steps in each direction: a map of 401 x 401 takes some 20 ms
/// Below this gradient of 255 noise would pass for an edge; film grain and detector noise do not
/// reach it after the blur.
constexpr double kCannyLow = 20, kCannyHigh = 60;

} // namespace

struct LiveWire::Map {
    cv::segmentation::IntelligentScissorsMB scissors;
    PointPx seed;
    double left = 0, top = 0, step = 1; ///< image space of the map's corner
    int width = 0, height = 0;

    cv::Point cell(PointPx p) const {
        return {static_cast<int>(std::floor((p.x - left) / step)),
                static_cast<int>(std::floor((p.y - top) / step))};
    }
    bool covers(cv::Point c) const { return c.x >= 0 && c.y >= 0 && c.x < width && c.y < height; }
};

namespace {

/// One step a pixel around the seed, the mean of the samples under it; 8 bits between percentiles.
cv::Mat surrounding(const core::Image& image, double left, double top, double step, int width,
                    int height) {
    cv::Mat grey(height, width, CV_32F);
    const int sample = image.samplesPerPixel() >= 3 ? 1 : 0;   // green
    const int span = std::clamp(static_cast<int>(step), 1, 4); // samples a side that are averaged
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            double sum = 0;
            for (int j = 0; j < span; ++j)
                for (int i = 0; i < span; ++i) {
                    const double x = left + (column + (i + 0.5) / span) * step;
                    const double y = top + (row + (j + 0.5) / span) * step;
                    sum += image.valueAt(std::clamp(static_cast<int>(x), 0, image.width() - 1),
                                         std::clamp(static_cast<int>(y), 0, image.height() - 1),
                                         sample);
                }
            grey.at<float>(row, column) = static_cast<float>(sum / (span * span));
        }
    std::vector<float> sorted(grey.begin<float>(), grey.end<float>());
    const auto at = [&sorted](double share) {
        const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(
                                              share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), nth, sorted.end());
        return static_cast<double>(*nth);
    };
    const double low = at(0.01), high = std::max(at(0.99), low + 1e-6);
    cv::Mat bytes;
    grey.convertTo(bytes, CV_8U, 255 / (high - low), -low * 255 / (high - low));
    cv::GaussianBlur(bytes, bytes, {5, 5}, 1.2);
    return bytes;
}

} // namespace

Result<LiveWire> LiveWire::around(const core::Image& image, PointPx seed, double step) {
    if (!(seed.x >= 0 && seed.y >= 0 && seed.x <= image.width() && seed.y <= image.height()) ||
        !std::isfinite(step))
        return fail(ErrorCode::InvalidArgument, "the seed of a live wire lies outside the image");
    auto map = std::make_shared<Map>();
    map->seed = seed;
    map->step = std::clamp(step, 0.25, 64.0);
    const double reach = kReach * map->step;
    map->left = std::max(0.0, seed.x - reach);
    map->top = std::max(0.0, seed.y - reach);
    const auto steps = [&](double from, double to) {
        return std::max(1, static_cast<int>(std::ceil((to - from) / map->step)));
    };
    map->width = steps(map->left, std::min<double>(image.width(), seed.x + reach));
    map->height = steps(map->top, std::min<double>(image.height(), seed.y + reach));
    auto start = map->cell(seed);
    start = {std::min(start.x, map->width - 1), std::min(start.y, map->height - 1)};
    if (map->width < 3 || map->height < 3)
        return fail(ErrorCode::InvalidArgument, "the picture is too small for a live wire");
    try {
        const auto bytes =
            surrounding(image, map->left, map->top, map->step, map->width, map->height);
        map->scissors.setEdgeFeatureCannyParameters(kCannyLow, kCannyHigh)
            .setGradientMagnitudeMaxLimit(200)
            .applyImage(bytes);
        map->scissors.buildMap(start);
    } catch (const cv::Exception&) {
        return fail(ErrorCode::Internal, "the edges around the point could not be found");
    }
    return LiveWire(std::move(map));
}

std::vector<PointPx> LiveWire::to(PointPx target) const {
    const auto cell = m_map->cell(target);
    std::vector<PointPx> path{m_map->seed};
    if (m_map->covers(cell)) {
        std::vector<cv::Point> found;
        m_map->scissors.getContour(cell, found);
        for (const auto& c : found)
            path.push_back(
                {m_map->left + (c.x + 0.5) * m_map->step, m_map->top + (c.y + 0.5) * m_map->step});
        if (path.size() > 2) // the cells of the ends themselves
            path.erase(path.begin() + 1);
        if (path.size() > 2)
            path.pop_back();
    }
    path.push_back(target);
    return path;
}

} // namespace cw::imaging
