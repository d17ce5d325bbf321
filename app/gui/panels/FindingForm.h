// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/LesionLinks.h"
#include "app/gui/panels/QuestionRows.h"

namespace cw::gui {

/// The form of the selected finding: label, the descriptors that the label calls for, and on which
/// other images the lesion is. Hidden while nothing is selected.
class FindingForm : public QWidget {
    Q_OBJECT
public:
    FindingForm(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf, annotation::SideOf sideOf,
                QWidget* parent = nullptr);
    void display(const core::LesionId& id); ///< empty: none
    bool focusQuestion();                ///< the label; false if nothing can be described
    bool holdsFocus() const { return m_rows->holdsFocus(); }
    LesionLinks& links() { return *m_links; }

signals:
    void labelChosen(const std::string& label);
    void finished(); ///< by key, after the last row
    void rowFocused(QWidget* row);

private:
    void refresh();

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    TitleOf m_titleOf;
    core::LesionId m_finding;
    QLabel* m_title;
    QuestionRows* m_rows;
    LesionLinks* m_links;
};

} // namespace cw::gui
