// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/StepStrip.h"

#include "viewers/HangingProtocolFile.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>

namespace cw::gui {

StepStrip::StepStrip(QWidget* parent) : QWidget(parent) {
    setObjectName("stepStrip");
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2);
}

void StepStrip::setProtocols(const std::vector<viewers::HangingProtocol>& protocols,
                             const std::string& chosen) {
    for (const auto& each : m_buttons)
        delete each.button;
    m_buttons.clear();
    delete m_menu;
    m_menu = nullptr;
    for (const auto& protocol : protocols)
        if (protocol.id == chosen)
            makeButtons(protocol);
    if (protocols.size() > 1)
        makeMenu(protocols, chosen);
}

void StepStrip::makeButtons(const viewers::HangingProtocol& protocol) {
    for (const auto& step : protocol.steps) {
        auto* button = new QToolButton(this);
        const auto name = viewers::words(step.name);
        button->setObjectName(QStringLiteral("step-%1").arg(step.key));
        button->setText(viewers::words(step.button));
        button->setProperty("role", "tool");
        button->setToolTip(QStringLiteral("%1   %2").arg(name).arg(step.key));
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::NoFocus); // keys stay with the picture
        button->setCheckable(true);
        m_row->addWidget(button);
        m_buttons.push_back({step.key, button});
        connect(button, &QToolButton::clicked, this, [this, key = step.key] { emit pressed(key); });
    }
}

void StepStrip::makeMenu(const std::vector<viewers::HangingProtocol>& protocols,
                         const std::string& chosen) {
    m_menu = new QToolButton(this);
    m_menu->setObjectName("hangings");
    m_menu->setProperty("role", "tool");
    m_menu->setText(tr("Hanging"));
    m_menu->setAccessibleName(tr("Hanging protocol"));
    m_menu->setToolTip(tr("Hanging protocol"));
    m_menu->setFocusPolicy(Qt::TabFocus); // it has no key of its own
    m_menu->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menu);
    auto* group = new QActionGroup(menu);
    for (const auto& protocol : protocols) {
        auto* action = menu->addAction(viewers::words(protocol.name));
        action->setCheckable(true);
        action->setChecked(protocol.id == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, id = QString::fromStdString(protocol.id)] { emit protocolChosen(id); });
    }
    m_menu->setMenu(menu);
    m_row->addWidget(m_menu);
}

void StepStrip::showStep(const viewers::HangingView::Shown& shown) {
    for (const auto& each : m_buttons) {
        const bool current = each.key == shown.step;
        each.button->setChecked(current);
    }
}

} // namespace cw::gui
