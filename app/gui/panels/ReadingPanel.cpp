// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ReadingPanel.h"

#include <QVBoxLayout>

namespace cw::gui {
namespace {

QFrame* aLine(QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setProperty("role", "line");
    return line;
}

} // namespace

ReadingPanel::ReadingPanel(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                           annotation::SideOf sideOf, QWidget* parent)
    : QFrame(parent) {
    setProperty("role", "panel");
    setFixedWidth(290);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_findings = new FindingsPanel(desk, kind, titleOf, this);
    auto* forms = new QWidget;
    forms->setObjectName("forms");
    auto* inside = new QVBoxLayout(forms);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    m_finding = new FindingForm(desk, kind, std::move(titleOf), std::move(sideOf), forms);
    m_form = new CaseForm(desk, kind, forms);
    inside->addWidget(m_finding);
    inside->addWidget(aLine(forms));
    inside->addWidget(m_form);
    inside->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName("formsScroll");
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(forms);
    column->addWidget(m_findings);
    column->addWidget(aLine(this));
    column->addWidget(m_scroll, 1);
    column->addWidget(aLine(this));
    column->addWidget(m_form->footer());
    connect(m_findings, &FindingsPanel::selectionChanged, m_finding, &FindingForm::display);
    connect(m_finding, &FindingForm::rowFocused, this, &ReadingPanel::bringIntoView);
    connect(m_form, &CaseForm::rowFocused, this, &ReadingPanel::bringIntoView);
}

/// After the layout has heard of rows that have just appeared.
void ReadingPanel::bringIntoView(QWidget* row) {
    QMetaObject::invokeMethod(
        row, [this, row] { m_scroll->ensureWidgetVisible(row, 0, 14); }, Qt::QueuedConnection);
}

bool ReadingPanel::focusQuestions() {
    if (!m_finding->holdsFocus() && m_finding->focusQuestion())
        return true;
    return m_form->focusQuestion();
}

bool ReadingPanel::holdsFocus() const {
    auto* focused = window()->focusWidget();
    return focused && isAncestorOf(focused);
}

} // namespace cw::gui
