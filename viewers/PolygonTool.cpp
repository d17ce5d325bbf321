// SPDX-License-Identifier: Apache-2.0
#include "viewers/PolygonTool.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::viewers {
namespace {

using annotation::Finding;
using core::PointPx;
using core::Polygon;

// Screen pixels.
constexpr double kVertexReach = 8, kEdgeReach = 6, kSnapReach = 10;
constexpr double kBorderReach = 4; ///< nearer to the picture's border means on it

PointPx nearestOnSegment(PointPx p, PointPx a, PointPx b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return {a.x + t * dx, a.y + t * dy};
}

double distanceToSegment(PointPx p, PointPx a, PointPx b) {
    return core::distance(p, nearestOnSegment(p, a, b));
}

} // namespace

void PolygonTool::setScene(core::ImageId image, int width, int height,
                           std::vector<Finding> findings) {
    if (!(image == m_image)) {
        reset();
        m_selected = {};
    }
    if (width != m_width)
        m_brush = m_pointRadius = 0; // in pixels of another picture
    m_image = std::move(image);
    m_width = width;
    m_height = height;
    m_findings = std::move(findings);
    const auto* finding = find(m_selected);
    if (!finding)
        m_selected = {};
    if (!finding || (m_vertex && *m_vertex >= finding->outline.vertices.size())) {
        m_vertex.reset();
        if (m_state == State::DraggingVertex || (!finding && m_state != State::Drawing))
            reset();
    }
}

void PolygonTool::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    if (readOnly)
        setMode(Mode::Select);
}

void PolygonTool::setMode(Mode mode) {
    m_mode = m_readOnly ? Mode::Select : mode;
    reset();
}

void PolygonTool::reset() {
    m_draft.clear();
    m_wire.clear();
    m_corners.clear();
    m_path = {};
    m_sculpted.reset();
    m_state = State::Idle;
    m_stroke = false;
}

PointPx PolygonTool::clamped(PointPx p) const {
    return {std::clamp(p.x, 0.0, static_cast<double>(m_width)),
            std::clamp(p.y, 0.0, static_cast<double>(m_height))};
}

PointPx PolygonTool::placed(const Pointer& p) const {
    auto at = clamped(p.at);
    if (p.snap) {
        double reach = kSnapReach * p.pixelSize;
        const auto target = at;
        for (const auto& f : m_findings) {
            if (m_state == State::DraggingVertex && f.id == m_selected)
                continue; // a corner does not stick to its own outline
            const auto& v = f.outline.vertices;
            for (std::size_t i = 0; i < v.size(); ++i) {
                const auto on = nearestOnSegment(target, v[i], v[(i + 1) % v.size()]);
                if (const double d = core::distance(on, target); d < reach) {
                    reach = d;
                    at = on;
                }
            }
        }
    }
    const double border = kBorderReach * p.pixelSize;
    const auto toBorder = [border](double value, double size) {
        return value < border ? 0.0 : value > size - border ? size : value;
    };
    return {toBorder(at.x, m_width), toBorder(at.y, m_height)};
}

const Finding* PolygonTool::find(const core::LesionId& id) const {
    const auto it = std::find_if(m_findings.begin(), m_findings.end(),
                                 [&id](const Finding& f) { return f.id == id; });
    return it == m_findings.end() ? nullptr : &*it;
}

std::optional<std::size_t> PolygonTool::vertexAt(const Finding& f, const Pointer& p) const {
    std::optional<std::size_t> nearest;
    double reach = kVertexReach * p.pixelSize;
    for (std::size_t i = 0; i < f.outline.vertices.size(); ++i)
        if (const double d = core::distance(f.outline.vertices[i], p.at); d <= reach) {
            reach = d;
            nearest = i;
        }
    return nearest;
}

std::optional<std::size_t> PolygonTool::edgeAt(const Finding& f, const Pointer& p) const {
    std::optional<std::size_t> nearest;
    double reach = kEdgeReach * p.pixelSize;
    const auto& v = f.outline.vertices;
    for (std::size_t i = 0; i < v.size(); ++i)
        if (const double d = distanceToSegment(p.at, v[i], v[(i + 1) % v.size()]); d <= reach) {
            reach = d;
            nearest = i;
        }
    return nearest;
}

const Finding* PolygonTool::findingAt(const Pointer& p) const {
    const Finding* best = nullptr;
    double smallest = std::numeric_limits<double>::infinity(); // the smaller one lies on top
    for (const auto& f : m_findings) {
        if (!core::contains(f.outline, p.at) && !edgeAt(f, p))
            continue;
        const double area = core::areaPx2(f.outline);
        if (area < smallest) {
            smallest = area;
            best = &f;
        }
    }
    return best;
}

bool PolygonTool::storable(const Polygon& polygon) const {
    return core::checkStorable(polygon, m_width, m_height).has_value();
}

PolygonTool::Outcome PolygonTool::refused(const Polygon& polygon) const {
    const auto why = polygon.vertices.size() < 3 || core::areaPx2(polygon) <= 0
                         ? Refusal::TooFewVertices
                         : Refusal::EdgesCross;
    return {std::nullopt, why, true};
}

PolygonTool::Outcome PolygonTool::press(const Pointer& pointer) {
    m_pointer = clamped(pointer.at);
    switch (m_mode) {
    case Mode::Select:
        return pressSelect(pointer);
    case Mode::Sculpt:
        return pressSculpt(pointer);
    case Mode::Merge:
        return pressMerge(pointer);
    case Mode::Point:
        return addPoint(pointer);
    default:
        return pressDrawing(pointer);
    }
}

bool PolygonTool::cancel() {
    if (m_state != State::Idle) {
        reset();
        return true;
    }
    if (m_selected.empty())
        return false;
    m_selected = {};
    m_vertex.reset();
    return true;
}

void PolygonTool::select(const core::LesionId& id) {
    m_selected = find(id) ? id : core::LesionId{};
    m_vertex.reset();
}

std::optional<double> PolygonTool::reach() const {
    // Until the reader chooses: a brush of a fiftieth, a point of a quarter of a hundredth of the
    // picture's width (8 px of a mammogram of 3328: half a millimetre).
    if (m_mode == Mode::Sculpt)
        return m_brush > 0 ? m_brush : m_width / 50.0;
    if (m_mode == Mode::Point || m_mode == Mode::Cluster)
        return m_pointRadius > 0 ? m_pointRadius : std::max(2.0, m_width / 400.0);
    return std::nullopt;
}

void PolygonTool::growReach(double factor) {
    const auto now = reach();
    if (!now)
        return;
    (m_mode == Mode::Sculpt ? m_brush : m_pointRadius) =
        std::clamp(*now * factor, 1.5, std::max(2.0, m_width / 4.0));
}

} // namespace cw::viewers
