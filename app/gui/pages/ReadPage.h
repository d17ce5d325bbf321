// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/LandmarkPen.h"
#include "app/gui/PictureLoader.h"
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/CaseForm.h"
#include "app/gui/panels/FindingsPanel.h"
#include "app/gui/panels/FundusStrip.h"
#include "viewers/HangingView.h"

#include <QBoxLayout>
#include <QToolButton>
#include <QWidget>
#include <map>

namespace cw::gui {

class StatusLine;

/// A case hung for reading, the reader's findings, and the form.
class ReadPage : public QWidget {
    Q_OBJECT
public:
    ReadPage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
             QWidget* parent = nullptr);

    void openCase(const core::CaseId& id, const core::ReaderId& reader);
    void prefetch(const core::CaseId& id); ///< decodes its pictures when nothing else is to do
    const core::CaseId& caseId() const { return m_desk.caseId(); }
    ReadingDesk& desk() { return m_desk; }
    viewers::HangingView& hanging() { return *m_hanging; }
    bool ready() const { return !m_desk.caseId().empty() && m_hanging->allLoaded(); }

    // Keys; true if there was something to do.
    bool setMode(viewers::PolygonTool::Mode mode);
    bool setStep(viewers::HangingStep step);
    bool closeShape();
    bool cancel();
    bool removeSelected();
    bool undo();
    bool redo();
    bool selectNext();
    bool focusQuestions() { return m_form->focusQuestion(); }
    bool submit();
    bool nextWindow(); ///< of the file, then the full range
    bool nextLook();   ///< of a fundus case
    bool holdOriginal(bool held);
    bool nextGrid(); ///< of a fundus case, as are the marks
    bool toggleField();
    bool outlineMark(const std::string& label); ///< "optic-disc", "optic-cup"
    bool markFovea();
    void setPanelVisible(bool visible) { m_panel->setVisible(visible); }
    bool panelVisible() const { return !m_panel->isHidden(); }
    void refreshStatus();

signals:
    void becameReady();
    void submitted(const cw::core::CaseId& id);
    void neighbourRequested(int step);

private:
    QWidget* makeTools();
    QWidget* makePanel();
    QToolButton* makeTool(QWidget* bar, const QString& words, const QString& key, const char* name);
    void connectHanging();
    void makeMeasures(QBoxLayout& column);
    void deskChanged();
    void refreshShapes();
    void propose(const annotation::Edit& edit);
    void explain(viewers::PolygonTool::Refusal why);
    void selected(viewers::ImageView* view, const core::LesionId& id);
    viewers::ImageView* drawingView() const; ///< with a draft or a drag; else null
    viewers::ImageView* selectionView() const;
    QString titleOf(const core::ImageId& id) const;

    ProjectAccess& m_project;
    PictureLoader& m_loader;
    StatusLine& m_status;
    ReadingDesk m_desk;
    viewers::HangingView* m_hanging;
    QWidget* m_panel;
    FindingsPanel* m_findings;
    CaseForm* m_form;
    std::map<viewers::PolygonTool::Mode, QToolButton*> m_modes;
    std::vector<QToolButton*> m_steps;
    FundusStrip* m_looks = nullptr; ///< of a fundus project
    MeasureStrip* m_measures = nullptr;
    LandmarkPen* m_landmarks = nullptr;
    std::set<core::ImageId> m_hung; ///< whose first picture is there
    bool m_selecting = false;
};

} // namespace cw::gui
