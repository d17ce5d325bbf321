// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/PictureLoader.h"
#include "app/gui/panels/ComparePanes.h"
#include "app/gui/panels/CrossCheckPanel.h"
#include "app/gui/panels/DecisionPanel.h"
#include "app/gui/panels/DifferenceList.h"
#include "app/gui/panels/FormComparison.h"
#include "app/gui/panels/ShapesMenu.h"

#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace cw::gui {

class CaseClaim;
class StatusLine;

/// Where the differences between two readings of a case are settled: both and their overlay, the
/// differences as a list, the form side by side, the cross-check of the two readers and the
/// decision of a third person. The blind rule is the store's: what it does not hand out is not
/// shown, and the page says so in words.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    ComparePage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                QWidget* parent = nullptr);
    void openCase(const core::CaseId& id, const core::ReaderId& viewer);
    const core::CaseId& caseId() const { return m_case; }
    bool ready() const { return m_ready; }
    viewers::ImageView& side(std::size_t index) { return m_panes->view(index); } ///< 2: overlay

    // Keys; true if there was something to do.
    bool choose(const std::string& verdict);
    bool stand() { return m_crossCheck->chooseStand(); }
    bool amend() { return m_crossCheck->amend(); }
    bool record(); ///< Ctrl+Return: the decision, or that the reading stands
    bool selectDifference(int step) { return m_differences->step(step); }
    bool leaveForm();                        ///< Esc: from the panel back to the pictures
    void takeFocus() { side(0).setFocus(); } ///< keys are the page's, not some text field's
    void fit() { m_panes->fit(); }
    void oneToOne() { m_panes->oneToOne(); }
    bool toggleMagnifier() { return m_panes->toggleMagnifier(), true; }
    void toggleInvert() { m_panes->toggleInvert(); }
    void setFindingsHidden(bool hidden) { m_panes->setFindingsHidden(hidden); }
    bool toggleOverlay(); ///< the third pane
    bool toggleOutlines();

signals:
    void becameReady();
    void decided(const cw::core::CaseId& id); ///< or somebody has said something
    void amendRequested(const cw::core::CaseId& id);
    void redrawRequested(const cw::core::CaseId& id, std::optional<std::size_t> start);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< Esc in a text field
    void hideEvent(QHideEvent* event) override;                 ///< gives the case free

private:
    QWidget* makeBar();
    QWidget* makePanel();
    void connectPanel();
    void connectLoader();
    void showCase();
    void claimCase();
    void showHidden();
    void showImages();
    void chooseImage(std::size_t index);
    void goTo(const DifferenceList::Place& place);
    std::size_t firstDifferingImage() const;
    void decide(const annotation::Decision& decision);
    void letStand(const QString& reason);
    void reload();
    bool isShown(const core::ImageId& id) const;

    ProjectAccess& m_project;
    PictureLoader& m_loader;
    StatusLine& m_status;
    CaseClaim* m_claim; ///< of the third person, while they decide
    core::CaseId m_case;
    ComparedCase m_compared;
    std::size_t m_image = 0;
    std::optional<core::RectPx> m_aim; ///< to be zoomed to once its picture is there
    QLabel *m_title, *m_blind, *m_agreement;
    QWidget *m_imageBar, *m_spring;
    QToolButton* m_overlay;
    ShapesMenu* m_shapes;
    ComparePanes* m_panes;
    DifferenceList* m_differences;
    FormComparison* m_form;
    CrossCheckPanel* m_crossCheck;
    DecisionPanel* m_decision;
    bool m_ready = false;
};

} // namespace cw::gui
