// SPDX-License-Identifier: Apache-2.0
// Outlines that are there: corners, whole lesions, the sculpting brush, merging, smoothing.
#include "annotation/Outlines.h"
#include "viewers/PolygonTool.h"

#include <algorithm>
#include <cmath>

namespace cw::viewers {
namespace {

using annotation::Finding;
using core::PointPx;
using core::Polygon;

constexpr double kDragStart = 4;         ///< screen px before a press on a lesion moves it
constexpr double kSculptTolerance = 0.3; ///< screen px; or a long push would pile up corners
constexpr double kTouched = 0.01;        ///< px^2

} // namespace

PolygonTool::Outcome PolygonTool::pressSelect(const Pointer& pointer) {
    const Finding* finding = find(m_selected);
    if (finding && pointer.alt && !m_readOnly && !vertexAt(*finding, pointer))
        if (edgeAt(*finding, pointer))
            return insertVertex(*finding, pointer);
    if (!finding || !vertexAt(*finding, pointer))
        finding = findingAt(pointer);
    const bool wasSelected = finding && finding->id == m_selected;
    m_selected = finding ? finding->id : core::LesionId{};
    m_vertex = finding ? vertexAt(*finding, pointer) : std::nullopt;
    if (m_readOnly || !finding)
        return {std::nullopt, Refusal::None, finding != nullptr};
    if (m_vertex) {
        m_state = State::DraggingVertex;
        m_dragFrom = finding->outline.vertices[*m_vertex];
        m_pointer = m_dragFrom; // a click beside the vertex must not move it
    } else if (wasSelected) {
        // Only what was picked before is dragged: picking never moves a lesion.
        m_state = State::DraggingShape;
        m_dragFrom = m_pointer;
    }
    return {std::nullopt, Refusal::None, true};
}

PolygonTool::Outcome PolygonTool::release(const Pointer& pointer) {
    if (m_state == State::Drawing)
        return releaseStroke(pointer);
    if (m_state == State::Idle)
        return {};
    const auto* finding = find(m_selected);
    const auto preview = dragged();
    const auto state = m_state;
    const auto from = m_dragFrom;
    reset();
    if (!finding || !preview || *preview == finding->outline)
        return {std::nullopt, Refusal::None, true};
    if (state == State::DraggingShape &&
        core::distance(from, m_pointer) < kDragStart * pointer.pixelSize)
        return {std::nullopt, Refusal::None, true};
    if (state == State::DraggingVertex && storable(*preview))
        return {annotation::MoveVertex{m_selected, *m_vertex, from, preview->vertices[*m_vertex]},
                Refusal::None, true};
    return outlineChange(*finding, *preview);
}

PolygonTool::Outcome PolygonTool::outlineChange(const Finding& finding, Polygon after) {
    if (!storable(after))
        return refused(after);
    if (after == finding.outline)
        return {std::nullopt, Refusal::None, true};
    return {annotation::SetOutline{finding.id, finding.outline, std::move(after)}, Refusal::None,
            true};
}

std::optional<Polygon> PolygonTool::dragged() const {
    const auto* finding = find(m_selected);
    if (!finding)
        return std::nullopt;
    if (m_state == State::Sculpting)
        return m_sculpted;
    if (m_state == State::DraggingShape) {
        const auto box = core::boundsOf(finding->outline);
        return annotation::moved(
            finding->outline,
            std::clamp(m_pointer.x - m_dragFrom.x, -box.left, m_width - box.right),
            std::clamp(m_pointer.y - m_dragFrom.y, -box.top, m_height - box.bottom));
    }
    if (m_state != State::DraggingVertex || !m_vertex)
        return std::nullopt;
    auto polygon = finding->outline;
    polygon.vertices[*m_vertex] = m_pointer;
    return polygon;
}

PolygonTool::Outcome PolygonTool::doubleClick(const Pointer& pointer) {
    if (m_mode == Mode::Point || m_mode == Mode::Cluster)
        return press(pointer); // two quick clicks are two points
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

/// The brush works on the selected lesion; without one, on the one that it touches first.
PolygonTool::Outcome PolygonTool::pressSculpt(const Pointer& pointer) {
    const auto* finding = find(m_selected);
    if (!finding) {
        const Pointer wide{m_pointer, std::max(pointer.pixelSize, *reach() / 6)};
        finding = findingAt(wide);
    }
    if (!finding)
        return {std::nullopt, Refusal::NothingSelected, true};
    m_selected = finding->id;
    m_vertex.reset();
    m_state = State::Sculpting;
    m_sculpted = finding->outline;
    m_pushesOut = core::contains(finding->outline, m_pointer);
    m_dragFrom = m_pointer;
    sculptTo(m_pointer, pointer.pixelSize);
    return {std::nullopt, Refusal::None, true};
}

void PolygonTool::sculptTo(PointPx at, double pixelSize) {
    const auto brush = annotation::sweptDisc(m_dragFrom, at, *reach());
    m_dragFrom = at;
    auto next = m_pushesOut ? annotation::joined(*m_sculpted, brush)
                            : annotation::without(*m_sculpted, brush);
    if (next && m_pushesOut)
        next = annotation::clipped(*next, m_width, m_height);
    // Nothing would be left, or the brush did not reach the border.
    if (!next || std::abs(core::areaPx2(*next) - core::areaPx2(*m_sculpted)) < kTouched)
        return;
    auto thinned = core::simplified(*next, kSculptTolerance * pixelSize);
    m_sculpted = storable(thinned) ? std::move(thinned) : std::move(*next);
}

PolygonTool::Outcome PolygonTool::pressMerge(const Pointer& pointer) {
    const auto* kept = find(m_selected);
    const auto* other = findingAt(pointer);
    if (kept && other == kept) { // the selected one lies on top: the next below it is meant
        other = nullptr;
        for (const auto& f : m_findings)
            if (!(f.id == m_selected) && core::contains(f.outline, pointer.at))
                other = &f;
    }
    if (!kept || !other) {
        if (other)
            select(other->id);
        return {std::nullopt, kept || other ? Refusal::None : Refusal::NothingSelected, true};
    }
    const auto whole = annotation::joined(kept->outline, other->outline);
    if (!whole)
        return {std::nullopt, Refusal::Apart, true};
    if (!storable(*whole))
        return refused(*whole);
    return {annotation::EditGroup{"merge findings",
                                  {annotation::SetOutline{kept->id, kept->outline, *whole},
                                   annotation::RemoveFinding{*other}}},
            Refusal::None, true};
}

PolygonTool::Outcome PolygonTool::smoothSelected(double pixelSize) {
    const auto* finding = find(m_selected);
    if (!finding || m_readOnly || m_state != State::Idle)
        return {std::nullopt, Refusal::NothingSelected, false};
    return outlineChange(*finding, annotation::smoothed(finding->outline, 0.4 * pixelSize));
}

PolygonTool::Outcome PolygonTool::simplifySelected(double pixelSize) {
    const auto* finding = find(m_selected);
    if (!finding || m_readOnly || m_state != State::Idle)
        return {std::nullopt, Refusal::NothingSelected, false};
    return outlineChange(*finding, core::simplified(finding->outline, 1.5 * pixelSize));
}

} // namespace cw::viewers
