// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"
#include "app/gui/panels/ChoiceRow.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// What a third person decides about a case on which the readings differ: A, B, the truth drawn
/// anew, or exclusion with its reason. Shows what was decided, and to whom it is closed, why.
class DecisionPanel : public QWidget {
    Q_OBJECT
public:
    explicit DecisionPanel(QWidget* parent = nullptr);
    /// redrawingBegun: this viewer has begun to draw the truth, and goes on with it.
    void setCase(const ComparedCase& compared, bool redrawingBegun);
    /// "a", "b", "redrawn", "exclude"; false: this viewer decides nothing here.
    bool choose(const std::string& verdict);
    /// Does what was chosen; false: nothing was.
    bool confirm();

signals:
    void decided(const cw::annotation::Decision& decision);
    /// start: 0 a copy of A, 1 of B; nothing: empty.
    void redrawRequested(std::optional<std::size_t> start);

private:
    void showChoice(const std::string& verdict);

    core::CaseId m_case;
    core::ReaderId m_viewer;
    ChoiceRow* m_verdict;
    QComboBox *m_reason, *m_start;
    QLineEdit* m_comment;
    QLabel* m_decision;
    QPushButton* m_record;
    bool m_begun = false;
};

} // namespace cw::gui
