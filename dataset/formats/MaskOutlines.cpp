// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/MaskOutlines.h"

#include "core/Image.h"
#include "core/Raster.h"

#include <algorithm>
#include <array>

namespace cw::dataset {
namespace {

struct Corner {
    int x = 0, y = 0;
    auto operator<=>(const Corner&) const = default;
};
using Loop = std::vector<Corner>;

/// The components of a bitmap, each in a window of its own, in order of their first pixel.
class Components {
public:
    explicit Components(const Bitmap& bitmap) : m_bitmap(bitmap), m_seen(bitmap.inside) {}
    std::vector<Bitmap> all() {
        std::vector<Bitmap> components;
        for (int row = 0; row < m_bitmap.height; ++row)
            for (int column = 0; column < m_bitmap.width; ++column)
                if (m_seen[at(column, row)])
                    components.push_back(filledFrom(column, row));
        return components;
    }

private:
    std::size_t at(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_bitmap.width) +
               static_cast<std::size_t>(column);
    }
    Bitmap filledFrom(int column, int row) {
        std::vector<Corner> pixels{{column, row}};
        m_seen[at(column, row)] = 0;
        int left = column, right = column, top = row, bottom = row;
        for (std::size_t i = 0; i < pixels.size(); ++i) { // pixels grows while it is walked
            const Corner p = pixels[i];
            left = std::min(left, p.x), right = std::max(right, p.x);
            top = std::min(top, p.y), bottom = std::max(bottom, p.y);
            for (const Corner n : {Corner{p.x + 1, p.y}, Corner{p.x - 1, p.y}, Corner{p.x, p.y + 1},
                                   Corner{p.x, p.y - 1}}) {
                if (n.x < 0 || n.y < 0 || n.x >= m_bitmap.width || n.y >= m_bitmap.height ||
                    !m_seen[at(n.x, n.y)])
                    continue;
                m_seen[at(n.x, n.y)] = 0;
                pixels.push_back(n);
            }
        }
        Bitmap one{
            m_bitmap.left + left, m_bitmap.top + top, right - left + 1, bottom - top + 1, {}};
        one.inside.assign(
            static_cast<std::size_t>(one.width) * static_cast<std::size_t>(one.height), 0);
        for (const Corner p : pixels)
            one.inside[static_cast<std::size_t>(p.y - top) * static_cast<std::size_t>(one.width) +
                       static_cast<std::size_t>(p.x - left)] = 1;
        return one;
    }

    const Bitmap& m_bitmap;
    std::vector<std::uint8_t> m_seen;
};

constexpr std::array<Corner, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

/// The directed pixel edges of a bitmap, inside to the right of the way, and the loops they form.
class EdgeLoops {
public:
    explicit EdgeLoops(const Bitmap& bitmap)
        : m_bitmap(bitmap), m_left(static_cast<std::size_t>(bitmap.width + 1) *
                                       static_cast<std::size_t>(bitmap.height + 1),
                                   0) {
        for (int y = 0; y <= bitmap.height; ++y)
            for (int x = 0; x <= bitmap.width; ++x)
                m_left[at({x, y})] = edgesFrom(x, y);
    }
    std::vector<Loop> all() {
        std::vector<Loop> loops;
        for (int y = 0; y <= m_bitmap.height; ++y)
            for (int x = 0; x <= m_bitmap.width; ++x)
                for (unsigned d = 0; d < 4; ++d)
                    if (m_left[at({x, y})] & (1U << d))
                        loops.push_back(walked({x, y}, d));
        return loops;
    }

private:
    std::size_t at(Corner c) const {
        return static_cast<std::size_t>(c.y) * static_cast<std::size_t>(m_bitmap.width + 1) +
               static_cast<std::size_t>(c.x);
    }
    std::uint8_t edgesFrom(int x, int y) const {
        const bool nw = m_bitmap.at(x - 1, y - 1), ne = m_bitmap.at(x, y - 1);
        const bool sw = m_bitmap.at(x - 1, y), se = m_bitmap.at(x, y);
        return static_cast<std::uint8_t>((se && !ne ? 1U : 0U) | (sw && !se ? 2U : 0U) |
                                         (nw && !sw ? 4U : 0U) | (ne && !nw ? 8U : 0U));
    }
    /// Where two ways are open the right one stays with the same pixel: 4-connected.
    unsigned next(Corner c, unsigned d) const {
        const unsigned edges = edgesFrom(c.x, c.y);
        for (const unsigned turn : {1U, 0U, 3U})
            if (edges & (1U << ((d + turn) % 4)))
                return (d + turn) % 4;
        return d;
    }
    /// Begins at the loop's topmost, leftmost corner: that is where the search meets it first.
    Loop walked(const Corner start, const unsigned first) {
        Loop loop;
        unsigned came = 4, d = first;
        Corner c = start;
        do {
            if (d != came)
                loop.push_back(c);
            m_left[at(c)] = static_cast<std::uint8_t>(m_left[at(c)] & ~(1U << d));
            c = {c.x + kSteps[d].x, c.y + kSteps[d].y};
            came = d;
            d = next(c, d);
        } while (c != start || d != first);
        return loop;
    }

