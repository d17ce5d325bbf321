// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/RefineDesk.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QWidget>

namespace cw::gui {

/// The open suspicions, worst first, and the decision on the one that is chosen.
class RefinePanel : public QWidget {
    Q_OBJECT
public:
    /// account: who is logged in; nobody in an open project, where who decides is typed.
    RefinePanel(RefineDesk& desk, const storage::Account* account, QWidget* parent = nullptr);
    void refresh();
    void suggestName(const QString& name); ///< unless one was typed

signals:
    void closed();
    void openRequested(const cw::core::CaseId& id);
    void said(const QString& sentence, bool amber);
    void failed(const cw::Error& error);

private:
    enum Column { First, Other, Severity, Kind, Sentence, ColumnCount };
    QWidget* makeForm();
    void showRow(int row);
    void showChosen();
    void openCell(int row, int column);
    void decide(workflow::RefineVerdict verdict);
    const workflow::Suspicion* chosen() const;

    RefineDesk& m_desk;
    std::vector<workflow::Suspicion> m_shown;
    QLabel* m_heading;
    QTableWidget* m_table;
    QLineEdit *m_by, *m_reason;
    QComboBox* m_case;
    QPushButton *m_fine, *m_duplicate, *m_exclude;
};

} // namespace cw::gui
