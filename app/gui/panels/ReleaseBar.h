// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"
#include "app/gui/panels/PathField.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// Where the result goes, and what still stands in the way, in words.
class ReleaseBar : public QWidget {
    Q_OBJECT
public:
    explicit ReleaseBar(IntakeDesk& desk, QWidget* parent = nullptr);
    void refresh();
    /// What the last release was asked to do; the choice may be another by now.
    bool intoProject() const { return m_intoProject; }

signals:
    void reportRequested();

private:
    void release();

    IntakeDesk& m_desk;
    QLabel* m_words;
    QComboBox* m_target;
    PathField* m_folder;
    QPushButton *m_leaveOut, *m_report, *m_release;
    bool m_intoProject = false;
};

} // namespace cw::gui