    const Bitmap& m_bitmap;
    std::vector<std::uint8_t> m_left;
};

core::Polygon polygonOf(const Loop& loop, const Bitmap& bitmap) {
    core::Polygon polygon;
    for (const Corner c : loop)
        polygon.vertices.push_back(
            {static_cast<double>(bitmap.left + c.x), static_cast<double>(bitmap.top + c.y)});
    return polygon;
}

/// A component's outer loop begins at its topmost, leftmost corner, which no hole can have.
Region regionOf(const Bitmap& component) {
    const auto loops = EdgeLoops(component).all();
    Region region{polygonOf(loops.front(), component), {}};
    for (std::size_t i = 1; i < loops.size(); ++i)
        region.holes.push_back(polygonOf(loops[i], component));
    return region;
}

/// The row at which to cut so that there is one hole or one touching corner less; 0: none needed.
int cutRow(const std::vector<Loop>& loops, int height) {
    int best = 0;
    const auto offer = [&](int row) {
        if (best == 0 || std::abs(2 * row - height) < std::abs(2 * best - height))
            best = row;
    };
    for (std::size_t i = 1; i < loops.size(); ++i) {
        const auto [low, high] = std::minmax_element(loops[i].begin(), loops[i].end(),
                                                     [](Corner a, Corner b) { return a.y < b.y; });
        offer((low->y + high->y) / 2);
    }
    Loop sorted = loops.front();
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] == sorted[i - 1])
            offer(sorted[i].y);
    return best;
}

Bitmap rows(const Bitmap& bitmap, int from, int end) {
    const auto width = static_cast<std::ptrdiff_t>(bitmap.width);
    return {bitmap.left, bitmap.top + from, bitmap.width, end - from,
            std::vector<std::uint8_t>(bitmap.inside.begin() + from * width,
                                      bitmap.inside.begin() + end * width)};
}

} // namespace

std::vector<Region> regionsOf(const Bitmap& bitmap) {
    std::vector<Region> regions;
    for (const Bitmap& component : Components(bitmap).all())
        regions.push_back(regionOf(component));
    return regions;
}

std::vector<core::Polygon> simplePieces(const Bitmap& bitmap, std::size_t mostCorners) {
    std::vector<core::Polygon> pieces;
    std::vector<Bitmap> open = Components(bitmap).all();
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
        const Bitmap component = std::move(open.back());
        open.pop_back();
        const auto loops = EdgeLoops(component).all();
        int row = cutRow(loops, component.height);
        if (row == 0 && loops.front().size() > mostCorners)
            row = component.height / 2;
        if (row == 0) {
            pieces.push_back(polygonOf(loops.front(), component));
            continue;
        }
        for (const Bitmap& half :
             {rows(component, row, component.height), rows(component, 0, row)}) {
            auto parts = Components(half).all();
            open.insert(open.end(), std::make_move_iterator(parts.rbegin()),
                        std::make_move_iterator(parts.rend()));
        }
    }
    return pieces;
}

Result<Bitmap> bitmapOf(const std::vector<Region>& regions, int width, int height) {
    if (width <= 0 || height <= 0)
        return fail(ErrorCode::InvalidArgument, "a mask needs the size of its image");
    if (static_cast<std::size_t>(width) * static_cast<std::size_t>(height) >
        core::Image::kMaxSamples)
        return fail(ErrorCode::TooLarge, "an image of more than 200 million pixels");
    Bitmap bitmap{0, 0, width, height, {}};
    bitmap.inside.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    const auto paint = [&](const core::Polygon& polygon, std::uint8_t value) {
        // The rasteriser's cost is the outline's height: what lies outside is not asked for.
        const core::RectPx box = core::boundsOf(polygon);
        if (box.top < -height || box.bottom > 2.0 * height)
            return;
        for (const core::Span& span : core::spansOf(polygon)) {
            if (span.row < 0 || span.row >= height)
                continue;
            const int first = std::clamp(span.firstColumn, 0, width);
            const int end = std::clamp(span.endColumn, 0, width);
            const auto line = bitmap.inside.begin() + static_cast<std::ptrdiff_t>(span.row) * width;
            if (end > first)
                std::fill(line + first, line + end, value);
        }
    };
    for (const Region& region : regions) {
        paint(region.outline, 1);
        for (const core::Polygon& hole : region.holes)
            paint(hole, 0);
    }
    return bitmap;
}

} // namespace cw::dataset
