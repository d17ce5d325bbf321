// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/HangingFiles.h"
#include "app/gui/PictureLoader.h"
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/CaseForm.h"
#include "app/gui/panels/FindingsPanel.h"
#include "app/gui/panels/FundusStrip.h"
#include "app/gui/panels/StepStrip.h"
#include "viewers/HangingView.h"

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

    /// Hanging protocols of this folder beside the built-in one; what is wrong in its files is said
    /// when the next case opens.
    void useHangingFolder(const QString& folder);
    void openCase(const core::CaseId& id, const core::ReaderId& reader);
    void prefetch(const core::CaseId& id); ///< decodes its pictures when nothing else is to do
    const core::CaseId& caseId() const { return m_desk.caseId(); }
    ReadingDesk& desk() { return m_desk; }
    viewers::HangingView& hanging() { return *m_hanging; }
    bool ready() const { return !m_desk.caseId().empty() && m_hanging->allLoaded(); }

    // Keys; true if there was something to do.
    bool setMode(viewers::PolygonTool::Mode mode);
    bool setStep(int key);   ///< a hanging step, from its first page
    bool pressStep(int key); ///< the same key again shows the step's next page or part
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
    void chooseHanging(const core::ReaderId& reader);
    void rememberHanging(const QString& id);
    void sayStep();
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
    StepStrip* m_steps = nullptr;
    HangingFiles m_hangingFiles;
    FundusStrip* m_looks = nullptr; ///< of a fundus project
    std::set<core::ImageId> m_hung; ///< whose first picture is there
    bool m_selecting = false;
};

} // namespace cw::gui
