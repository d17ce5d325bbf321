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
constexpr double kVertexReach = 8, kEdgeReach = 6, kCloseReach = 9, kStrokeStep = 3;
/// Freehand strokes are thinned to what the screen could show when they were drawn.
constexpr double kStrokeTolerance = 0.6;

double distanceToSegment(PointPx p, PointPx a, PointPx b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return core::distance(p, {a.x + t * dx, a.y + t * dy});
}

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

void PolygonTool::setScene(core::ImageId image, int width, int height,
                           std::vector<Finding> findings) {
    if (!(image == m_image)) {
        m_draft.clear();
        m_state = State::Idle;
        m_selected = {};
    }
    m_image = std::move(image);
    m_width = width;
    m_height = height;
    m_findings = std::move(findings);
    const auto* finding = find(m_selected);
    if (!finding)
        m_selected = {};
    if (!finding || (m_vertex && *m_vertex >= finding->outline.vertices.size())) {
        m_vertex.reset();
        if (m_state == State::DraggingVertex)
            m_state = State::Idle;
    }
}

void PolygonTool::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    if (readOnly)
        setMode(Mode::Select);
}

void PolygonTool::setMode(Mode mode) {
    m_mode = m_readOnly ? Mode::Select : mode;
    m_draft.clear();
    m_state = State::Idle;
    m_stroke = false;
}

