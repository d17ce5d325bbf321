// SPDX-License-Identifier: Apache-2.0
#include "viewers/LookingAids.h"

#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>

namespace cw::viewers {

void LookingAids::add(ImageView* view) {
    m_seats.push_back({view, new Magnifier(*view)});
    view->installEventFilter(this);
    view->setCurtains(m_curtains);
    view->setWordsHidden(m_wordsHidden);
    connect(view, &QObject::destroyed, this, [this, view] {
        std::erase_if(m_seats, [view](const Seat& seat) { return seat.view == view; });
        if (m_hovered == view)
            m_hovered = nullptr;
    });
    applyLenses();
}

void LookingAids::applyLenses() {
    using Use = Magnifier::Use;
    for (const auto& seat : m_seats) {
        seat.lens->setMagnification(m_times);
        seat.lens->setUse(m_magnifier ? Use::AtPointer : m_tipLens ? Use::AtPenTip : Use::Off);
    }
}

void LookingAids::setMagnifier(bool on) {
    m_magnifier = on;
    m_drag = Drag::None;
    applyLenses();
    emit changed();
}

void LookingAids::setTipLens(bool on) {
    m_tipLens = on;
    applyLenses();
    emit changed();
}

void LookingAids::setCurtains(const Curtains& curtains) {
    m_curtains = curtains;
    for (const auto& seat : m_seats) {
        seat.view->setCurtains(curtains);
        const bool idle = seat.view->tool().state() == PolygonTool::State::Idle;
        if (curtains.kind != CurtainKind::None && idle && !seat.view->tool().selected().empty()) {
            seat.view->tool().select({});
            seat.view->toolChanged();
        }
    }
    emit changed();
}

void LookingAids::setWordsHidden(bool hidden) {
    m_wordsHidden = hidden;
    for (const auto& seat : m_seats)
        seat.view->setWordsHidden(hidden);
    emit changed();
}

bool LookingAids::eventFilter(QObject* watched, QEvent* event) {
    const auto seat = std::find_if(m_seats.begin(), m_seats.end(),
                                   [watched](const Seat& each) { return each.view == watched; });
    if (seat == m_seats.end())
        return false;
    switch (event->type()) {
    case QEvent::Wheel:
        return wheel(*seat, *event);
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return press(*seat, *event);
    case QEvent::MouseMove:
        return move(*seat, *event);
    case QEvent::MouseButtonRelease:
        return release(*event);
    case QEvent::Enter:
        pointerAt(*seat, static_cast<QEnterEvent*>(event)->position().toPoint());
        return false;
    case QEvent::Leave:
    case QEvent::Hide:
        seat->lens->leave();
        return false;
    default:
        return false;
    }
}

/// There is one pointer: other viewports lose it even where their leave event went astray.
void LookingAids::pointerAt(const Seat& seat, QPoint at) {
    for (const auto& each : m_seats)
        if (each.view != seat.view)
            each.lens->leave();
    seat.lens->follow(at);
}

bool LookingAids::wheel(const Seat& seat, QEvent& event) {
    const auto& wheel = static_cast<QWheelEvent&>(event);
    const int turned = wheel.angleDelta().y();
    if (!seat.lens->isVisible() || !wheel.modifiers().testFlag(Qt::ControlModifier) || turned == 0)
        return false;
    m_times = std::clamp(m_times + (turned > 0 ? 1 : -1), Magnifier::kLeast, Magnifier::kMost);
    applyLenses();
    emit changed();
    return true;
}

bool LookingAids::press(const Seat& seat, QEvent& event) {
    const auto& mouse = static_cast<QMouseEvent&>(event);
    m_last = mouse.position();
    const auto* view = seat.view;
    if (mouse.button() == Qt::RightButton && m_magnifier && view->picture()) {
        pointerAt(seat, m_last.toPoint());
        m_drag = Drag::LensWindow;
        return true;
    }
    // A shape that is being drawn goes on over a curtain: its points are meant.
    if (mouse.button() != Qt::LeftButton || view->tool().state() != PolygonTool::State::Idle)
        return false;
    m_edge = edgeAt(m_curtains, view->size(), view->place().anchor, m_last);
    if (m_edge) {
        m_drag = Drag::Curtain;
        return true;
    }
    if (!covers(m_curtains, view->size(), view->place().anchor, m_last))
        return false;
    m_drag = Drag::Nothing;
    emit coveredPressed();
    return true;
}

bool LookingAids::move(const Seat& seat, QEvent& event) {
    const auto& mouse = static_cast<QMouseEvent&>(event);
    const auto at = mouse.position();
    if (m_drag == Drag::LensWindow) {
        // The lens stays on its spot, and its window alone follows the mouse.
        for (const auto& each : m_seats)
            each.lens->dragWindow(at.x() - m_last.x(), at.y() - m_last.y());
        m_last = at;
        return true;
    }
    if (m_drag == Drag::Curtain) {
        setCurtains(dragged(m_curtains, *m_edge, seat.view->size(), seat.view->place().anchor, at));
        return true;
    }
    if (m_drag == Drag::Nothing)
        return true;
    pointerAt(seat, at.toPoint());
    if (mouse.buttons() == Qt::NoButton)
        hover(seat, at);
    return false;
}

bool LookingAids::release(QEvent& event) {
    const auto button = static_cast<QMouseEvent&>(event).button();
    const bool ours =
        (m_drag == Drag::LensWindow && button == Qt::RightButton) ||
        ((m_drag == Drag::Curtain || m_drag == Drag::Nothing) && button == Qt::LeftButton);
    if (ours)
        m_drag = Drag::None;
    return ours;
}

void LookingAids::hover(const Seat& seat, QPointF at) {
    const auto edge = edgeAt(m_curtains, seat.view->size(), seat.view->place().anchor, at);
    if (!edge && m_hovered) {
        m_hovered->setCursor(m_cursorBefore);
        m_hovered = nullptr;
    } else if (edge && !m_hovered) {
        m_hovered = seat.view;
        m_cursorBefore = seat.view->cursor().shape();
        seat.view->setCursor(movesUpAndDown(*edge) ? Qt::SizeVerCursor : Qt::SizeHorCursor);
    }
}

} // namespace cw::viewers
