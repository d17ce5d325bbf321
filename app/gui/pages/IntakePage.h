// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"
#include "app/gui/RefineDesk.h"
#include "app/gui/models/IntakeModels.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTableView>

namespace cw::gui {

class IntakeForm;
class IntakePreviewPanel;
class IntakeReportPanel;
class RefineBar;
class RefinePanel;
class ReleaseBar;
class RunBar;
class StatusLine;
class WritingPanel;

/// The steward's page: from a hospital's folder to images that may leave. All steps on one screen,
/// none hidden: facts, preview, run, done, quarantined, writing to decide on, release, and the
/// check of what is in the project since.
class IntakePage : public QWidget {
    Q_OBJECT
public:
    IntakePage(ProjectAccess& project, StatusLine& status, QWidget* parent = nullptr);
    ~IntakePage() override;
    IntakeDesk& desk() { return *m_desk; }
    RefineDesk& refineDesk() { return *m_refine; }
    bool quiet() const { return m_desk->quiet() && !m_refine->running(); }
    void setSource(const QString& folder);

    // Keys; false: nothing to do here.
    bool run();
    bool decide(workflow::WritingVerdict verdict, bool everywhere);
    bool showText();
    bool cancel();           ///< Esc: leaves the report, or the list of suspicions
    QString keyHint() const; ///< which keys mean something on the sheet in sight

signals:
    void imported(); ///< the project has new cases
    void caseExcluded();
    void openRequested(const cw::core::CaseId& id);
    void failed(const cw::Error& error);
    void becameQuiet();
    void sheetChanged(); ///< other keys now

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeCentre();
    QWidget* makeLists();
    QTableView* makeTable(const char* name, const QString& words, IntakeItemModel* model);
    bool stepsInSight() const; ///< not the report, not the suspicions: keys mean what is seen
    void connectDesk();
    void connectRefinement();
    void openPlan();
    void refreshLists();
    void tellReleased(const workflow::ReleaseOutcome& outcome);

    StatusLine& m_status;
    IntakeDesk* m_desk;
    RefineDesk* m_refine;
    QStackedWidget* m_stack;
    IntakeForm* m_form;
    IntakePreviewPanel* m_preview;
    RunBar* m_runBar;
    WritingPanel* m_writing;
    ReleaseBar* m_release;
    RefineBar* m_refineBar;
    RefinePanel* m_suspicions;
    IntakeReportPanel* m_report;
    IntakeItemModel *m_done, *m_quarantined;
    QLabel *m_doneHeading, *m_quarantinedHeading;
};

} // namespace cw::gui
