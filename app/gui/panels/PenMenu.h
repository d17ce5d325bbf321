// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/PolygonTool.h"

#include <QToolButton>
#include <map>

namespace cw::gui {

/// One kind of pen: its name in the user's language and its key.
struct PenKind {
    viewers::PolygonTool::Mode mode;
    QString words;
    Qt::Key key;
    const char* name; ///< of the action, for tests: "pen-sculpt"
};
/// The pens beyond selecting, polygon and freehand, in menu order.
std::vector<PenKind> furtherPens();

/// A button with the rarer pens and what is done to the selected outline; it carries the name of
/// the pen that is on.
class PenMenu : public QToolButton {
    Q_OBJECT
public:
    enum class Deed { Smooth, Simplify, Copy, Paste };
    explicit PenMenu(QWidget* parent = nullptr);
    void showMode(viewers::PolygonTool::Mode mode);
    void setEditing(bool editing);

signals:
    void modeChosen(cw::viewers::PolygonTool::Mode mode);
    void deedChosen(cw::gui::PenMenu::Deed deed);

private:
    std::map<viewers::PolygonTool::Mode, QAction*> m_modes;
};

} // namespace cw::gui
