// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Curtains.h"
#include "viewers/Magnifier.h"

#include <QObject>

namespace cw::viewers {

/// What helps to look, the same in all viewports of a hanging: the magnifier, the lens at the pen's
/// tip, curtains, words on or off. Sees the mouse before the viewports do: while the magnifier is
/// on, a right drag changes the lens's window and Ctrl and the wheel its magnification; a curtain
/// is dragged at its edge, and a left press on one never reaches a finding.
class LookingAids : public QObject {
    Q_OBJECT
public:
    explicit LookingAids(QObject* parent = nullptr) : QObject(parent) {}
    void add(ImageView* view); ///< forgotten when it is deleted

    void setMagnifier(bool on);
    bool magnifier() const { return m_magnifier; }
    void setTipLens(bool on);
    bool tipLens() const { return m_tipLens; }
    int magnification() const { return m_times; }

    /// Also clears the selection: Del must not reach what is covered.
    void setCurtains(const Curtains& curtains);
    const Curtains& curtains() const { return m_curtains; }

    void setWordsHidden(bool hidden); ///< titles and captions; badges stay
    bool wordsHidden() const { return m_wordsHidden; }

signals:
    void changed();
    void coveredPressed(); ///< a left press on a curtain, which does nothing

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Seat {
        ImageView* view;
        Magnifier* lens;
    };
    void applyLenses();
    void pointerAt(const Seat& seat, QPoint at);
    bool wheel(const Seat& seat, QEvent& event);
    bool press(const Seat& seat, QEvent& event);
    bool move(const Seat& seat, QEvent& event);
    bool release(QEvent& event);
    void hover(const Seat& seat, QPointF at);

    std::vector<Seat> m_seats;
    bool m_magnifier = false, m_tipLens = false, m_wordsHidden = false;
    int m_times = Magnifier::kLeast;
    Curtains m_curtains;
    enum class Drag { None, LensWindow, Curtain, Nothing } m_drag = Drag::None;
    std::optional<CurtainEdge> m_edge; ///< held
    QPointF m_last;
    ImageView* m_hovered = nullptr; ///< whose cursor shows that an edge can be dragged
    Qt::CursorShape m_cursorBefore = Qt::ArrowCursor;
};

} // namespace cw::viewers
