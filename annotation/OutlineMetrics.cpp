// SPDX-License-Identifier: Apache-2.0
#include "annotation/OutlineMetrics.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <polyclipping/clipper.hpp>

namespace cw::annotation {
namespace {

using core::PointPx;
using core::Polygon;
using core::RectPx;

constexpr std::size_t kMostVertices = 50'000; ///< of two outlines that Clipper may cross
constexpr std::size_t kMostPoints = 250'000;  ///< of a densified outline
constexpr double kStepPx = 0.5;
constexpr double kPercentile = 0.95;
/// Nothing lies further out; NaN fails the test too.
constexpr double kFarthest = 1 << 24;

bool isUsable(const Polygon& polygon) {
    return polygon.vertices.size() >= 3 && std::ranges::all_of(polygon.vertices, [](PointPx p) {
               return std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest;
           });
}

bool apart(const RectPx& p, const RectPx& q) {
    return p.right < q.left || q.right < p.left || p.bottom < q.top || q.bottom < p.top;
}

/// Whole pixels from the image's origin to a place near both outlines, and steps a pixel. Both are
/// exact in double: what has whole coordinates keeps them.
struct Grid {
    double left = 0, top = 0, steps = 1;

    Grid(const RectPx& p, const RectPx& q)
        : left(std::floor(std::min(p.left, q.left))), top(std::floor(std::min(p.top, q.top))) {
        const double span =
            std::max({p.right - left, q.right - left, p.bottom - top, q.bottom - top, 1.0});
        // Clipper computes crossings in double: 2^45 leaves eight bits below a step.
        steps = std::exp2(std::min(30.0, std::floor(45 - std::log2(span))));
    }
    ClipperLib::Path path(const Polygon& polygon) const {
        ClipperLib::Path path;
        path.reserve(polygon.vertices.size());
        for (const auto& p : polygon.vertices)
            path.emplace_back(std::llround((p.x - left) * steps),
                              std::llround((p.y - top) * steps));
        return path;
    }
    double areaPx2(const ClipperLib::Path& path) const {
        double sum = 0;
        for (std::size_t i = 0, j = path.size() - 1; i < path.size(); j = i++) {
            const auto x = [&](std::size_t k) { return double(path[k].X - path[0].X) / steps; };
            const auto y = [&](std::size_t k) { return double(path[k].Y - path[0].Y) / steps; };
            sum += x(j) * y(i) - x(i) * y(j);
        }
        return sum / 2;
    }
};

std::optional<double> intersectionPx2(const Polygon& a, const Polygon& b, const Grid& grid) {
    ClipperLib::Clipper clipper;
    ClipperLib::Paths found;
    try {
        if (!clipper.AddPath(grid.path(a), ClipperLib::ptSubject, true) ||
            !clipper.AddPath(grid.path(b), ClipperLib::ptClip, true))
            return 0;
        if (!clipper.Execute(ClipperLib::ctIntersection, found, ClipperLib::pftEvenOdd,
                             ClipperLib::pftEvenOdd))
            return std::nullopt;
    } catch (const ClipperLib::clipperException&) {
        return std::nullopt;
    }
    double sum = 0; // holes are negative
    for (const auto& path : found)
        sum += grid.areaPx2(path);
    return std::abs(sum);
}

/// From every point of one outline to the nearest of the other. Neighbours of the other lie at most
/// `gap` apart, so a point that is d away when the best is less has no better one for (d - best) /
/// gap places: they are jumped over, without any loss.
std::vector<double> nearestDistances(const std::vector<PointPx>& from,
                                     const std::vector<PointPx>& to) {
    const auto between = [](PointPx p, PointPx q) {
        return std::sqrt((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y));
    };
    double gap = 0;
    for (std::size_t i = 1; i < to.size(); ++i)
        gap = std::max(gap, between(to[i - 1], to[i]));
    std::vector<double> distances;
    distances.reserve(from.size());
    std::size_t nearest = 0; // of the last point: a good guess for its neighbour
    for (const auto& p : from) {
        double best = between(p, to[nearest]);
        for (std::size_t j = 0; j < to.size();) {
            const double d = between(p, to[j]);
            if (d < best) {
                best = d;
                nearest = j;
            }
            const double jump = gap > 0 ? (d - best) / gap : 0;
            j += std::max<std::size_t>(1, static_cast<std::size_t>(jump));
        }
        distances.push_back(best);
    }
    return distances;
}

double percentile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<PointPx> scaled(std::vector<PointPx> points, PixelSize pixel) {
    for (auto& p : points)
        p = {p.x * pixel.x, p.y * pixel.y};
    return points;
}

double pointsNeeded(const Polygon& polygon) {
    double count = 0;
    const auto& v = polygon.vertices;
    for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++)
        count += std::max(1.0, std::ceil(core::distance(v[j], v[i]) / kStepPx));
    return count;
}

} // namespace

core::Overlap exactOverlap(const Polygon& a, const Polygon& b) {
    if (!isUsable(a) || !isUsable(b))
        return {};
    const double areaA = core::areaPx2(a), areaB = core::areaPx2(b);
    const auto boxA = core::boundsOf(a), boxB = core::boundsOf(b);
    if (apart(boxA, boxB))
        return {0, areaA + areaB};
    if (a.vertices.size() + b.vertices.size() > kMostVertices)
        return core::overlap(a, b);
    const auto shared = intersectionPx2(a, b, Grid(boxA, boxB));
    if (!shared)
        return core::overlap(a, b);
    const double both = std::min({*shared, areaA, areaB}); // less the grid's rounding
    return {both, areaA + areaB - both};
}

std::vector<PointPx> densified(const Polygon& polygon, double stepPx) {
    std::vector<PointPx> points;
    const auto& v = polygon.vertices;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const auto a = v[i], b = v[(i + 1) % v.size()];
        const auto pieces = std::max<std::size_t>(
            1, static_cast<std::size_t>(std::ceil(core::distance(a, b) / stepPx)));
        for (std::size_t k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / static_cast<double>(pieces);
            points.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
    }
    return points;
}

std::optional<OutlineDistances> outlineDistances(const Polygon& a, const Polygon& b,
                                                 PixelSize pixel) {
    if (!isUsable(a) || !isUsable(b) || !(core::areaPx2(a) > 0) || !(core::areaPx2(b) > 0))
        return std::nullopt;
    if (pointsNeeded(a) > kMostPoints || pointsNeeded(b) > kMostPoints)
        return std::nullopt;
    const auto p = scaled(densified(a, kStepPx), pixel), q = scaled(densified(b, kStepPx), pixel);
    auto fromA = nearestDistances(p, q), fromB = nearestDistances(q, p);
    std::ranges::sort(fromA); // sums from the smallest up: the same whoever is called A
    std::ranges::sort(fromB);
    OutlineDistances distances;
    distances.hausdorff = std::max(fromA.back(), fromB.back());
    distances.hausdorff95 =
        std::max(percentile(fromA, kPercentile), percentile(fromB, kPercentile));
    distances.average = (std::accumulate(fromA.begin(), fromA.end(), 0.0) +
                         std::accumulate(fromB.begin(), fromB.end(), 0.0)) /
                        static_cast<double>(fromA.size() + fromB.size());
    return distances;
}

} // namespace cw::annotation