PointPx PolygonTool::clamped(PointPx p) const {
    return {std::clamp(p.x, 0.0, static_cast<double>(m_width)),
            std::clamp(p.y, 0.0, static_cast<double>(m_height))};
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

bool PolygonTool::closesDraft(const Pointer& p) const {
    return m_draft.size() >= 3 &&
           core::distance(m_draft.front(), p.at) <= kCloseReach * p.pixelSize;
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
    m_pointer = pointer.at;
    return m_mode == Mode::Select ? pressSelect(pointer) : pressDrawing(pointer);
}

PolygonTool::Outcome PolygonTool::pressDrawing(const Pointer& pointer) {
    if (m_state == State::Drawing && m_mode == Mode::Polygon && closesDraft(pointer))
        return close();
    m_state = State::Drawing;
    m_draft.push_back(clamped(pointer.at));
    m_stroke = true;
    return {std::nullopt, Refusal::None, true};
}

PolygonTool::Outcome PolygonTool::pressSelect(const Pointer& pointer) {
    const Finding* finding = find(m_selected);
    if (finding && pointer.alt && !m_readOnly && !vertexAt(*finding, pointer))
        if (edgeAt(*finding, pointer))
            return insertVertex(*finding, pointer);
    if (!finding || !vertexAt(*finding, pointer))
        finding = findingAt(pointer);
    m_selected = finding ? finding->id : core::LesionId{};
    m_vertex = finding ? vertexAt(*finding, pointer) : std::nullopt;
    if (m_vertex && !m_readOnly) {
        m_state = State::DraggingVertex;
        m_dragFrom = finding->outline.vertices[*m_vertex];
        m_pointer = m_dragFrom; // a click beside the vertex must not move it
    }
    return {std::nullopt, Refusal::None, finding != nullptr};
}

PolygonTool::Outcome PolygonTool::move(const Pointer& pointer, bool pressed) {
    m_pointer = clamped(pointer.at);
    if (m_state == State::Drawing && pressed && m_stroke) {
        // Held down, the pen draws freehand, in either drawing mode.
        if (core::distance(m_draft.back(), m_pointer) >= kStrokeStep * pointer.pixelSize)
            m_draft.push_back(m_pointer);
    }
    return {std::nullopt, Refusal::None, m_state != State::Idle};
}

PolygonTool::Outcome PolygonTool::release(const Pointer& pointer) {
    if (m_state == State::Drawing) {
        m_stroke = false;
        if (m_mode != Mode::Freehand)
            return {std::nullopt, Refusal::None, true};
        m_draft = core::simplified({m_draft}, kStrokeTolerance * pointer.pixelSize).vertices;
        if (m_draft.size() < 3) { // a click, not a stroke
            m_draft.clear();
            m_state = State::Idle;
            return {std::nullopt, Refusal::None, true};
        }
        return close();
    }
    if (m_state != State::DraggingVertex)
        return {};
    const auto preview = dragged();
    m_state = State::Idle;
    if (!preview || m_pointer == m_dragFrom)
        return {std::nullopt, Refusal::None, true};
    if (!storable(*preview))
        return refused(*preview);
    return {annotation::MoveVertex{m_selected, *m_vertex, m_dragFrom, preview->vertices[*m_vertex]},
            Refusal::None, true};
}

PolygonTool::Outcome PolygonTool::doubleClick(const Pointer& pointer) {
    if (m_state == State::Drawing)
        return close();
    const auto* finding = find(m_selected);
    if (m_mode == Mode::Select && !m_readOnly && finding && !vertexAt(*finding, pointer) &&
        edgeAt(*finding, pointer))
        return insertVertex(*finding, pointer);
    return {};
}

PolygonTool::Outcome PolygonTool::insertVertex(const Finding& finding, const Pointer& pointer) {
    const std::size_t index = *edgeAt(finding, pointer) + 1;
    auto polygon = finding.outline;
    const auto at = clamped(pointer.at);
    polygon.vertices.insert(polygon.vertices.begin() + static_cast<std::ptrdiff_t>(index), at);
    if (!storable(polygon))
        return refused(polygon);
    m_vertex = index;
    return {annotation::InsertVertex{finding.id, index, at}, Refusal::None, true};
}

PolygonTool::Outcome PolygonTool::close() {
    if (m_state != State::Drawing)
        return {};
    const auto polygon = clockwise(withoutRepeats(m_draft));
    if (!storable(polygon)) {
        if (m_mode == Mode::Freehand) { // a stroke cannot be continued; a clicked shape can
            m_draft.clear();
            m_state = State::Idle;
        }
        return refused(polygon);
    }
    m_draft.clear();
    m_state = State::Idle;
    return {annotation::AddFinding{Finding{{}, m_image, {}, polygon, {}}}, Refusal::None, true};
}

bool PolygonTool::cancel() {
    if (m_state != State::Idle) {
        m_draft.clear();
        m_state = State::Idle;
        m_stroke = false;
        return true;
    }
    if (m_selected.empty())
        return false;
    m_selected = {};
    m_vertex.reset();
    return true;
}

PolygonTool::Outcome PolygonTool::removeSelected() {
    const auto* finding = find(m_selected);
    if (!finding || m_readOnly || m_state != State::Idle)
        return {std::nullopt, Refusal::NothingSelected, false};
    if (!m_vertex)
        return {annotation::RemoveFinding{*finding}, Refusal::None, true};
    auto polygon = finding->outline;
    const auto at = polygon.vertices[*m_vertex];
    polygon.vertices.erase(polygon.vertices.begin() + static_cast<std::ptrdiff_t>(*m_vertex));
    if (!storable(polygon))
        return refused(polygon);
    const auto index = *m_vertex;
    m_vertex.reset();
    return {annotation::DeleteVertex{finding->id, index, at}, Refusal::None, true};
}

bool PolygonTool::undoPoint() {
    if (m_state != State::Drawing)
        return false;
    m_draft.pop_back();
    if (m_draft.empty())
        m_state = State::Idle;
    return true;
}

void PolygonTool::select(const core::LesionId& id) {
    m_selected = find(id) ? id : core::LesionId{};
    m_vertex.reset();
}

std::optional<Polygon> PolygonTool::dragged() const {
    const auto* finding = find(m_selected);
    if (m_state != State::DraggingVertex || !finding || !m_vertex)
        return std::nullopt;
    auto polygon = finding->outline;
    polygon.vertices[*m_vertex] = m_pointer;
    return polygon;
}

} // namespace cw::viewers
