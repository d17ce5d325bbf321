// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/HangingView.h"

#include <QToolButton>

class QHBoxLayout;

namespace cw::gui {

/// The steps of a hanging protocol as buttons, and a menu of protocols where there are several.
class StepStrip : public QWidget {
    Q_OBJECT
public:
    explicit StepStrip(QWidget* parent = nullptr);

    void setProtocols(const std::vector<viewers::HangingProtocol>& protocols,
                      const std::string& chosen);
    /// Marks the step. Which of its pages is shown, the status line says: here is no room for it.
    void showStep(const viewers::HangingView::Shown& shown);

signals:
    void pressed(int key);
    void protocolChosen(const QString& id);

private:
    void makeButtons(const viewers::HangingProtocol& protocol);
    void makeMenu(const std::vector<viewers::HangingProtocol>& protocols,
                  const std::string& chosen);

    QHBoxLayout* m_row;
    struct Button {
        int key = 0;
        QToolButton* button = nullptr;
    };
    std::vector<Button> m_buttons;
    QToolButton* m_menu = nullptr; ///< null with one protocol
};

} // namespace cw::gui
