// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/gui/ReadingDesk.h"

#include <QTimer>
#include <functional>
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot parse <chrono>
#include "annotation/ActiveTime.h"
#endif

namespace cw::gui {

/// How long a reader works at a case: fed by the keys, clicks and wheel of the window while the
/// case is open for reading and in sight, handed to the store every minute, on leaving and on
/// submitting. Amending one's reading counts, adjudicating does not: it is not the reader's time.
class ReadingTime : public QObject {
    Q_OBJECT
public:
    using Now = std::function<annotation::ActiveTime::Time()>;
    /// window: whose input counts.
    ReadingTime(ProjectAccess& project, ReadingDesk& desk, QWidget& window, QObject* parent,
                Now now = std::chrono::steady_clock::now);
    ~ReadingTime() override; ///< hands over what is left
    /// Another clock, from now on.
    void setClock(Now now);
    /// The page with the case is, or is no longer, what the window shows.
    void setInSight(bool inSight);
    /// What has come together goes to the store. What it does not take is tried again.
    void flush();

signals:
    void recorded(const cw::core::CaseId& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void deskChanged();
    bool counts() const;
    void startAnew();

    ProjectAccess& m_project;
    ReadingDesk& m_desk;
    QWidget& m_window;
    Now m_now;
    annotation::ActiveTime m_active;
    core::CaseId m_case;
    core::ReaderId m_reader;
    annotation::ActiveTime::Duration m_unsaved{0};
    QTimer m_everyMinute;
    bool m_inSight = false, m_counting = false;
};

} // namespace cw::gui
