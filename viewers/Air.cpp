// SPDX-License-Identifier: Apache-2.0
#include "viewers/Air.h"

#include <algorithm>
#include <array>

namespace cw::viewers {
namespace {

constexpr int kHighestIndex = 65535;
constexpr double kBand = 0.02;       // of the range of the picture, above the commonest dark value
constexpr double kLeastShare = 0.02; // of the picture
/// The next band above the air holds at most this fraction of its pixels. A picture that brightens
/// evenly from its dark edge reaches 1 : 13.
constexpr int kValley = 16;

/// Values in the order from dark to bright; -1 for padding.
std::vector<int> brightness(const AirSearch& picture) {
    std::vector<int> values(static_cast<std::size_t>(picture.width) *
                            static_cast<std::size_t>(picture.height));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int index = picture.index[i];
        const bool padding =
            picture.padding && index >= picture.padding->first && index <= picture.padding->second;
        values[i] = padding ? -1 : picture.darkIsLow ? index : kHighestIndex - index;
    }
    return values;
}

/// Calls once for every cell of the border.
template <class Use>
void alongBorder(int width, int height, const Use& use) {
    for (int column = 0; column < width; ++column) {
        use(column, 0);
        use(column, height - 1);
    }
    for (int row = 0; row < height; ++row) {
        use(0, row);
        use(width - 1, row);
    }
}

struct Range {
    int darkest = 0, brightest = 0;
};

/// Without the outermost half per cent of either end.
std::optional<Range> rangeOf(std::vector<int> values) {
    std::erase(values, -1);
    if (values.empty())
        return std::nullopt;
    const auto at = [&](double share) {
        const auto n = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), values.begin() + n, values.end());
        return values[static_cast<std::size_t>(n)];
    };
    const Range range{at(0.005), at(0.995)};
    return range.brightest > range.darkest ? std::optional(range) : std::nullopt;
}

/// The commonest value at the border of the picture, or of its padding, within the darker quarter
/// of the range.
std::optional<int> commonestDark(const AirSearch& picture, const std::vector<int>& values,
                                 Range range) {
    constexpr int bins = 64;
    const double perBin = (range.brightest - range.darkest) / 4.0 / bins;
    std::array<int, bins> count{};
    const auto outside = [&](int column, int row) {
        return column < 0 || row < 0 || column >= picture.width || row >= picture.height ||
               values[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                      static_cast<std::size_t>(column)] < 0;
    };
    for (int row = 0; row < picture.height; ++row)
        for (int column = 0; column < picture.width; ++column) {
            if (outside(column, row) || !(outside(column - 1, row) || outside(column + 1, row) ||
                                          outside(column, row - 1) || outside(column, row + 1)))
                continue;
            const int value =
                values[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(column)];
            const auto bin = static_cast<int>(std::max(0, value - range.darkest) / perBin);
            if (bin < bins)
                ++count[static_cast<std::size_t>(bin)];
        }
    const auto most = std::max_element(count.begin(), count.end());
    if (*most == 0)
        return std::nullopt;
    const auto bin = static_cast<double>(most - count.begin());
    return range.darkest + static_cast<int>((bin + 0.5) * perBin);
}

/// Cells that hang together with the border through values up to the limit, and through padding.
std::vector<std::uint8_t> flooded(const AirSearch& picture, const std::vector<int>& values,
                                  int limit) {
    std::vector<std::uint8_t> cells(values.size(), 0);
    std::vector<std::pair<int, int>> open;
    const auto visit = [&](int column, int row) {
        if (column < 0 || row < 0 || column >= picture.width || row >= picture.height)
            return;
        const auto i = static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(column);
        if (cells[i] || values[i] > limit)
            return;
        cells[i] = 1;
        open.emplace_back(column, row);
    };
    alongBorder(picture.width, picture.height, visit);
    while (!open.empty()) {
        const auto [column, row] = open.back();
        open.pop_back();
        visit(column - 1, row);
        visit(column + 1, row);
        visit(column, row - 1);
        visit(column, row + 1);
    }
    return cells;
}

/// One cell wider: at the rim the pixels' own values decide.
std::vector<std::uint8_t> widened(const std::vector<std::uint8_t>& cells, int width, int height) {
    auto out = cells;
    const auto at = [&](int column, int row) {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(column);
    };
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column)
            if (cells[at(column, row)])
                for (int y = std::max(0, row - 1); y <= std::min(height - 1, row + 1); ++y)
                    for (int x = std::max(0, column - 1); x <= std::min(width - 1, column + 1); ++x)
                        out[at(x, y)] = 1;
    return out;
}

Air::Box bodyOf(const std::vector<std::uint8_t>& air, int width, int height) {
    Air::Box box{width, height, -1, -1};
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column)
            if (!air[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(column)]) {
                box.left = std::min(box.left, column);
                box.right = std::max(box.right, column);
                box.top = std::min(box.top, row);
                box.bottom = std::max(box.bottom, row);
            }
    return box;
}

} // namespace

std::optional<Air> findAir(const AirSearch& picture) {
    const auto values = brightness(picture);
    const auto range = rangeOf(values);
    if (!range)
        return std::nullopt;
    const auto common = commonestDark(picture, values, *range);
    if (!common)
        return std::nullopt;
    const int band = std::max(1, static_cast<int>(kBand * (range->brightest - range->darkest)));
    const int limit = *common + band;
    auto cells = flooded(picture, values, limit);
    std::size_t air = 0, body = 0, above = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        air += cells[i] && values[i] >= 0;
        body += !cells[i];
        above += values[i] > limit && values[i] <= limit + band;
    }
    const auto total = static_cast<double>(values.size());
    if (static_cast<double>(air) < kLeastShare * total || body == 0 || above * kValley > air)
        return std::nullopt;
    Air found;
    found.lowest = picture.darkIsLow ? 0 : kHighestIndex - limit;
    found.highest = picture.darkIsLow ? limit : kHighestIndex;
    found.level = picture.level;
    found.width = picture.width;
    found.height = picture.height;
    found.body = bodyOf(cells, picture.width, picture.height);
    found.cells = widened(cells, picture.width, picture.height);
    return found;
}

} // namespace cw::viewers
