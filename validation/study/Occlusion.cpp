// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Occlusion.h"

#include "validation/study/detail/PngText.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace cw::validation {
namespace {

struct Box {
    int left, top, right, bottom; ///< right and bottom are outside
};

/// Means of the samples on the box's rim: a cover that brings no edge of its own.
std::vector<double> rimOf(const core::Image& picture, const Box& box) {
    const auto count = static_cast<std::size_t>(picture.samplesPerPixel());
    std::vector<double> sums(count, 0);
    double pixels = 0;
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x) {
            const bool rim =
                y == box.top || y == box.bottom - 1 || x == box.left || x == box.right - 1;
            if (!rim)
                continue;
            for (std::size_t s = 0; s < count; ++s)
                sums[s] += picture.valueAt(x, y, static_cast<int>(s));
            pixels += 1;
        }
    for (double& sum : sums)
        sum /= std::max(pixels, 1.0);
    return sums;
}

template <class Sample>
core::Image coveredAs(const core::Image& picture, const Box& box) {
    auto copy = picture;
    const auto rim = rimOf(picture, box);
    auto samples = copy.samples<Sample>();
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x)
            for (std::size_t s = 0; s < rim.size(); ++s)
                samples[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width()) +
                         static_cast<std::size_t>(x)) *
                            rim.size() +
                        s] = static_cast<Sample>(std::lround(rim[s]));
    return copy;
}

core::Image covered(const core::Image& picture, const Box& box) {
    switch (picture.sampleType()) {
    case core::SampleType::U8:
        return coveredAs<std::uint8_t>(picture, box);
    case core::SampleType::S8:
        return coveredAs<std::int8_t>(picture, box);
    case core::SampleType::S16:
        return coveredAs<std::int16_t>(picture, box);
    default: // occlusionMap() let no other through
        return coveredAs<std::uint16_t>(picture, box);
    }
}

bool isCoverable(core::SampleType type) {
    using enum core::SampleType;
    return type == U8 || type == S8 || type == U16 || type == S16;
}

Result<double> finiteScore(const PictureScore& score, const core::Image& picture) {
    CW_TRY(const double value, score(picture));
    if (!std::isfinite(value))
        return fail(ErrorCode::Internal, "the model gave a score that is not a number");
    return value;
}

/// The map between the cells' centres, at a place of the picture in cells.
double between(const OcclusionMap& map, double x, double y) {
    const auto at = [&](int column, int row) {
        return map.fall[static_cast<std::size_t>(std::clamp(row, 0, map.rows - 1) * map.columns +
                                                 std::clamp(column, 0, map.columns - 1))];
    };
    const double left = std::floor(x - 0.5), top = std::floor(y - 0.5);
    const double px = x - 0.5 - left, py = y - 0.5 - top;
    const int column = static_cast<int>(left), row = static_cast<int>(top);
    return (1 - py) * ((1 - px) * at(column, row) + px * at(column + 1, row)) +
           py * ((1 - px) * at(column, row + 1) + px * at(column + 1, row + 1));
}

/// Brightness of a colour pixel (ITU-R BT.601): a retina is as warm as the map over it.
double luma(const core::Image& picture, int x, int y) {
    return 0.299 * picture.valueAt(x, y, 0) + 0.587 * picture.valueAt(x, y, 1) +
           0.114 * picture.valueAt(x, y, 2);
}

} // namespace

Result<OcclusionMap> occlusionMap(const core::Image& picture, const PictureScore& score,
                                  const OcclusionPlan& plan, const core::CancelToken* cancel) {
    if (!isCoverable(picture.sampleType()) || plan.cells < 1 || plan.cells > 256 ||
        !(plan.patch > 0))
        return fail(ErrorCode::InvalidArgument,
                    "a heat map needs a picture of 8 or 16 bits and cells");
    const int longer = std::max(picture.width(), picture.height());
    const double cell = std::max(1.0, static_cast<double>(longer) / plan.cells);
    OcclusionMap map;
    map.columns = std::max(1, static_cast<int>(std::lround(picture.width() / cell)));
    map.rows = std::max(1, static_cast<int>(std::lround(picture.height() / cell)));
    CW_TRY(map.whole, finiteScore(score, picture));
    const double stepX = static_cast<double>(picture.width()) / map.columns,
                 stepY = static_cast<double>(picture.height()) / map.rows;
    for (int row = 0; row < map.rows; ++row)
        for (int column = 0; column < map.columns; ++column) {
            if (cancel != nullptr && cancel->cancelled())
                return fail(ErrorCode::Cancelled, "stopped");
            const double x = (column + 0.5) * stepX, y = (row + 0.5) * stepY;
            const double halfX = plan.patch * stepX / 2, halfY = plan.patch * stepY / 2;
            const Box box{std::max(0, static_cast<int>(std::floor(x - halfX))),
                          std::max(0, static_cast<int>(std::floor(y - halfY))),
                          std::min(picture.width(), static_cast<int>(std::ceil(x + halfX))),
                          std::min(picture.height(), static_cast<int>(std::ceil(y + halfY)))};
            const core::Image changed = covered(picture, box);
            if (changed == picture) { // air: nothing to measure again
                map.fall.push_back(0);
                continue;
            }
            CW_TRY(const double value, finiteScore(score, changed));
            map.fall.push_back(map.whole - value);
        }
    return map;
}

Result<HeatMap> heatMapOf(const core::Image& picture, const OcclusionMap& map,
                          const std::string& image, const std::string& model) {
    const auto cells = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
    if (picture.sampleType() != core::SampleType::U8 || cells == 0 || map.fall.size() != cells)
        return fail(ErrorCode::InvalidArgument, "the heat map does not belong to an 8-bit picture");
    CW_TRY(auto drawn, core::Image::create(picture.width(), picture.height(), 3,
                                           core::SampleType::U8, core::PixelMeaning::Rgb));
    const double highest = std::max(0.0, *std::max_element(map.fall.begin(), map.fall.end()));
    const bool colour = picture.samplesPerPixel() == 3;
    const bool inverted = picture.meaning() == core::PixelMeaning::Monochrome1;
    auto samples = drawn.samples<std::uint8_t>();
    std::size_t at = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const double fall = between(map, (x + 0.5) * map.columns / picture.width(),
                                        (y + 0.5) * map.rows / picture.height());
            const double heat = highest > 0 ? std::clamp(fall / highest, 0.0, 1.0) : 0;
            const double warm[3] = {255, 235 * (1 - heat), 0}; // yellow to red
            double value = colour ? luma(picture, x, y) : picture.valueAt(x, y);
            value = inverted ? 255 - value : value;
            for (int s = 0; s < 3; ++s, ++at)
                samples[at] =
                    static_cast<std::uint8_t>(std::lround(value + 0.6 * heat * (warm[s] - value)));
        }
    CW_TRY(const auto png, detail::pngText(drawn));
    return HeatMap{image, model, "occlusion", png};
}

} // namespace cw::validation
