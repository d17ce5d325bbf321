// SPDX-License-Identifier: Apache-2.0
#include "annotation/Outlines.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <polyclipping/clipper.hpp>

namespace cw::annotation {
namespace {

using core::PointPx;
using core::Polygon;

constexpr double kGrid = 1024; ///< steps a pixel; a power of two: back to double without error

ClipperLib::Path pathOf(const Polygon& polygon) {
    ClipperLib::Path path;
    path.reserve(polygon.vertices.size());
    for (const auto& p : polygon.vertices)
        path.emplace_back(std::llround(p.x * kGrid), std::llround(p.y * kGrid));
    return path;
}

Polygon polygonOf(const ClipperLib::Path& path) {
    Polygon polygon;
    polygon.vertices.reserve(path.size());
    for (const auto& p : path)
        polygon.vertices.push_back(
            {static_cast<double>(p.X) / kGrid, static_cast<double>(p.Y) / kGrid});
    // Clipper's outer paths have a positive area with y up: clockwise on a screen with y down.
    return polygon;
}

/// The outer outlines of the result, the largest first.
std::vector<Polygon> combined(ClipperLib::ClipType type, const Polygon& a, const Polygon& b) {
    ClipperLib::Clipper clipper;
    clipper.StrictlySimple(true); // no outline that touches itself: it could not be stored
    ClipperLib::Paths found;
    try {
        if (!clipper.AddPath(pathOf(a), ClipperLib::ptSubject, true))
            return {};
        clipper.AddPath(pathOf(b), ClipperLib::ptClip, true);
        clipper.Execute(type, found, ClipperLib::pftNonZero, ClipperLib::pftNonZero);
    } catch (const ClipperLib::clipperException&) { // coordinates out of its range
        return {};
    }
    std::vector<Polygon> outer;
    for (const auto& path : found)
        if (ClipperLib::Orientation(path) && path.size() >= 3)
            outer.push_back(polygonOf(path));
    std::ranges::sort(outer, [](const Polygon& p, const Polygon& q) {
        return core::areaPx2(p) > core::areaPx2(q);
    });
    return outer;
}

std::optional<Polygon> largest(std::vector<Polygon> pieces) {
    return pieces.empty() ? std::nullopt : std::optional(std::move(pieces.front()));
}

double cross(PointPx o, PointPx a, PointPx b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Where a line leaves or enters an outline.
struct Crossing {
    std::size_t segment = 0; ///< of the line
    double along = 0;        ///< on it, 0 to 1
    std::size_t edge = 0;    ///< of the outline, from this vertex to the next
    double onEdge = 0;
    PointPx at;
};

std::vector<Crossing> crossingsOf(const Polygon& polygon, const std::vector<PointPx>& line) {
    std::vector<Crossing> crossings;
    const auto& v = polygon.vertices;
    for (std::size_t s = 0; s + 1 < line.size(); ++s)
        for (std::size_t e = 0; e < v.size(); ++e) {
            const auto a = line[s], b = line[s + 1], c = v[e], d = v[(e + 1) % v.size()];
            const double denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
            if (denominator == 0)
                continue;
            const double t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
            const double u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
            if (t >= 0 && t < 1 && u >= 0 && u < 1)
                crossings.push_back({s, t, e, u, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}});
        }
    std::ranges::sort(crossings, [](const Crossing& p, const Crossing& q) {
        return std::pair(p.segment, p.along) < std::pair(q.segment, q.along);
    });
    return crossings;
}

void append(Polygon& polygon, PointPx point) {
    if (polygon.vertices.empty() || !(polygon.vertices.back() == point))
        polygon.vertices.push_back(point);
}

/// From one crossing along the outline, in its own direction, to the other.
void walk(Polygon& piece, const Polygon& whole, const Crossing& from, const Crossing& to) {
    append(piece, from.at);
    const auto n = whole.vertices.size();
    if (from.edge != to.edge || from.onEdge > to.onEdge) {
        auto i = (from.edge + 1) % n;
        append(piece, whole.vertices[i]);
        while (i != to.edge) {
            i = (i + 1) % n;
            append(piece, whole.vertices[i]);
        }
    }
    append(piece, to.at);
}

Polygon chaikin(const Polygon& polygon) {
    Polygon rounder;
    const auto& v = polygon.vertices;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const auto a = v[i], b = v[(i + 1) % v.size()];
        rounder.vertices.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
        rounder.vertices.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
    }
    return rounder;
}

/// Andrew's monotone chain (1979).
Polygon hullOf(std::vector<PointPx> rim) {
    std::ranges::sort(
        rim, [](PointPx a, PointPx b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); });
    Polygon hull;
    auto& h = hull.vertices;
    const auto half = [&h](auto first, auto last) {
        const auto base = h.size();
        for (; first != last; ++first) {
            while (h.size() >= base + 2 && cross(h[h.size() - 2], h.back(), *first) <= 0)
                h.pop_back();
            h.push_back(*first);
        }
        if (!h.empty())
            h.pop_back(); // the first of the other half
    };
    half(rim.begin(), rim.end());
    half(rim.rbegin(), rim.rend());
    return hull;
}

} // namespace

