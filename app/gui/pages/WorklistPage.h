// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/gui/models/CaseTableModel.h"
#include "app/gui/models/ReaderProgress.h"
#include "app/gui/panels/CrossCheckBar.h"

#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace cw::gui {

/// The cases of the project with their state and the readers' progress; Enter opens.
class WorklistPage : public QWidget {
    Q_OBJECT
public:
    explicit WorklistPage(ProjectAccess& project, QWidget* parent = nullptr);
    void refresh();
    void setReader(const core::ReaderId& reader);
    void focusSearch();
    const std::vector<storage::CaseRow>& cases() const { return m_model->cases(); }
    core::CaseId currentCase() const;
    /// The case after (or before) this one, as the list is sorted and filtered now; empty at the
    /// end.
    core::CaseId neighbour(const core::CaseId& id, int step) const;
    void select(const core::CaseId& id);

signals:
    void openRequested(const cw::core::CaseId& id);
    void failed(const cw::Error& error);
    void intakeRequested(); ///< from the empty project
    void said(const QString& summary);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFilterBar();
    QWidget* makeTable();
    QWidget* makeEmptyState();
    void showCases(std::vector<storage::CaseRow> cases);
    void refreshBar();
    void refreshChips();
    void refreshState();
    QString whyNothingIsShown() const;
    QString minutesWords() const;
    bool coordinates() const;
    void openCurrent();

    ProjectAccess& m_project;
    CaseTableModel* m_model;
    CaseFilterModel* m_filter;
    QStackedWidget* m_stack;
    QTableView* m_table;
    QLineEdit* m_search;
    struct Chip {
        CaseFilterModel::Show show;
        QString words;
        QToolButton* button;
    };
    std::vector<Chip> m_chips;
    CaseFilterModel::Show m_shown = CaseFilterModel::Show::All;
    QLabel* m_nothing;
    ReaderProgress m_progress;
    QLabel* m_left;
    CrossCheckBar* m_crossChecks;
    std::vector<storage::WorklistItem> m_own; ///< the worklist of whoever reads here
    QProgressBar* m_bar;
    core::ReaderId m_reader;
};

} // namespace cw::gui
