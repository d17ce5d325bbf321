// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RefineBar.h"

#include <QHBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kProgressWidth = 200;

} // namespace

RefineBar::RefineBar(RefineDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_text = new QLabel(this);
    m_text->setObjectName("refineText");
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kProgressWidth);
    m_bar->setAccessibleName(tr("Progress of the image checks"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName("refineCancel");
    m_check = new QPushButton(tr("Check images"), this);
    m_check->setObjectName("refineCheck");
    m_check->setToolTip(
        tr("Looks for copies, missing views, mistaken sides and faulty images in the project"));
    m_list = new QPushButton(tr("Suspicions"), this);
    m_list->setObjectName("refineList");
    row->addWidget(m_text, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_bar, m_cancel, m_check, m_list})
        row->addWidget(widget);
    connect(m_check, &QPushButton::clicked, this, [this] { m_desk.start(RefineDesk::Scope::All); });
    connect(m_cancel, &QPushButton::clicked, &m_desk, &RefineDesk::cancel);
    connect(m_list, &QPushButton::clicked, this, &RefineBar::listRequested);
    connect(&m_desk, &RefineDesk::progressed, this, &RefineBar::show);
    connect(&m_desk, &RefineDesk::runningChanged, this, &RefineBar::refresh);
    connect(&m_desk, &RefineDesk::decided, this, &RefineBar::refresh);
    refresh();
}

void RefineBar::refresh() {
    const bool running = m_desk.running();
    m_bar->setVisible(running);
    m_cancel->setVisible(running);
    m_check->setVisible(!running);
    if (running)
        return show(0, 0);
    const auto open = m_desk.open();
    if (!open)
        emit failed(open.error());
    const auto count = open ? open->size() : 0;
    m_list->setEnabled(count > 0);
    m_text->setProperty("role", count > 0 ? "amber" : "dim");
    m_text->setStyleSheet(QString()); // looks the role up again
    m_text->setText(!open ? tr("Image checks: the record cannot be read.")
                    : count == 0
                        ? tr("Image checks: nothing is open.")
                        : tr("Image checks: %1 suspicions wait for a decision.").arg(count));
}

void RefineBar::show(int done, int total) {
    m_bar->setMaximum(std::max(1, total));
    m_bar->setValue(done);
    m_text->setText(total == 0 ? tr("Checking the images …")
                               : tr("Checking the images: %1 of %2").arg(done).arg(total));
}

} // namespace cw::gui
