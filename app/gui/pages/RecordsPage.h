// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QLabel>
#include <QTableWidget>
#include <QWidget>

namespace cw::gui {

/// What the project has on record, read-only: its frozen versions (Data set) or its audit trail.
class RecordsPage : public QWidget {
    Q_OBJECT
public:
    enum class Records { Versions, Audit };
    RecordsPage(ProjectAccess& project, Records records, QWidget* parent = nullptr);
    void refresh();

signals:
    void failed(const cw::Error& error);

private:
    void fill(const QStringList& headings, const std::vector<QStringList>& rows);

    ProjectAccess& m_project;
    Records m_records;
    QLabel* m_heading;
    QLabel* m_text;
    QTableWidget* m_table;
};

} // namespace cw::gui
