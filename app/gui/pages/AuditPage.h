// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/gui/models/AuditTableModel.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QWidget>
#include <vector>

namespace cw::gui {

class StatusLine;

/// Who did what, and when: topics as chips, a text filter, the check of the chain, a table for a
/// spreadsheet.
class AuditPage : public QWidget {
    Q_OBJECT
public:
    AuditPage(ProjectAccess& project, StatusLine& status, QWidget* parent = nullptr);
    void refresh();
    void focusSearch();
    bool verify();      ///< says what the chain is worth
    bool askToExport(); ///< where to; all lines, whatever is filtered
    void exportTo(const std::filesystem::path& file);

signals:
    void failed(const cw::Error& error);

private:
    QWidget* makeBar();
    void refreshCounts();

    ProjectAccess& m_project;
    StatusLine& m_status;
    AuditTableModel* m_model;
    AuditFilterModel* m_filter;
    struct Chip {
        std::optional<workflow::AuditTopic> topic;
        QString words;
        QToolButton* button;
    };
    std::vector<Chip> m_chips;
    QLineEdit* m_search;
    QTableView* m_table;
    QLabel* m_verdict;
};

} // namespace cw::gui
