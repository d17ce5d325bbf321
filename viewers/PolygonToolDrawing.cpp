// SPDX-License-Identifier: Apache-2.0
// New outlines: clicks, strokes, live wire, ellipses, points and clusters; and the stroke that
// splits.
#include "annotation/Outlines.h"
#include "annotation/SameLesion.h"
#include "viewers/PolygonTool.h"

#include <algorithm>

namespace cw::viewers {
namespace {

using core::PointPx;
using core::Polygon;

constexpr double kStrokeStep = 3; ///< screen px between the points of a stroke
constexpr double kCloseReach = 9; ///< screen px
/// Strokes and wires are thinned to what the screen could show when they were drawn.
constexpr double kStrokeTolerance = 0.6;

/// Clockwise on the screen, as polygons are stored (y points down).
Polygon clockwise(Polygon polygon) {
    double twice = 0;
    const auto& v = polygon.vertices;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const auto& next = v[(i + 1) % v.size()];
        twice += v[i].x * next.y - next.x * v[i].y;
    }
    if (twice < 0)
        std::reverse(polygon.vertices.begin(), polygon.vertices.end());
    return polygon;
}

Polygon withoutRepeats(const std::vector<PointPx>& points) {
    Polygon polygon;
    for (const auto& p : points)
        if (polygon.vertices.empty() || !(polygon.vertices.back() == p))
            polygon.vertices.push_back(p);
    while (polygon.vertices.size() > 1 && polygon.vertices.front() == polygon.vertices.back())
        polygon.vertices.pop_back();
    return polygon;
}

} // namespace

bool PolygonTool::draws() const {
    return m_mode == Mode::Polygon || m_mode == Mode::Freehand || m_mode == Mode::LiveWire ||
           m_mode == Mode::Ellipse || m_mode == Mode::Cluster || m_mode == Mode::Split;
}

bool PolygonTool::closesDraft(const Pointer& p) const {
    return m_draft.size() >= 3 && m_mode != Mode::Cluster &&
           core::distance(m_draft.front(), p.at) <= kCloseReach * p.pixelSize;
}

PolygonTool::Outcome PolygonTool::pressDrawing(const Pointer& pointer) {
    const bool byClicks = m_mode == Mode::Polygon || m_mode == Mode::LiveWire;
    if (m_state == State::Drawing && byClicks && closesDraft(pointer))
        return close();
    m_state = State::Drawing;
    if (m_mode == Mode::LiveWire) {
        addWireCorner(pointer);
    } else {
        m_draft.push_back(placed(pointer));
        m_stroke = m_mode != Mode::Cluster;
    }
    return {std::nullopt, Refusal::None, true};
}

void PolygonTool::addWireCorner(const Pointer& pointer) {
    m_corners.push_back(m_draft.size());
    const auto at = placed(pointer);
    if (!m_draft.empty() && m_path) {
        auto path = m_path(at);
        path = core::simplified({std::move(path)}, kStrokeTolerance * pointer.pixelSize).vertices;
        for (std::size_t i = 1; i + 1 < path.size(); ++i)
            m_draft.push_back(clamped(path[i]));
    }
    m_draft.push_back(at);
    m_wire.clear();
    m_path = m_tracer ? m_tracer(at, pointer.pixelSize) : EdgePath{};
}

PolygonTool::Outcome PolygonTool::addPoint(const Pointer& pointer) {
    const auto around =
        annotation::clipped(annotation::disc(clamped(pointer.at), *reach(), 16), m_width, m_height);
    if (!around)
        return {std::nullopt, Refusal::None, true};
    return closeOutline(*around);
}

PolygonTool::Outcome PolygonTool::move(const Pointer& pointer, bool pressed) {
    m_pointer = m_state == State::Drawing || m_state == State::DraggingVertex ? placed(pointer)
                                                                              : clamped(pointer.at);
    if (m_state == State::Sculpting)
        sculptTo(m_pointer, pointer.pixelSize);
    else if (m_state == State::Drawing && m_mode == Mode::LiveWire && m_path)
        m_wire = m_path(m_pointer);
    else if (m_state == State::Drawing && pressed && m_stroke && m_mode != Mode::Ellipse) {
        // Held down, the pen draws freehand, in either drawing mode.
        if (core::distance(m_draft.back(), m_pointer) >= kStrokeStep * pointer.pixelSize)
            m_draft.push_back(m_pointer);
    }
    return {std::nullopt, Refusal::None, m_state != State::Idle};
}

