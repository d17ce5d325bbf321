// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/QuestionRows.h"

#include <QLabel>
#include <QPushButton>

namespace cw::gui {

/// The questions about the case as a whole; under them, in a widget of its own, the submit button
/// with its state.
class CaseForm : public QWidget {
    Q_OBJECT
public:
    CaseForm(ReadingDesk& desk, core::ImageKind kind, QWidget* parent = nullptr);
    void setBothSides(bool both); ///< whether the case has images of both breasts
    /// What is still missing before this reading can be submitted, in words; empty: nothing.
    QString missing() const;
    bool focusQuestion(); ///< the first one without an answer, else the submit button
    bool holdsFocus() const { return m_rows->holdsFocus(); }
    QWidget* footer() const { return m_footer; } ///< placed by whoever holds the form

signals:
    void submitRequested();
    void rowFocused(QWidget* row);

private:
    QWidget* makeFooter();
    void refresh();
    void nameFinalAssessment();

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    QuestionRows* m_rows;
    QWidget* m_footer;
    QPushButton* m_submit;
    QLabel* m_state;
};

} // namespace cw::gui
