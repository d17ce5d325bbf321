// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include <optional>
#include <vector>

namespace cw::viewers {

/// Drawing and editing outlines as a state machine without widgets (the shape of ITK-SNAP's). It is
/// told where the pointer is in image space and answers with proposals: edits that the owner of the
/// reading session may apply. It changes no finding itself. Hit tests are in screen pixels at any
/// zoom.
class PolygonTool {
public:
    enum class Mode { Select, Polygon, Freehand };
    enum class State { Idle, Drawing, DraggingVertex };
    /// Why a shape was not proposed.
    enum class Refusal { None, TooFewVertices, EdgesCross, NothingSelected };

    struct Pointer {
        core::PointPx at;     ///< image space
        double pixelSize = 1; ///< image pixels per screen pixel
        bool alt = false;
    };
    struct Outcome {
        std::optional<annotation::Edit> edit; ///< AddFinding: id and label are left to the session
        Refusal refusal = Refusal::None;
        bool consumed = false; ///< the tool had a use for the event
    };

    /// The image and this reader's findings on it, again after every change of the session.
    void setScene(core::ImageId image, int width, int height,
                  std::vector<annotation::Finding> findings);
    void setReadOnly(bool readOnly);
    void setMode(Mode mode); ///< drops a draft
    Mode mode() const { return m_mode; }
    State state() const { return m_state; }

    Outcome press(const Pointer& pointer);
    Outcome move(const Pointer& pointer, bool pressed);
    Outcome release(const Pointer& pointer);
    /// Closes a draft; in Select inserts a vertex on the edge under the pointer.
    Outcome doubleClick(const Pointer& pointer);
    Outcome close();          ///< Enter
    bool cancel();            ///< Esc: draft, then drag, then selection; false if there was nothing
    Outcome removeSelected(); ///< Del: the vertex, else the finding
    bool undoPoint();         ///< Ctrl+Z while drawing takes the last point back

    void select(const core::LesionId& id);
    const core::LesionId& selected() const { return m_selected; }
    std::optional<std::size_t> selectedVertex() const { return m_vertex; }
    const std::vector<core::PointPx>& draft() const { return m_draft; }
    core::PointPx pointer() const { return m_pointer; } ///< last seen, for the rubber line
    /// The outline as it would be if the button were released now.
    std::optional<core::Polygon> dragged() const;

private:
    core::PointPx clamped(core::PointPx p) const;
    const annotation::Finding* find(const core::LesionId& id) const;
    std::optional<std::size_t> vertexAt(const annotation::Finding& f, const Pointer& p) const;
    std::optional<std::size_t> edgeAt(const annotation::Finding& f, const Pointer& p) const;
    const annotation::Finding* findingAt(const Pointer& p) const;
    bool closesDraft(const Pointer& p) const;
    Outcome pressDrawing(const Pointer& pointer);
    Outcome pressSelect(const Pointer& pointer);
    Outcome insertVertex(const annotation::Finding& finding, const Pointer& pointer);
    bool storable(const core::Polygon& polygon) const;
    Outcome refused(const core::Polygon& polygon) const;

    Mode m_mode = Mode::Select;
    State m_state = State::Idle;
    bool m_readOnly = false;
    bool m_stroke = false; ///< the button has been down since a point of the draft
    core::ImageId m_image;
    int m_width = 0, m_height = 0;
    std::vector<annotation::Finding> m_findings;
    core::LesionId m_selected;
    std::optional<std::size_t> m_vertex;
    std::vector<core::PointPx> m_draft;
    core::PointPx m_pointer, m_dragFrom;
};

} // namespace cw::viewers
