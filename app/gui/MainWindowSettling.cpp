// SPDX-License-Identifier: Apache-2.0
// How the window goes between comparing a case and drawing on it, and keeps the reader's time.
#include "app/gui/MainWindow.h"
#include "app/gui/ReadingTime.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/WorklistPage.h"

namespace cw::gui {

void MainWindow::connectSettling() {
    m_time = new ReadingTime(*m_project, m_read->desk(), *this, this);
    connect(m_worklist, &WorklistPage::said, this,
            [this](const QString& summary) { m_status->say(summary); });
    connect(m_compare, &ComparePage::decided, this, [this] { m_worklist->refresh(); });
    connect(m_compare, &ComparePage::amendRequested, this, [this](const core::CaseId& id) {
        m_read->openAmendment(id, m_reader);
        show(Workplace::Read);
    });
    connect(m_compare, &ComparePage::redrawRequested, this,
            [this](const core::CaseId& id, std::optional<std::size_t> start) {
                m_read->openRedrawing(id, m_reader, start);
                show(Workplace::Read);
            });
    connect(m_read, &ReadPage::compareRequested, this, [this] { show(Workplace::Compare); });
    // What was drawn is recorded: back to where its effect is seen.
    connect(m_read, &ReadPage::submitted, this, [this] {
        if (m_read->desk().task() == ReadingDesk::Task::Reading)
            return;
        QMetaObject::invokeMethod(
            this,
            [this] {
                const auto said = m_status->message();
                show(Workplace::Compare);
                m_status->say(said);
            },
            Qt::QueuedConnection); // the page is still busy with its key
    });
}

} // namespace cw::gui
