// SPDX-License-Identifier: Apache-2.0
#include "core/Polygon.h"

#include "core/Raster.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::core {
namespace {

double cross(PointPx o, PointPx a, PointPx b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

double signedArea2(const Polygon& polygon) {
    const auto& v = polygon.vertices;
    double sum = 0;
    for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++)
        sum += cross(v[0], v[j], v[i]);
    return sum;
}

bool onSegment(PointPx a, PointPx b, PointPx p) {
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
           p.y <= std::max(a.y, b.y);
}

bool segmentsMeet(PointPx a, PointPx b, PointPx c, PointPx d) {
    const double d1 = cross(a, b, c), d2 = cross(a, b, d), d3 = cross(c, d, a), d4 = cross(c, d, b);
    if (((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0)) && ((d3 > 0 && d4 < 0) || (d3 < 0 && d4 > 0)))
        return true;
    return (d1 == 0 && onSegment(a, b, c)) || (d2 == 0 && onSegment(a, b, d)) ||
           (d3 == 0 && onSegment(c, d, a)) || (d4 == 0 && onSegment(c, d, b));
}

double distanceToSegment(PointPx a, PointPx b, PointPx p) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

void keepFarthest(const std::vector<PointPx>& v, std::size_t first, std::size_t last,
                  double tolerance, std::vector<bool>& keep) {
    // A work list instead of recursion: a freehand outline may have tens of thousands of points.
    std::vector<std::pair<std::size_t, std::size_t>> work{{first, last}};
    while (!work.empty()) {
        const auto [from, to] = work.back();
        work.pop_back();
        double worst = tolerance;
        std::size_t at = from;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double d = distanceToSegment(v[from], v[to], v[i]);
            if (d > worst) {
                worst = d;
                at = i;
            }
        }
        if (at == from)
            continue;
        keep[at] = true;
        work.emplace_back(from, at);
        work.emplace_back(at, to);
    }
}

} // namespace

double distance(PointPx a, PointPx b) { return std::hypot(a.x - b.x, a.y - b.y); }

double areaPx2(const Polygon& polygon) {
    return polygon.vertices.size() < 3 ? 0 : std::abs(signedArea2(polygon)) / 2;
}

PointPx centroid(const Polygon& polygon) {
    const auto& v = polygon.vertices;
    if (v.empty())
        return {};
    double sumX = 0, sumY = 0, area2 = 0;
    for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++) {
        const double c = cross(v[0], v[j], v[i]);
        area2 += c;
        sumX += c * (v[0].x + v[j].x + v[i].x);
        sumY += c * (v[0].y + v[j].y + v[i].y);
    }
    if (area2 != 0)
        return {sumX / (3 * area2), sumY / (3 * area2)};
    for (const auto& p : v) {
        sumX += p.x;
        sumY += p.y;
    }
    const auto n = static_cast<double>(v.size());
    return {sumX / n, sumY / n};
}

RectPx boundsOf(const Polygon& polygon) {
    if (polygon.vertices.empty())
        return {};
    const auto& first = polygon.vertices.front();
    RectPx box{first.x, first.y, first.x, first.y};
    for (const auto& p : polygon.vertices) {
        box.left = std::min(box.left, p.x);
        box.right = std::max(box.right, p.x);
        box.top = std::min(box.top, p.y);
        box.bottom = std::max(box.bottom, p.y);
    }
    return box;
}

bool contains(const Polygon& polygon, PointPx point) {
    const auto& v = polygon.vertices;
    bool inside = false;
    for (std::size_t i = 0, j = v.empty() ? 0 : v.size() - 1; i < v.size(); j = i++) {
        if ((v[i].y <= point.y) == (v[j].y <= point.y))
            continue;
        const double x = v[j].x + (point.y - v[j].y) / (v[i].y - v[j].y) * (v[i].x - v[j].x);
        if (x <= point.x)
            inside = !inside;
    }
    return inside;
}

