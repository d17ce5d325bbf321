// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/DatasetDesk.h"
#include "app/gui/models/FlowTableModel.h"
#include "app/gui/panels/FlowPanel.h"

#include <QLabel>
#include <QProgressBar>
#include <QTableView>
#include <QWidget>

namespace cw::gui {

class ExportForm;
class FreezeForm;
class StatusLine;
class VersionsPanel;

/// From the settled cases to a version that leaves the house: the flow with its cases, what blocks,
/// freezing, the versions and their difference, export.
class DatasetPage : public QWidget {
    Q_OBJECT
public:
    DatasetPage(ProjectAccess& project, StatusLine& status, QWidget* parent = nullptr);
    void refresh();
    bool freeze(); ///< Ctrl+Return
    bool quiet() const { return m_desk.work() == DatasetDesk::Work::None; }

signals:
    void failed(const cw::Error& error);
    void busyChanged(bool busy); ///< the project is in a worker's hands
    void frozen();

private:
    QWidget* makeCases();
    QWidget* makeVersions();
    void connectDesk();
    void showWork();
    void showVerified(const QString& name, const dataset::VerifyReport& report);
    bool mayFreeze() const;

    ProjectAccess& m_project;
    StatusLine& m_status;
    DatasetDesk m_desk;
    FlowPanel* m_flow;
    FlowTableModel* m_cases;
    QTableView* m_table;
    QLabel *m_shown, *m_working;
    QProgressBar* m_progress;
    FreezeForm* m_freeze;
    VersionsPanel* m_versions;
    ExportForm* m_export;
};

} // namespace cw::gui
