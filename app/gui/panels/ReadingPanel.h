// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/panels/CaseForm.h"
#include "app/gui/panels/FindingForm.h"
#include "app/gui/panels/FindingsPanel.h"

#include <QFrame>
#include <QScrollArea>

namespace cw::gui {

/// The side panel of a reading: the findings, the form of the selected one, the questions about the
/// case, and always in sight the submit button. The row with the focus is scrolled into view.
class ReadingPanel : public QFrame {
    Q_OBJECT
public:
    ReadingPanel(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                 annotation::SideOf sideOf, QWidget* parent = nullptr);
    FindingsPanel& findings() { return *m_findings; }
    FindingForm& finding() { return *m_finding; }
    CaseForm& form() { return *m_form; }
    /// To the form of the selected finding; from there, or without one, to the case's questions.
    bool focusQuestions();
    bool holdsFocus() const;

private:
    void bringIntoView(QWidget* row);

    FindingsPanel* m_findings;
    FindingForm* m_finding;
    CaseForm* m_form;
    QScrollArea* m_scroll;
};

} // namespace cw::gui
