// SPDX-License-Identifier: Apache-2.0
#include "core/Raster.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cw::core {

std::vector<Span> spansOf(const Polygon& polygon) {
    const auto& v = polygon.vertices;
    std::vector<Span> spans;
    if (v.size() < 3)
        return spans;
    const auto box = boundsOf(polygon);
    if (!(std::abs(box.top) < 1e8 && std::abs(box.bottom) < 1e8))
        return spans;
    const int firstRow = static_cast<int>(std::floor(box.top - 0.5));
    const int lastRow = static_cast<int>(std::ceil(box.bottom));
    const auto rowCount = static_cast<std::size_t>(lastRow - firstRow + 1);
    // Crossings are bucketed by row, so that a thousand-vertex outline costs its length, not
    // rows x vertices.
    std::vector<std::vector<double>> crossings(rowCount);
    for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++) {
        const PointPx a = v[j].y <= v[i].y ? v[j] : v[i];
        const PointPx b = v[j].y <= v[i].y ? v[i] : v[j];
        // Rows whose centre y is in [a.y, b.y).
        const int from = static_cast<int>(std::ceil(a.y - 0.5));
        const int end = static_cast<int>(std::ceil(b.y - 0.5));
        for (int row = from; row < end; ++row) {
            const double y = row + 0.5;
            crossings[static_cast<std::size_t>(row - firstRow)].push_back(
                a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    for (std::size_t r = 0; r < rowCount; ++r) {
        auto& xs = crossings[r];
        std::sort(xs.begin(), xs.end());
        for (std::size_t k = 0; k + 1 < xs.size(); k += 2) {
            const int first = static_cast<int>(std::ceil(xs[k] - 0.5));
            const int end = static_cast<int>(std::ceil(xs[k + 1] - 0.5));
            if (end > first)
                spans.push_back({firstRow + static_cast<int>(r), first, end});
        }
    }
    return spans;
}

Result<Image> maskOf(const Polygon& polygon, int width, int height) {
    CW_TRY(auto mask, Image::create(width, height, 1, SampleType::U8, PixelMeaning::Monochrome2));
    auto pixels = mask.samples<std::uint8_t>();
    for (const auto& span : spansOf(polygon)) {
        if (span.row < 0 || span.row >= height)
            continue;
        const int first = std::clamp(span.firstColumn, 0, width);
        const int end = std::clamp(span.endColumn, 0, width);
        if (end > first)
            std::memset(
                &pixels[static_cast<std::size_t>(span.row) * static_cast<std::size_t>(width) +
                        static_cast<std::size_t>(first)],
                255, static_cast<std::size_t>(end - first));
    }
    return mask;
}

} // namespace cw::core
