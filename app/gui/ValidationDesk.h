// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/workflow/study/StudyDesk.h"

#include <QObject>
#include <QThreadPool>
#include <memory>

namespace cw::gui {

/// Runs one validation behind the window, its tasks as processes of their own: the project is free
/// for everybody else meanwhile.
class ValidationDesk : public QObject {
    Q_OBJECT
public:
    explicit ValidationDesk(ProjectAccess& project, QObject* parent = nullptr);
    ~ValidationDesk() override; ///< stops what runs, and waits for it

    /// The same wish goes on where it was stopped. Nothing happens while one runs.
    void start(const workflow::StudyWish& wish);
    void cancel();
    bool running() const { return m_running; }

signals:
    void runningChanged();
    void progressed(const cw::workflow::StudyState& state);
    void finished(const cw::workflow::StudyOutcome& outcome);
    void failed(const cw::Error& error); ///< Cancelled too

private:
    ProjectAccess& m_project;
    QThreadPool m_pool;
    std::shared_ptr<core::CancelToken> m_cancel;
    bool m_running = false;
};

} // namespace cw::gui
