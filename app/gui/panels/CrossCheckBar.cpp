// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/CrossCheckBar.h"

#include "app/workflow/DoubleReading.h"

#include <QHBoxLayout>

namespace cw::gui {

CrossCheckBar::CrossCheckBar(ProjectAccess& project, QWidget* parent)
    : QWidget(parent), m_project(project) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_open = new QPushButton(tr("Open cross-checks"), this);
    m_open->setObjectName("openCrossChecks");
    m_open->setToolTip(tr("Both readers of every case on which they differ see both readings, and "
                          "let theirs stand or amend it."));
    m_close = new QPushButton(tr("Close cross-checks"), this);
    m_close->setObjectName("closeCrossChecks");
    m_close->setToolTip(tr("Where both have had their say, the readings are compared again. What "
                           "still differs is excluded or adjudicated, as the project's policy "
                           "says."));
    row->addWidget(m_open);
    row->addWidget(m_close);
    connect(m_open, &QPushButton::clicked, this, &CrossCheckBar::open);
    connect(m_close, &QPushButton::clicked, this, &CrossCheckBar::close);
}

void CrossCheckBar::setCounts(std::size_t differing, std::size_t open) {
    m_open->setEnabled(differing > 0);
    m_close->setEnabled(open > 0);
}

void CrossCheckBar::open() {
    const auto by = m_by.empty() ? std::string("coordinator") : m_by;
    const auto opened =
        m_project.with([&](workflow::Project& p) { return workflow::openCrossChecks(p, by); });
    if (!opened) {
        emit failed(opened.error());
        return;
    }
    emit done(*opened == 0 ? tr("No cross-check to open: what differs has had one.")
                           : tr("%1 cross-checks opened.").arg(*opened));
}

void CrossCheckBar::close() {
    const auto closed =
        m_project.with([](workflow::Project& p) { return workflow::closeCrossChecks(p); });
    if (!closed) {
        emit failed(closed.error());
        return;
    }
    emit done(tr("%1 closed: %2 agree, %3 excluded, %4 to adjudicate. %5 wait for a reader.")
                  .arg(closed->closed)
                  .arg(closed->agree)
                  .arg(closed->excluded)
                  .arg(closed->toAdjudicate)
                  .arg(closed->waiting));
}

} // namespace cw::gui
