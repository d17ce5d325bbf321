// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/TaskBanner.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace cw::gui {

using Task = ReadingDesk::Task;

constexpr int kLongestReason = 600; ///< characters; the store takes 2,000 bytes

TaskBanner::TaskBanner(ReadingDesk& desk, QWidget* parent) : QFrame(parent), m_desk(desk) {
    setObjectName("taskBanner");
    setProperty("role", "panel");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 8, 5);
    row->setSpacing(10);
    m_words = new QLabel(this);
    m_words->setObjectName("taskWords");
    m_words->setProperty("role", "amber");
    m_reason = new QLineEdit(this);
    m_reason->setObjectName("taskReason");
    m_reason->setMaxLength(kLongestReason);
    m_reason->installEventFilter(this);
    auto* back = new QPushButton(tr("Back to the comparison   Ctrl+4"), this);
    back->setObjectName("taskBack");
    back->setFocusPolicy(Qt::NoFocus);
    row->addWidget(m_words);
    row->addWidget(m_reason, 1);
    row->addWidget(back);
    connect(back, &QPushButton::clicked, this, &TaskBanner::leaveRequested);
    connect(&m_desk, &ReadingDesk::changed, this, &TaskBanner::refresh);
    hide();
}

bool TaskBanner::eventFilter(QObject* watched, QEvent* event) {
    const bool escape = event->type() == QEvent::KeyPress &&
                        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (escape)
        emit written();
    return escape || QFrame::eventFilter(watched, event);
}

void TaskBanner::refresh() {
    const auto task = m_desk.task();
    if (task != m_task || !(m_desk.caseId() == m_case))
        m_reason->clear();
    m_task = task;
    m_case = m_desk.caseId();
    const bool amends = task == Task::Amendment;
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    m_words->setText(!editing ? tr("This is recorded.")
                     : amends ? tr("▲ You amend your reading after the cross-check")
                              : tr("▲ You draw the truth of this case"));
    m_reason->setPlaceholderText(amends ? tr("Why you amend it (has to be said)") : tr("Comment"));
    m_reason->setAccessibleName(amends ? tr("Why you amend your reading") : tr("Comment"));
    m_reason->setVisible(editing);
    setVisible(task != Task::Reading);
}

std::string TaskBanner::reason() const {
    return m_task == Task::Reading ? std::string() : m_reason->text().trimmed().toStdString();
}

QString TaskBanner::missing() {
    if (m_task != Task::Amendment || !reason().empty())
        return {};
    m_reason->setFocus();
    return tr("Say above the pictures why you amend your reading, then Ctrl+Enter again.");
}

} // namespace cw::gui
