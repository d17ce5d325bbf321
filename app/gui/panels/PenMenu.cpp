// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/PenMenu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace cw::gui {

using Mode = viewers::PolygonTool::Mode;

std::vector<PenKind> furtherPens() {
    const auto words = [](const char* english) {
        return QCoreApplication::translate("PenMenu", english);
    };
    return {
        {Mode::LiveWire, words(QT_TRANSLATE_NOOP("PenMenu", "Live wire")), Qt::Key_L, "pen-wire"},
        {Mode::Ellipse, words(QT_TRANSLATE_NOOP("PenMenu", "Ellipse")), Qt::Key_E, "pen-ellipse"},
        {Mode::Point, words(QT_TRANSLATE_NOOP("PenMenu", "Point lesion")), Qt::Key_D, "pen-point"},
        {Mode::Cluster, words(QT_TRANSLATE_NOOP("PenMenu", "Cluster")), Qt::Key_C, "pen-cluster"},
        {Mode::Sculpt, words(QT_TRANSLATE_NOOP("PenMenu", "Sculpt")), Qt::Key_S, "pen-sculpt"},
        {Mode::Split, words(QT_TRANSLATE_NOOP("PenMenu", "Split")), Qt::Key_X, "pen-split"},
        {Mode::Merge, words(QT_TRANSLATE_NOOP("PenMenu", "Merge")), Qt::Key_J, "pen-merge"}};
}

PenMenu::PenMenu(QWidget* parent) : QToolButton(parent) {
    setObjectName("penMenu");
    setProperty("role", "tool");
    setCheckable(true);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::NoFocus);
    auto* menu = new QMenu(this);
    menu->setObjectName("penMenuList");
    auto* group = new QActionGroup(this);
    for (const auto& pen : furtherPens()) {
        auto* action = menu->addAction(
            QStringLiteral("%1\t%2").arg(pen.words, QChar(static_cast<char16_t>(pen.key))));
        action->setObjectName(pen.name);
        action->setCheckable(true);
        group->addAction(action);
        m_modes[pen.mode] = action;
        connect(action, &QAction::triggered, this,
                [this, mode = pen.mode] { emit modeChosen(mode); });
    }
    menu->addSeparator();
    const std::tuple<QString, const char*, Deed> deeds[] = {
        {tr("Smooth the outline") + "\tY", "pen-smooth", Deed::Smooth},
        {tr("Fewer corners") + "\tShift+Y", "pen-simplify", Deed::Simplify},
        {tr("Copy the finding") + "\tCtrl+C", "pen-copy", Deed::Copy},
        {tr("Paste at the pointer") + "\tCtrl+V", "pen-paste", Deed::Paste}};
    for (const auto& [words, name, deed] : deeds) {
        auto* action = menu->addAction(words);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this,
                [this, wanted = deed] { emit deedChosen(wanted); });
    }
    setMenu(menu);
    setAccessibleName(tr("More pens"));
    showMode(Mode::Select);
}

void PenMenu::showMode(Mode mode) {
    QString name = tr("More");
    for (const auto& pen : furtherPens()) {
        m_modes.at(pen.mode)->setChecked(pen.mode == mode);
        if (pen.mode == mode)
            name = pen.words;
    }
    setChecked(m_modes.contains(mode));
    setText(name);
    setToolTip(tr("More pens: live wire, ellipse, point, cluster, sculpt, split, merge"));
}

void PenMenu::setEditing(bool editing) { setEnabled(editing); }

} // namespace cw::gui