bool isSimple(const Polygon& polygon) {
    const auto& v = polygon.vertices;
    const std::size_t n = v.size();
    if (n < 3)
        return false;
    for (std::size_t i = 0; i < n; ++i) {
        const auto a = v[i], b = v[(i + 1) % n];
        if (a == b)
            return false;
        const auto next = v[(i + 2) % n];
        // A spike that folds back on itself shares more than the vertex with its neighbour.
        if (cross(a, b, next) == 0 &&
            (a.x - b.x) * (next.x - b.x) + (a.y - b.y) * (next.y - b.y) > 0)
            return false;
        for (std::size_t j = i + 2; j < n; ++j) {
            if (i == 0 && j == n - 1)
                continue;
            const auto c = v[j], d = v[(j + 1) % n];
            if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x))
                continue;
            if (segmentsMeet(a, b, c, d))
                return false;
        }
    }
    return true;
}

Result<void> checkStorable(const Polygon& polygon, int width, int height) {
    if (polygon.vertices.size() < 3)
        return fail(ErrorCode::InvalidArgument, "a polygon needs at least three vertices");
    for (const auto& p : polygon.vertices) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y))
            return fail(ErrorCode::InvalidArgument, "a polygon vertex is not a finite number");
        if (p.x < 0 || p.y < 0 || p.x > width || p.y > height)
            return fail(ErrorCode::InvalidArgument, "a polygon vertex lies outside the image");
    }
    if (!isSimple(polygon))
        return fail(ErrorCode::InvalidArgument, "the polygon's outline crosses or touches itself");
    if (!(areaPx2(polygon) > 0))
        return fail(ErrorCode::InvalidArgument, "the polygon has no area");
    return {};
}

Polygon simplified(const Polygon& polygon, double tolerancePx) {
    const auto& v = polygon.vertices;
    if (v.size() <= 3)
        return polygon;
    // The two farthest-apart anchors split the ring; each half is an open line.
    std::size_t far = 0;
    for (std::size_t i = 1; i < v.size(); ++i)
        if (distance(v[0], v[i]) > distance(v[0], v[far]))
            far = i;
    std::vector<PointPx> ring = v;
    ring.push_back(v[0]);
    std::vector<bool> keep(ring.size(), false);
    keep[0] = keep[far] = true;
    keepFarthest(ring, 0, far, tolerancePx, keep);
    keepFarthest(ring, far, ring.size() - 1, tolerancePx, keep);
    Polygon result;
    for (std::size_t i = 0; i < v.size(); ++i)
        if (keep[i])
            result.vertices.push_back(v[i]);
    return result.vertices.size() < 3 ? polygon : result;
}

double distanceToOutline(const Polygon& polygon, PointPx point) {
    const auto& v = polygon.vertices;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0, j = v.empty() ? 0 : v.size() - 1; i < v.size(); j = i++)
        best = std::min(best, distanceToSegment(v[j], v[i], point));
    return best;
}

Overlap overlap(const Polygon& a, const Polygon& b) {
    Overlap result;
    double areaA = 0, areaB = 0;
    const auto ra = spansOf(a), rb = spansOf(b);
    for (const auto& s : ra)
        areaA += s.endColumn - s.firstColumn;
    for (const auto& s : rb)
        areaB += s.endColumn - s.firstColumn;
    // Both lists are sorted by row, then column: one merge pass.
    std::size_t i = 0, j = 0;
    while (i < ra.size() && j < rb.size()) {
        if (ra[i].row != rb[j].row) {
            ra[i].row < rb[j].row ? ++i : ++j;
            continue;
        }
        const int first = std::max(ra[i].firstColumn, rb[j].firstColumn);
        const int end = std::min(ra[i].endColumn, rb[j].endColumn);
        if (end > first)
            result.intersectionPx2 += end - first;
        ra[i].endColumn < rb[j].endColumn ? ++i : ++j;
    }
    result.unionPx2 = areaA + areaB - result.intersectionPx2;
    return result;
}

} // namespace cw::core
