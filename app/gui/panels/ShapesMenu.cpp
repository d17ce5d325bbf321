// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ShapesMenu.h"

#include "app/gui/Words.h"

#include <QCheckBox>
#include <QMenu>
#include <QWidgetAction>

namespace cw::gui {
namespace {

/// A check box in a menu does not close it.
QCheckBox* addBox(QMenu* menu, const QString& words, const QString& name, bool checked) {
    auto* box = new QCheckBox(words, menu);
    box->setObjectName(name);
    box->setAccessibleName(words);
    box->setChecked(checked);
    box->setContentsMargins(8, 3, 14, 3);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(box);
    menu->addAction(action);
    return box;
}

} // namespace

ShapesMenu::ShapesMenu(QWidget* parent) : QToolButton(parent), m_list(new QMenu(this)) {
    setObjectName("shapesMenu");
    setProperty("role", "tool");
    setText(tr("Show"));
    setCheckable(true);
    setAccessibleName(tr("Which outlines are shown"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName("shapesMenuList");
    setMenu(m_list);
    rebuild();
    tell();
}

void ShapesMenu::setContent(const std::set<std::string>& labels,
                            const std::set<viewers::ShapeOwner>& owners) {
    if (labels == m_labels && owners == m_owners)
        return;
    m_labels = labels;
    m_owners = owners;
    rebuild();
}

void ShapesMenu::rebuild() {
    m_list->clear();
    auto* bare =
        addBox(m_list, tr("Outlines only   O"), "show-outlines", m_visibility.outlinesOnly);
    connect(bare, &QCheckBox::toggled, this, [this](bool on) {
        m_visibility.outlinesOnly = on;
        tell();
    });
    if (m_owners.size() > 1) {
        m_list->addSeparator();
        for (const auto owner : m_owners) {
            const QString letter{QLatin1Char(viewers::letterOf(owner))};
            auto* box = addBox(m_list, tr("Reader %1").arg(letter), "show-" + letter,
                               !m_visibility.hiddenOwners.contains(owner));
            connect(box, &QCheckBox::toggled, this, [this, owner](bool on) {
                on ? (void)m_visibility.hiddenOwners.erase(owner)
                   : (void)m_visibility.hiddenOwners.insert(owner);
                tell();
            });
        }
    }
    if (!m_labels.empty())
        m_list->addSeparator();
    for (const auto& label : m_labels) {
        auto* box = addBox(m_list, lesionWords(label), "show-" + QString::fromStdString(label),
                           !m_visibility.hiddenLabels.contains(label));
        connect(box, &QCheckBox::toggled, this, [this, label](bool on) {
            on ? (void)m_visibility.hiddenLabels.erase(label)
               : (void)m_visibility.hiddenLabels.insert(label);
            tell();
        });
    }
}

void ShapesMenu::toggleOutlinesOnly() {
    m_visibility.outlinesOnly = !m_visibility.outlinesOnly;
    rebuild();
    tell();
}

/// The button stays lit while something is hidden: nobody should read on without knowing.
void ShapesMenu::tell() {
    const bool hides = !m_visibility.hiddenLabels.empty() || !m_visibility.hiddenOwners.empty();
    setChecked(hides || m_visibility.outlinesOnly);
    setText(hides ? tr("Show: not all") : tr("Show"));
    setToolTip(hides ? tr("Some findings are hidden. O: outlines only, H: hide all while held")
                     : tr("Which outlines are shown. O: outlines only, H: hide all while held"));
    emit changed(m_visibility);
}

} // namespace cw::gui
