// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/EyeMeasures.h"
#include "viewers/FundusPainter.h"
#include "viewers/HangingView.h"

#include <QToolButton>
#include <map>

namespace cw::gui {

/// Below the pictures of a fundus case: what the marks of each shown eye measure, up to date after
/// every edit, with the buttons that ask for marks and choose the grid over the pictures.
class MeasureStrip : public QWidget {
    Q_OBJECT
public:
    MeasureStrip(ReadingDesk& desk, viewers::HangingView& hanging, QWidget* parent = nullptr);

    viewers::FundusGrid grid() const { return m_grid; }
    void nextGrid(); ///< none, ETDRS, quadrants
    void toggleField() { m_fieldButton->click(); }
    /// Of the picture with that id; nothing has been marked where it does not hang.
    annotation::FundusMeasures measuresOf(const core::ImageId& id) const;
    void select(const core::LesionId& id); ///< whose place is told
    /// Which landmark the next outline or click is for; empty: none.
    void showExpected(const std::string& landmark);
    void refresh();

signals:
    void landmarkWanted(const std::string& label);

private:
    QToolButton* makeButton(const QString& words, const QString& tip, const char* name);
    void showGrid();
    void showEyes();
    std::vector<std::size_t> shownEyes() const; ///< from left to right, two at most

    ReadingDesk& m_desk;
    viewers::HangingView& m_hanging;
    std::vector<EyeMeasures*> m_eyes;
    std::map<std::string, QToolButton*> m_landmarks;
    QToolButton *m_gridButton, *m_fieldButton;
    std::map<core::ImageId, annotation::FundusMeasures> m_measures;
    core::LesionId m_selected;
    viewers::FundusGrid m_grid = viewers::FundusGrid::None;
};

} // namespace cw::gui
