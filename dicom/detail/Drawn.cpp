// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Drawn.h"

#include "dicom/detail/ItemValues.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace cw::dicom {
namespace {

constexpr int kCorners = 48; ///< as the ellipse pen's (annotation/Outlines.h)

Result<std::vector<core::PointPx>> pointsIn(DcmItem& item) {
    const auto bytes = bytesIn(item, {0x0070, 0x0022});
    if (bytes.empty() || bytes.size() % 8 != 0)
        return fail(ErrorCode::Malformed, "graphic data are no pairs of numbers");
    std::vector<core::PointPx> points(bytes.size() / 8);
    const auto number = [&bytes](std::size_t index) {
        std::uint32_t bits = 0;
        for (std::size_t i = 4; i-- > 0;)
            bits = bits << 8U | static_cast<unsigned char>(bytes[4 * index + i]);
        return static_cast<double>(std::bit_cast<float>(bits));
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i] = {number(2 * i), number(2 * i + 1)};
        if (!std::isfinite(points[i].x) || !std::isfinite(points[i].y))
            return fail(ErrorCode::Malformed, "graphic data hold what is no number");
    }
    return points;
}

/// Corners of an ellipse with these half axes as vectors from the centre.
core::Polygon ellipse(core::PointPx centre, core::PointPx a, core::PointPx b) {
    core::Polygon polygon;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCorners;
        polygon.vertices.push_back({centre.x + a.x * std::cos(angle) + b.x * std::sin(angle),
                                    centre.y + a.y * std::cos(angle) + b.y * std::sin(angle)});
    }
    return polygon;
}

core::Polygon circleOf(const std::vector<core::PointPx>& points) {
    const double radius = core::distance(points[0], points[1]);
    return ellipse(points[0], {radius, 0}, {0, radius});
}

/// Two ends of the major axis, two of the minor one.
core::Polygon ellipseOf(const std::vector<core::PointPx>& p) {
    const core::PointPx centre{(p[0].x + p[1].x) / 2, (p[0].y + p[1].y) / 2};
    return ellipse(centre, {(p[1].x - p[0].x) / 2, (p[1].y - p[0].y) / 2},
                   {(p[3].x - p[2].x) / 2, (p[3].y - p[2].y) / 2});
}

void readLine(const std::vector<core::PointPx>& points, bool filled, ReferencedOutline& target) {
    const bool closed = points.size() > 3 && points.front() == points.back();
    if (!closed && (!filled || points.size() < 3)) {
        target.shape = DrawnShape::OpenLine;
        return;
    }
    target.shape = DrawnShape::Polygon;
    target.outline.vertices = points;
    if (closed)
        target.outline.vertices.pop_back();
}

} // namespace

Result<void> readDrawn(DcmItem& item, bool filled, ReferencedOutline& target) {
    CW_TRY(target.points, pointsIn(item));
    const auto count = target.points.size();
    const auto type = textIn(item, {0x0070, 0x0023});
    if (type == "POINT" && count == 1) {
        target.shape = DrawnShape::Point;
    } else if (type == "MULTIPOINT") {
        target.shape = DrawnShape::Points;
    } else if (type == "POLYLINE" || type == "INTERPOLATED") {
        readLine(target.points, filled, target);
    } else if (type == "CIRCLE" && count == 2) {
        target.shape = DrawnShape::Circle;
        target.outline = circleOf(target.points);
    } else if (type == "ELLIPSE" && count == 4) {
        target.shape = DrawnShape::Ellipse;
        target.outline = ellipseOf(target.points);
    } else {
        return fail(ErrorCode::Malformed,
                    "a graphic is of an unknown type, or has another number of points");
    }
    return {};
}

} // namespace cw::dicom
