// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace cw::viewers {

/// Follows the edges of a picture from a seed to any target: image space, both ends included. Given
/// by whoever may look into the pixels (imaging owns OpenCV).
using EdgePath = std::function<std::vector<core::PointPx>(core::PointPx target)>;
using EdgeTracer = std::function<EdgePath(core::PointPx seed, double pixelSize)>;

/// Drawing and editing outlines as a state machine without widgets (the shape of ITK-SNAP's). It is
/// told where the pointer is in image space and answers with proposals: edits that the owner of the
/// reading session may apply. It changes no finding itself. Hit tests are in screen pixels at any
/// zoom.
class PolygonTool {
public:
    enum class Mode {
        Select,   ///< pick, drag corners, drag whole lesions
        Polygon,  ///< clicks and strokes mixed; closed at the start, by Enter or a double click
        Freehand, ///< one stroke
        LiveWire, ///< clicks; the line between them follows edges
        Ellipse,  ///< dragged from corner to corner of its box
        Point,    ///< one click, one small lesion
        Cluster,  ///< a click a calcification; Enter puts the hull around them
        Sculpt,   ///< a round brush pushes the border: out from inside, in from outside
        Split,    ///< a stroke across a lesion makes two of it
        Merge     ///< a click on another lesion makes one of it and the selected one
    };
    enum class State { Idle, Drawing, DraggingVertex, DraggingShape, Sculpting };
    /// Why a shape was not proposed.
    enum class Refusal { None, TooFewVertices, EdgesCross, NothingSelected, Apart, NotAcross };

    struct Pointer {
        core::PointPx at;     ///< image space
        double pixelSize = 1; ///< image pixels per screen pixel
        bool alt = false;
        bool snap = false; ///< onto the corners and edges of other outlines (Ctrl)
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
    void setEdgeTracer(EdgeTracer tracer) { m_tracer = std::move(tracer); }
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
    Outcome smoothSelected(double pixelSize);   ///< corners rounded
    Outcome simplifySelected(double pixelSize); ///< no more corners than the screen can show
    /// A copy around the point, with label and attributes; kept inside the image.
    Outcome paste(const annotation::Finding& copied, core::PointPx at);

    void select(const core::LesionId& id);
    const core::LesionId& selected() const { return m_selected; }
    std::optional<std::size_t> selectedVertex() const { return m_vertex; }
    const std::vector<core::PointPx>& draft() const { return m_draft; }
    core::PointPx pointer() const { return m_pointer; } ///< last seen, for the rubber line
    /// From the last corner of a live wire to the pointer; empty where the rubber line is straight.
    const std::vector<core::PointPx>& wire() const { return m_wire; }
    /// The outline as it would be if the button were released now.
    std::optional<core::Polygon> dragged() const;
    /// Radius, image pixels, of what follows the pointer: the brush, or the next point lesion.
    std::optional<double> reach() const;
    void growReach(double factor); ///< of the mode that is on

private:
    core::PointPx clamped(core::PointPx p) const;
    core::PointPx placed(const Pointer& p) const; ///< clamped and snapped
    const annotation::Finding* find(const core::LesionId& id) const;
    std::optional<std::size_t> vertexAt(const annotation::Finding& f, const Pointer& p) const;
    std::optional<std::size_t> edgeAt(const annotation::Finding& f, const Pointer& p) const;
    const annotation::Finding* findingAt(const Pointer& p) const;
    bool closesDraft(const Pointer& p) const;
    bool draws() const; ///< the mode makes a draft that is closed
    Outcome pressDrawing(const Pointer& pointer);
    Outcome pressSelect(const Pointer& pointer);
    Outcome pressSculpt(const Pointer& pointer);
    Outcome pressMerge(const Pointer& pointer);
    Outcome addPoint(const Pointer& pointer);
    void sculptTo(core::PointPx at, double pixelSize);
    void addWireCorner(const Pointer& pointer);
    Outcome releaseStroke(const Pointer& pointer);
    Outcome split();
    Outcome closeOutline(core::Polygon polygon, std::map<std::string, std::string> attributes = {});
    Outcome insertVertex(const annotation::Finding& finding, const Pointer& pointer);
    Outcome outlineChange(const annotation::Finding& finding, core::Polygon after);
    bool storable(const core::Polygon& polygon) const;
    Outcome refused(const core::Polygon& polygon) const;
    void reset();

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
    EdgeTracer m_tracer;
    EdgePath m_path; ///< from the last corner of the wire
    std::vector<core::PointPx> m_wire;
    std::vector<std::size_t> m_corners; ///< of the wire: how long the draft was at each click
    std::optional<core::Polygon> m_sculpted;
    bool m_pushesOut = false;
    double m_brush = 0, m_pointRadius = 0; ///< image pixels; 0: not chosen yet
};

} // namespace cw::viewers
