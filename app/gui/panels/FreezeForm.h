// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/DatasetDesk.h"
#include "app/gui/panels/PathField.h"
#include "app/workflow/DatasetFlow.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <vector>

namespace cw::gui {

/// What still blocks a version, and the form that freezes it.
class FreezeForm : public QWidget {
    Q_OBJECT
public:
    explicit FreezeForm(QWidget* parent = nullptr);
    void setChecks(const std::vector<workflow::FreezeCheck>& checks);
    void setBusy(bool busy);
    bool freeze(); ///< as the button
    void clearName() { m_name->clear(); }

signals:
    void freezeRequested(const cw::gui::DatasetDesk::Freeze& wanted);

private:
    void refresh();

    QLabel* m_checks;
    QLineEdit* m_name;
    PathField *m_licence, *m_terms;
    QPushButton* m_freeze;
    bool m_blocked = true, m_busy = false;
};

} // namespace cw::gui
