// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>

namespace cw::gui {

/// Over the pictures while the pens serve an amendment or the truth: what is being done here, the
/// reason to go with it, and the way back to the comparison. Hidden while a case is read.
class TaskBanner : public QFrame {
    Q_OBJECT
public:
    explicit TaskBanner(ReadingDesk& desk, QWidget* parent = nullptr);
    std::string reason() const; ///< empty while a case is read
    /// What has to be said before it can be submitted, and the focus where; empty: nothing.
    QString missing();

signals:
    void leaveRequested();
    void written(); ///< Esc in the reason: the focus goes back to the picture

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();

    ReadingDesk& m_desk;
    QLabel* m_words;
    QLineEdit* m_reason;
    core::CaseId m_case; ///< that the reason was typed for
    ReadingDesk::Task m_task = ReadingDesk::Task::Reading;
};

} // namespace cw::gui
