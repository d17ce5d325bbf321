// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/JournalBanner.h"

#include <QEvent>

namespace cw::gui {

JournalBanner::JournalBanner(QWidget* parent) : QLabel(parent) {
    setObjectName("journalBanner");
    setStyleSheet(
        "color: #E6B450; border: 1px solid #E6B450; border-radius: 3px; padding: 3px 8px");
    hide();
}

void JournalBanner::watch(ReadingDesk& desk, QWidget& window) {
    m_desk = &desk;
    connect(&desk, &ReadingDesk::journalChanged, this, &JournalBanner::refresh);
    window.installEventFilter(this);
}

QString JournalBanner::headline(const QDateTime& since) const {
    const auto state = m_desk->journalState();
    if (m_closeRefused)
        return tr("%1 edits are not on disk: close again to give them up").arg(state.pending);
    if (state.failure && state.failure->code == ErrorCode::Conflict)
        return tr("This reading is being edited somewhere else: nothing more is saved here");
    return tr("Not on disk since %1: work goes on and is kept").arg(since.toString("HH:mm"));
}

void JournalBanner::refresh() {
    const auto since = m_desk ? m_desk->notOnDiskSince() : QDateTime();
    if (!since.isValid()) {
        m_closeRefused = false;
        hide();
        return;
    }
    setText(headline(since));
    setAccessibleName(text());
    setToolTip(
        tr("The edits are kept in this window and are written as soon as the disk takes "
           "them. Make room on the disk or connect it again, and leave the window open until "
           "this line is gone."));
    show();
}

bool JournalBanner::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Close && m_desk && m_desk->journalState().pending > 0 &&
        !m_desk->flush() && !m_closeRefused) {
        m_closeRefused = true;
        refresh();
        event->ignore();
        return true;
    }
    return QLabel::eventFilter(watched, event);
}

} // namespace cw::gui
