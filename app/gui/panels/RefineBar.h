// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/RefineDesk.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// One line: how the check of the project's images goes, what it left open, and the way to the list
/// of it (RefinePanel).
class RefineBar : public QWidget {
    Q_OBJECT
public:
    explicit RefineBar(RefineDesk& desk, QWidget* parent = nullptr);
    void refresh();

signals:
    void listRequested();
    void failed(const cw::Error& error);

private:
    void show(int done, int total);

    RefineDesk& m_desk;
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton *m_check, *m_cancel, *m_list;
};

} // namespace cw::gui