Polygon disc(PointPx centre, double radius, int corners) {
    Polygon polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        polygon.vertices.push_back(
            {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return polygon;
}

Polygon ellipse(PointPx corner, PointPx opposite) {
    const PointPx centre{(corner.x + opposite.x) / 2, (corner.y + opposite.y) / 2};
    const double rx = std::abs(corner.x - opposite.x) / 2, ry = std::abs(corner.y - opposite.y) / 2;
    auto polygon = disc({0, 0}, 1, 48);
    for (auto& p : polygon.vertices)
        p = {centre.x + rx * p.x, centre.y + ry * p.y};
    return polygon;
}

Polygon sweptDisc(PointPx from, PointPx to, double radius) {
    return hullAround(from == to ? std::vector{from} : std::vector{from, to}, radius);
}

Polygon hullAround(const std::vector<PointPx>& points, double margin) {
    std::vector<PointPx> rim;
    for (const auto& p : points) {
        const auto around = disc(p, margin).vertices;
        rim.insert(rim.end(), around.begin(), around.end());
    }
    return hullOf(std::move(rim));
}

Polygon convexHull(const Polygon& polygon) { return hullOf(polygon.vertices); }

std::optional<Polygon> joined(const Polygon& a, const Polygon& b) {
    auto pieces = combined(ClipperLib::ctUnion, a, b);
    return pieces.size() == 1 ? largest(std::move(pieces)) : std::nullopt;
}

std::optional<Polygon> common(const Polygon& a, const Polygon& b) {
    return largest(combined(ClipperLib::ctIntersection, a, b));
}

std::optional<Polygon> without(const Polygon& a, const Polygon& b) {
    return largest(combined(ClipperLib::ctDifference, a, b));
}

std::optional<Polygon> clipped(const Polygon& polygon, int width, int height) {
    const double w = width, h = height;
    return largest(
        combined(ClipperLib::ctIntersection, polygon, {{{0, 0}, {w, 0}, {w, h}, {0, h}}}));
}

std::optional<std::pair<Polygon, Polygon>> cut(const Polygon& polygon,
                                               const std::vector<PointPx>& line) {
    const auto crossings = crossingsOf(polygon, line);
    if (crossings.size() != 2 || core::contains(polygon, line.front()))
        return std::nullopt; // a line from inside leaves and comes back: nothing is cut
    const auto &in = crossings[0], &out = crossings[1];
    const std::vector<PointPx> inner(line.begin() + static_cast<std::ptrdiff_t>(in.segment) + 1,
                                     line.begin() + static_cast<std::ptrdiff_t>(out.segment) + 1);
    Polygon first, second;
    walk(first, polygon, in, out);
    for (auto it = inner.rbegin(); it != inner.rend(); ++it)
        append(first, *it);
    walk(second, polygon, out, in);
    for (const auto& p : inner)
        append(second, p);
    if (core::areaPx2(first) < core::areaPx2(second))
        std::swap(first, second);
    return std::pair(std::move(first), std::move(second));
}

Polygon smoothed(const Polygon& polygon, double tolerancePx) {
    return core::simplified(chaikin(chaikin(polygon)), tolerancePx);
}

Polygon moved(Polygon polygon, double dx, double dy) {
    for (auto& p : polygon.vertices)
        p = {p.x + dx, p.y + dy};
    return polygon;
}

} // namespace cw::annotation
