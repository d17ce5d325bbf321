// SPDX-License-Identifier: Apache-2.0
// Border following along pixel edges (after the crack codes of Rosenfeld, 1979), inside on the
// right.
#include "core/MaskContours.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace cw::core {
namespace {

constexpr std::size_t kMostCorners = 5'000'000, kMostLines = 20'000;

struct Corner {
    int x = 0, y = 0;
    auto operator<=>(const Corner&) const = default;
};
using Loop = std::vector<Corner>;

/// Right, down, left, up: turning right is the next one.
constexpr Corner kSteps[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};

class Tracer {
public:
    explicit Tracer(const Image& mask)
        : m_width(mask.width()), m_height(mask.height()), m_samples(mask.samples<std::uint8_t>()),
          m_seen(m_samples.size(), false) {}

    bool inside(int column, int row) const {
        return column >= 0 && row >= 0 && column < m_width && row < m_height &&
               m_samples[indexOf(column, row)] != 0;
    }
    /// A top edge that no line has run along yet.
    bool startsAt(int column, int row) const {
        return !m_seen[indexOf(column, row)] && !inside(column, row - 1);
    }

    /// The closed line that begins along the top edge of that pixel; corners where it turns.
    Result<Loop> follow(int column, int row) {
        Loop loop;
        Corner at{column, row};
        int direction = 0;
        do {
            if (direction == 0)
                m_seen[indexOf(at.x, at.y)] = true;
            at = {at.x + kSteps[direction].x, at.y + kSteps[direction].y};
            const int turned = turnAt(at, direction);
            if (turned != direction) {
                loop.push_back(at);
                if (++m_corners > kMostCorners)
                    return fail(ErrorCode::TooLarge, "the mask has more than five million corners");
            }
            direction = turned;
        } while (at != Corner{column, row} || direction != 0);
        return loop;
    }

private:
    std::size_t indexOf(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) +
               static_cast<std::size_t>(column);
    }
    /// Where two pixels meet only at the corner, the line stays with the one it has followed.
    int turnAt(Corner at, int direction) const {
        constexpr Corner kAheadRight[] = {{0, 0}, {-1, 0}, {-1, -1}, {0, -1}};
        const Corner right = kAheadRight[direction];
        const Corner left = kAheadRight[(direction + 3) % 4];
        if (!inside(at.x + right.x, at.y + right.y))
            return (direction + 1) % 4;
        return inside(at.x + left.x, at.y + left.y) ? (direction + 3) % 4 : direction;
    }

    int m_width, m_height;
    std::span<const std::uint8_t> m_samples;
    std::vector<bool> m_seen;
    std::size_t m_corners = 0;
};

/// Lines that meet themselves at a corner, cut there: each part meets itself nowhere.
std::vector<Loop> cutWhereItTouches(const Loop& loop) {
    std::vector<Loop> parts;
    Loop open;
    std::map<Corner, std::size_t> placeOf;
    for (const Corner corner : loop) {
        if (const auto met = placeOf.find(corner); met != placeOf.end()) {
            const auto first = open.begin() + static_cast<std::ptrdiff_t>(met->second);
            parts.emplace_back(first, open.end());
            for (auto gone = first + 1; gone != open.end(); ++gone)
                placeOf.erase(*gone);
            open.erase(first + 1, open.end());
            continue;
        }
        placeOf[corner] = open.size();
        open.push_back(corner);
    }
    parts.push_back(std::move(open));
    return parts;
}

/// Twice the area; positive for clockwise on the screen.
long long signedArea(const Loop& loop) {
    long long sum = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Corner a = loop[i], b = loop[(i + 1) % loop.size()];
        sum += static_cast<long long>(a.x) * b.y - static_cast<long long>(b.x) * a.y;
    }
    return sum;
}

Polygon polygonOf(const Loop& loop) {
    Polygon polygon;
    polygon.vertices.reserve(loop.size());
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Corner before = loop[(i + loop.size() - 1) % loop.size()], corner = loop[i],
                     after = loop[(i + 1) % loop.size()];
        // A cut leaves a corner that the remaining line passes straight through.
        const bool straight = (before.x == corner.x && corner.x == after.x) ||
                              (before.y == corner.y && corner.y == after.y);
        if (!straight)
            polygon.vertices.push_back(
                {static_cast<double>(corner.x), static_cast<double>(corner.y)});
    }
    return polygon;
}

/// The region around a hole: the smallest whose outline holds the pixel above the hole's edge.
struct Enclosing {
    RectPx bounds;
    double area = 0;
};

void placeHole(std::vector<MaskRegion>& regions, const std::vector<Enclosing>& around, Polygon hole,
               PointPx pixelBeside) {
    std::size_t best = regions.size();
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const auto& box = around[i].bounds;
        if (around[i].area >= smallest || pixelBeside.x < box.left || pixelBeside.x > box.right ||
            pixelBeside.y < box.top || pixelBeside.y > box.bottom ||
            !contains(regions[i].outline, pixelBeside))
            continue;
        smallest = around[i].area;
        best = i;
    }
    CW_ASSERT(best < regions.size());
    regions[best].holes.push_back(std::move(hole));
}

struct Hole {
    Polygon line;
    PointPx pixelBeside;
};

/// The centre of a pixel of the region beside the hole's first edge: the inside is on the right.
PointPx beside(const Polygon& hole) {
    const PointPx a = hole.vertices[0], b = hole.vertices[1];
    const double length = distance(a, b);
    const double dx = (b.x - a.x) / length, dy = (b.y - a.y) / length;
    return {a.x + dx / 2 - dy / 2, a.y + dy / 2 + dx / 2};
}

} // namespace

Result<std::vector<MaskRegion>> regionsOf(const Image& mask) {
    if (mask.sampleType() != SampleType::U8 || mask.samplesPerPixel() != 1)
        return fail(ErrorCode::InvalidArgument, "a mask is an 8-bit grey image");
    Tracer tracer(mask);
    std::vector<MaskRegion> regions;
    std::vector<Enclosing> around;
    std::vector<Hole> holes;
    for (int row = 0; row < mask.height(); ++row)
        for (int column = 0; column < mask.width(); ++column) {
            if (!tracer.inside(column, row) || !tracer.startsAt(column, row))
                continue;
            CW_TRY(const auto line, tracer.follow(column, row));
            for (const Loop& part : cutWhereItTouches(line)) {
                if (regions.size() + holes.size() >= kMostLines)
                    return fail(ErrorCode::TooLarge,
                                "the mask has more than twenty thousand lines");
                auto polygon = polygonOf(part);
                if (signedArea(part) > 0) {
                    around.push_back({boundsOf(polygon), areaPx2(polygon)});
                    regions.push_back({std::move(polygon), {}});
                } else {
                    const PointPx pixel = beside(polygon);
                    holes.push_back({std::move(polygon), pixel});
                }
            }
        }
    for (auto& hole : holes)
        placeHole(regions, around, std::move(hole.line), hole.pixelBeside);
    return regions;
}

} // namespace cw::core
