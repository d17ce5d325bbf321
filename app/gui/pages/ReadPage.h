// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/HangingFiles.h"
#include "app/gui/LandmarkPen.h"
#include "app/gui/PictureLoader.h"
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/FundusStrip.h"
#include "app/gui/panels/LookTools.h"
#include "app/gui/panels/PenMenu.h"
#include "app/gui/panels/ReadingPanel.h"
#include "app/gui/panels/ShapesMenu.h"
#include "app/gui/panels/StepStrip.h"
#include "viewers/HangingView.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <functional>
#include <map>

namespace cw::gui {

class ModelProposals;
class ReportsPanel;
class ReviewPanel;
class StatusLine;
class PictureWindow;
class TaskBanner;
class ThumbnailStrip;
struct Snapshot;

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
    /// The same pens for what comes after the blind readings (ReadingDesk::Task).
    void openAmendment(const core::CaseId& id, const core::ReaderId& reader);
    void openRedrawing(const core::CaseId& id, const core::ReaderId& adjudicator,
                       std::optional<std::size_t> start);
    void prefetch(const core::CaseId& id); ///< decodes its pictures when nothing else is to do
    const core::CaseId& caseId() const { return m_desk.caseId(); }
    ReadingDesk& desk() { return m_desk; }
    viewers::HangingView& hanging() { return *m_hanging; }
    bool ready() const { return !m_desk.caseId().empty() && m_hanging->allLoaded(); }

    // Keys; true if there was something to do.
    bool setMode(viewers::PolygonTool::Mode mode);
    bool smooth();
    bool simplify();
    bool copyFinding();
    bool pasteFinding();
    bool growReach(double factor); ///< of the brush or the point
    bool toggleOutlines();
    bool setStep(int key);   ///< a hanging step, from its first page
    bool pressStep(int key); ///< the same key again shows the step's next page or part
    bool closeShape();
    bool cancel();
    bool removeSelected();
    bool undo();
    bool redo();
    bool selectNext();
    bool focusQuestions() { return m_reading->focusQuestions(); }
    bool linkSelected(); ///< the finding selected next is the same lesion
    bool submit();
    bool nextLook();                           ///< of a fundus case
    LookTools& look() { return *m_lookTools; } ///< windows, magnifier, curtains, true size, words
    bool holdOriginal(bool held);
    bool toggleReview(); ///< of one's own reading, before it is submitted
    bool reviewing() const;
    bool stepReview(int by);          ///< false: nothing is being reviewed
    bool saveSnapshot(bool outlines); ///< asks for a file
    Snapshot snapshot(bool outlines);
    void setThumbnailsVisible(bool visible);
    bool thumbnailsVisible() const;
    bool focusThumbnails(); ///< arrows choose one, Enter shows it alone
    bool nextGrid();        ///< of a fundus case, as are the marks
    bool toggleField();
    bool outlineMark(const std::string& label); ///< "optic-disc", "optic-cup"
    bool markFovea();
    bool nextProposal(); ///< of a model; none while it is hidden from a blind reader
    bool confirmProposal();
    bool dismissProposal();
    void setReportsFolded(bool folded);
    bool reportsFolded() const;
    bool hasReports() const; ///< that this user's role may see
    void setPanelVisible(bool visible) { m_panel->setVisible(visible); }
    bool panelVisible() const { return !m_panel->isHidden(); }
    /// The pictures in a window of their own, on the other monitors where there are some.
    void setPicturesApart(bool apart);
    bool picturesApart() const { return m_pictureWindow != nullptr; }
    void refreshStatus();

signals:
    void becameReady();
    void picturesCameBack(); ///< their window was closed
    void reportsFoldRequested(bool folded);
    void submitted(const cw::core::CaseId& id);
    void neighbourRequested(int step);
    void compareRequested(); ///< back from a task to where the case is compared

private:
    bool hang(const core::CaseId& id, const core::ReaderId& reader,
              const std::function<void()>& open);
    std::vector<viewers::Shape> shapesBeside(const core::ImageId& id) const;
    QString submittedWords() const;
    QWidget* makeTools();
    QWidget* makePanel();
    QToolButton* makeTool(QWidget* bar, const QString& words, const QString& key, const char* name);
    void connectHanging();
    void connectPen();
    QString hintOf(viewers::PolygonTool::Mode mode) const;
    std::string firstLabel(viewers::PolygonTool::Mode mode) const;
    static void giveTracer(viewers::ImageView& view);
    void makeMeasures(QBoxLayout& column);
    void makeAside(QBoxLayout& column);
    void caseOpenedAside();
    QString originAt(const core::ImageId& image, core::PointPx at) const;
    std::vector<viewers::Shape> proposedOn(const core::ImageId& image) const;
    void chooseHanging(const core::ReaderId& reader);
    void rememberHanging(const QString& id);
    void sayStep();
    void deskChanged();
    void refreshShapes();
    void prepareForms();
    bool leaveForms();
    void showLinked();
    bool drawsSpecks() const; ///< the pen is that of point lesions or clusters
    bool linkTo(const core::LesionId& id);
    core::Laterality sideOf(const core::ImageId& id) const;
    void propose(const annotation::Edit& edit);
    void explain(viewers::PolygonTool::Refusal why);
    void selected(viewers::ImageView* view, const core::LesionId& id);
    viewers::ImageView* drawingView() const; ///< with a draft or a drag; else null
    viewers::ImageView* selectionView() const;
    QString titleOf(const core::ImageId& id) const;
    QWidget* makeReview(QWidget* panel);
    QWidget* makeThumbnails();
    void refreshThumbnails();
    viewers::ImageView* bringUp(const core::ImageId& id);
    void lookAt(const core::LesionId& id);
    void lookAsBefore();

