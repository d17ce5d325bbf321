// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/Rail.h"

#include "app/gui/Theme.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

namespace cw::gui {

Rail::Rail(QWidget* parent) : QWidget(parent) {
    setObjectName("rail");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(76);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 6);
    column->setSpacing(0);
    auto* group = new QButtonGroup(this);
    const struct {
        Workplace place;
        Icon icon;
        QString name, words;
    } places[] = {
        {Workplace::Intake, Icon::Intake, "intake", tr("Intake")},
        {Workplace::Worklist, Icon::Worklist, "worklist", tr("Worklist")},
        {Workplace::Read, Icon::Read, "read", tr("Read")},
        {Workplace::Compare, Icon::Compare, "compare", tr("Compare")},
        {Workplace::Inspect, Icon::Inspect, "inspect", tr("Inspect")},
        {Workplace::Dataset, Icon::Dataset, "dataset", tr("Data set")},
        {Workplace::Validate, Icon::Validate, "validate", tr("Validate")},
        {Workplace::Audit, Icon::Audit, "audit", tr("Audit")},
    };
    int number = 0;
    for (const auto& entry : places) {
        if (entry.place == Workplace::Audit)
            column->addStretch(1);
        auto* button = new QToolButton(this);
        button->setObjectName("rail-" + entry.name);
        button->setIcon(iconOf(entry.icon));
        button->setIconSize({20, 20});
        button->setText(entry.words);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setToolTip(entry.place == Workplace::Inspect
                               ? QStringLiteral("%1   Ctrl+8").arg(entry.words)
                               : QStringLiteral("%1   Ctrl+%2").arg(entry.words).arg(++number));
        button->setAccessibleName(entry.words);
        group->addButton(button);
        column->addWidget(button);
        m_buttons[entry.place] = button;
        connect(button, &QToolButton::clicked, this,
                [this, place = entry.place] { emit chosen(place); });
    }
}

void Rail::setPlaces(const std::set<Workplace>& places) {
    for (const auto& [place, button] : m_buttons)
        button->setVisible(places.contains(place));
}

void Rail::setCurrent(Workplace place) { m_buttons.at(place)->setChecked(true); }

} // namespace cw::gui
