// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// Speed of work so far and what is left of it at that speed.
struct Pace {
    double filesPerSecond = 0, megabytesPerSecond = 0;
    std::optional<double> secondsLeft; ///< none: not known yet
};
/// By bytes where the total is known, else by files. Nothing before half a second has passed.
Pace paceOf(const core::Work& work, double seconds);

/// Run, Cancel, Resume; how far, how fast and how long still.
class RunBar : public QWidget {
    Q_OBJECT
public:
    explicit RunBar(IntakeDesk& desk, QWidget* parent = nullptr);

signals:
    void runRequested();

private:
    void refresh();
    void show(const core::Work& work);

    IntakeDesk& m_desk;
    QPushButton *m_run, *m_cancel;
    QProgressBar* m_bar;
    QLabel* m_text;
    QElapsedTimer m_timer;
};

} // namespace cw::gui
