// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/workflow/Refinement.h"

#include <QObject>
#include <QThreadPool>
#include <memory>

namespace cw::gui {

/// Looks for what may be wrong with the project's images, behind the window. The project is asked
/// between two images only, so that everybody else goes on; no second login is needed.
class RefineDesk : public QObject {
    Q_OBJECT
public:
    enum class Scope {
        NewImages, ///< pairs among new images and with the others: after an import
        All        ///< all pairs again
    };
    explicit RefineDesk(ProjectAccess& project, QObject* parent = nullptr);
    ~RefineDesk() override; ///< stops what runs, and waits for it

    /// While one runs, one more is done after it: images may have come meanwhile.
    void start(Scope scope);
    void cancel();
    bool running() const { return m_running; }
    /// Short. The caller shows what failed.
    Result<workflow::Suspicion> decide(const workflow::RefineDecision& decision);
    Result<std::vector<workflow::Suspicion>> open() const; ///< worst first

signals:
    void runningChanged();
    void progressed(int done, int total);
    void finished(const cw::workflow::RefineReport& report);
    void decided(const cw::workflow::Suspicion& suspicion);
    void failed(const cw::Error& error); ///< Cancelled too

private:
    core::ProgressFn progressFn();
    void finish(const Result<workflow::RefineReport>& outcome);

    ProjectAccess& m_project;
    QThreadPool m_pool;
    std::shared_ptr<core::CancelToken> m_cancel;
    std::optional<Scope> m_next;
    bool m_running = false;
};

} // namespace cw::gui
