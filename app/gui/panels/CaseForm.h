// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/ChoiceRow.h"

#include <QLabel>
#include <QPushButton>
#include <map>

namespace cw::gui {

/// The questions about the case as a whole, and the submit button with its state.
class CaseForm : public QWidget {
    Q_OBJECT
public:
    CaseForm(ReadingDesk& desk, core::ImageKind kind, QWidget* parent = nullptr);
    /// What is still missing before this reading can be submitted, in words; empty: nothing.
    QString missing() const;
    bool focusQuestion(); ///< the first one without an answer

signals:
    void submitRequested();

private:
    void refresh();

    ReadingDesk& m_desk;
    std::map<std::string, ChoiceRow*> m_rows;
    std::vector<std::string> m_order;
    QPushButton* m_submit;
    QLabel* m_state;
};

} // namespace cw::gui