    ProjectAccess& m_project;
    PictureLoader& m_loader;
    StatusLine& m_status;
    ReadingDesk m_desk;
    viewers::HangingView* m_hanging;
    QWidget* m_panel;
    ReadingPanel* m_reading;
    FindingsPanel* m_findings;
    CaseForm* m_form;
    core::LesionId m_linkFrom;         ///< waits for the finding it is to be linked to
    std::set<core::LesionId> m_linked; ///< to the selected one: shown with it
    /// What a new finding is called: the label chosen last, of outlines and of point lesions.
    std::map<bool, std::string> m_labels;
    std::map<viewers::PolygonTool::Mode, QToolButton*> m_modes;
    PenMenu* m_pens = nullptr;
    QString m_penHint; ///< what the pen in use last said in the status line
    ShapesMenu* m_shapes = nullptr;
    std::optional<annotation::Finding> m_copied;
    StepStrip* m_steps = nullptr;
    HangingFiles m_hangingFiles;
    FundusStrip* m_looks = nullptr; ///< of a fundus project
    LookTools* m_lookTools = nullptr;
    MeasureStrip* m_measures = nullptr;
    LandmarkPen* m_landmarks = nullptr;
    ModelProposals* m_proposals = nullptr;
    ReportsPanel* m_reports = nullptr;
    std::set<core::ImageId> m_hung; ///< whose first picture is there
    bool m_selecting = false;
    QBoxLayout* m_pictures = nullptr; ///< where they hang in this page
    QLabel* m_picturesAway = nullptr; ///< instead of them
    PictureWindow* m_pictureWindow = nullptr;
    ReviewPanel* m_review = nullptr;
    TaskBanner* m_task = nullptr;
    ThumbnailStrip* m_thumbnails = nullptr;
    struct Before { ///< how the case hung when the review began
        core::CaseId caseId;
        viewers::HangingView::Shown shown;
        bool panel = true;                                          ///< was not folded
        std::vector<std::pair<viewers::ViewTransform, bool>> views; ///< and whether fitted
    } m_before;
};

} // namespace cw::gui
