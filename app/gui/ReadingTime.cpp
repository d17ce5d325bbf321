// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ReadingTime.h"

#include "storage/CaseProcess.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWidget>

namespace cw::gui {
namespace {

/// What somebody does with the hands: not the moves of a mouse that is pushed aside, but those of a
/// line that is being drawn.
bool isInput(const QEvent& event) {
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
        return true;
    case QEvent::MouseMove:
        return static_cast<const QMouseEvent&>(event).buttons() != Qt::NoButton;
    default:
        return false;
    }
}

} // namespace

ReadingTime::ReadingTime(ProjectAccess& project, ReadingDesk& desk, QWidget& window,
                         QObject* parent, Now now)
    : QObject(parent), m_project(project), m_desk(desk), m_window(window), m_now(std::move(now)) {
    m_everyMinute.setInterval(60'000);
    connect(&m_everyMinute, &QTimer::timeout, this, &ReadingTime::flush);
    connect(&m_desk, &ReadingDesk::changed, this, &ReadingTime::deskChanged);
    qApp->installEventFilter(this);
}

ReadingTime::~ReadingTime() { flush(); }

bool ReadingTime::counts() const {
    return m_inSight && m_desk.state() == ReadingDesk::State::Editing &&
           m_desk.task() != ReadingDesk::Task::Redrawing;
}

/// Opening is an input; the time before it is none of this case's.
void ReadingTime::startAnew() {
    m_active = annotation::ActiveTime();
    m_counting = counts();
    if (!m_counting) {
        m_everyMinute.stop();
        return;
    }
    m_active.input(m_now());
    m_everyMinute.start();
}

void ReadingTime::deskChanged() {
    const bool same = m_desk.caseId() == m_case && m_desk.reader() == m_reader;
    if (same && counts() == m_counting)
        return;
    flush();
    if (!same)
        m_unsaved = {}; // it could not be kept: it belongs to nobody now
    m_case = m_desk.caseId();
    m_reader = m_desk.reader();
    startAnew();
}

void ReadingTime::setClock(Now now) {
    flush();
    m_now = std::move(now);
    startAnew();
}

void ReadingTime::setInSight(bool inSight) {
    if (inSight == m_inSight)
        return;
    flush();
    m_inSight = inSight;
    startAnew();
}

void ReadingTime::flush() {
    m_unsaved += m_active.take();
    if (m_unsaved.count() <= 0 || m_case.empty() || m_reader.empty())
        return;
    const auto outcome = m_project.with([&](workflow::Project& p) {
        return storage::CaseProcess(p.store()).addActiveTime(m_case, m_reader, m_unsaved.count());
    });
    if (!outcome)
        return;
    m_unsaved = {};
    emit recorded(m_case);
}

bool ReadingTime::eventFilter(QObject* watched, QEvent* event) {
    if (m_counting && isInput(*event)) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        const auto* window = widget ? widget->window() : nullptr;
        if (window && (window == &m_window || window->parentWidget() == &m_window))
            m_active.input(m_now());
    }
    return false;
}

} // namespace cw::gui