PolygonTool::Outcome PolygonTool::releaseStroke(const Pointer& pointer) {
    m_stroke = false;
    if (m_mode == Mode::Ellipse) {
        const auto from = m_draft.front();
        const bool click = core::distance(from, m_pointer) < kStrokeStep * pointer.pixelSize;
        reset();
        return click ? Outcome{std::nullopt, Refusal::None, true}
                     : closeOutline(annotation::ellipse(from, m_pointer));
    }
    if (m_mode == Mode::Split)
        return split();
    if (m_mode != Mode::Freehand)
        return {std::nullopt, Refusal::None, true};
    m_draft = core::simplified({m_draft}, kStrokeTolerance * pointer.pixelSize).vertices;
    if (m_draft.size() < 3) { // a click, not a stroke
        reset();
        return {std::nullopt, Refusal::None, true};
    }
    return close();
}

PolygonTool::Outcome PolygonTool::close() {
    if (m_state != State::Drawing || m_mode == Mode::Ellipse || m_mode == Mode::Split)
        return {};
    if (m_mode == Mode::Cluster) {
        const auto hull =
            annotation::clipped(annotation::hullAround(m_draft, *reach()), m_width, m_height);
        const auto count = std::to_string(m_draft.size());
        reset();
        return hull ? closeOutline(*hull, {{"count", count}}) : Outcome{};
    }
    auto points = m_draft;
    if (m_mode == Mode::LiveWire && m_path) { // home along the edges too
        const auto home = core::simplified({m_path(m_draft.front())}, 1).vertices;
        for (std::size_t i = 1; i + 1 < home.size(); ++i)
            points.push_back(clamped(home[i]));
    }
    const auto polygon = clockwise(withoutRepeats(points));
    if (!storable(polygon)) {
        if (m_mode == Mode::Freehand) // a stroke cannot be continued; a clicked shape can
            reset();
        return refused(polygon);
    }
    reset();
    return closeOutline(polygon);
}

PolygonTool::Outcome PolygonTool::closeOutline(Polygon polygon,
                                               std::map<std::string, std::string> attributes) {
    polygon = clockwise(std::move(polygon));
    if (!storable(polygon))
        return refused(polygon);
    return {annotation::AddFinding{{{}, m_image, {}, std::move(polygon), std::move(attributes)}},
            Refusal::None, true};
}

/// The selected lesion, or else the only one that the stroke crosses, becomes two.
PolygonTool::Outcome PolygonTool::split() {
    const auto stroke = m_draft;
    reset();
    const annotation::Finding* whole = nullptr;
    std::optional<std::pair<Polygon, Polygon>> pieces;
    for (const auto& f : m_findings) {
        if (!m_selected.empty() && !(f.id == m_selected))
            continue;
        auto found = annotation::cut(f.outline, stroke);
        if (!found)
            continue;
        if (whole)
            return {std::nullopt, Refusal::NotAcross, true};
        whole = &f;
        pieces = std::move(found);
    }
    if (!whole)
        return {std::nullopt, Refusal::NotAcross, true};
    if (!storable(pieces->first) || !storable(pieces->second))
        return refused(storable(pieces->first) ? pieces->second : pieces->first);
    auto other = *whole;
    other.id = {};
    other.outline = pieces->second;
    other.attributes.erase(annotation::kLesionKey); // one image has one outline of a lesion
    return {annotation::EditGroup{"split finding",
                                  {annotation::SetOutline{whole->id, whole->outline, pieces->first},
                                   annotation::AddFinding{std::move(other)}}},
            Refusal::None, true};
}

bool PolygonTool::undoPoint() {
    if (m_state != State::Drawing)
        return false;
    if (m_mode == Mode::LiveWire && !m_corners.empty()) {
        m_draft.resize(m_corners.back());
        m_corners.pop_back();
        m_wire.clear();
        // The wire starts again from the corner before; its grain is chosen at the next move.
        m_path = m_tracer && !m_draft.empty() ? m_tracer(m_draft.back(), 1) : EdgePath{};
    } else {
        m_draft.pop_back();
    }
    if (m_draft.empty())
        reset();
    return true;
}

PolygonTool::Outcome PolygonTool::paste(const annotation::Finding& copied, PointPx at) {
    if (m_readOnly)
        return {};
    const auto box = core::boundsOf(copied.outline);
    if (box.width() > m_width || box.height() > m_height)
        return {std::nullopt, Refusal::Apart, true};
    const double dx = std::clamp(at.x - (box.left + box.right) / 2, -box.left, m_width - box.right);
    const double dy =
        std::clamp(at.y - (box.top + box.bottom) / 2, -box.top, m_height - box.bottom);
    auto finding = copied;
    finding.id = {};
    finding.image = m_image;
    finding.outline = annotation::moved(copied.outline, dx, dy);
    if (!storable(finding.outline))
        return refused(finding.outline);
    return {annotation::AddFinding{std::move(finding)}, Refusal::None, true};
}

} // namespace cw::viewers
