// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/PictureLoader.h"
#include "app/gui/panels/ChoiceRow.h"
#include "app/gui/panels/ShapesMenu.h"
#include "viewers/LookingAids.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>
#include <array>

namespace cw::gui {

class StatusLine;

/// The two readings of a case side by side with the same pan, zoom and window, their differences as
/// a list, and the decision of a third person. The blind rule is the store's: what it does not hand
/// out is not shown, and the page says so in words.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    ComparePage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                QWidget* parent = nullptr);
    void openCase(const core::CaseId& id, const core::ReaderId& viewer);
    const core::CaseId& caseId() const { return m_case; }
    bool ready() const { return m_ready; }
    viewers::ImageView& side(std::size_t index) { return *m_sides[index].view; }

    bool choose(const std::string& verdict); ///< "a", "b", "exclude"
    bool record();                           ///< Ctrl+Return
    bool selectDifference(int step);
    void fit();
    void oneToOne();
    bool toggleMagnifier() { return m_aids.setMagnifier(!m_aids.magnifier()), true; }
    void toggleInvert();
    void setFindingsHidden(bool hidden);
    bool toggleOverlay(); ///< both readings on both sides
    bool toggleOutlines();

signals:
    void becameReady();
    void decided(const cw::core::CaseId& id);

private:
    struct Side {
        viewers::ImageView* view = nullptr;
        QLabel* heading = nullptr;
        std::optional<annotation::Reading> reading;
    };
    QWidget* makeSide(std::size_t index);
    QWidget* makePanel();
    void loadReadings(const storage::CaseRow& row);
    void fillDifferences();
    void showHidden(const storage::CaseRow& row);
    void chooseImage(std::size_t index);
    void refreshShapes();
    void refreshDecision(const storage::CaseRow& row);
    void link(std::size_t from);
    void zoomTo(const annotation::Finding& finding);
    const annotation::Finding* find(std::size_t side,
                                    const std::optional<core::LesionId>& id) const;

    ProjectAccess& m_project;
    PictureLoader& m_loader;
    StatusLine& m_status;
    core::CaseId m_case;
    core::ReaderId m_viewer;
    std::array<Side, 2> m_sides;
    viewers::LookingAids m_aids;
    std::vector<storage::StoredImage> m_images;
    std::size_t m_image = 0;
    std::optional<annotation::Comparison> m_comparison;
    std::optional<annotation::Finding> m_aim; ///< to be zoomed to once its picture is there
    QLabel *m_title, *m_blind, *m_agreement, *m_decision;
    QWidget *m_imageBar, *m_spring;
    QToolButton* m_overlay;
    ShapesMenu* m_shapes;
    QListWidget* m_differences;
    ChoiceRow* m_verdict;
    QComboBox* m_reason;
    QLineEdit* m_comment;
    QPushButton* m_record;
    bool m_ready = false;
};

} // namespace cw::gui
