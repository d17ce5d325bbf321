// SPDX-License-Identifier: Apache-2.0
#include "app/gui/RefineDesk.h"

#include "app/gui/ProgressPace.h"

#include <QMetaObject>
#include <algorithm>

namespace cw::gui {

RefineDesk::RefineDesk(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project) {
    m_pool.setMaxThreadCount(1);
}

RefineDesk::~RefineDesk() {
    cancel();
    m_pool.waitForDone();
}

void RefineDesk::cancel() {
    m_next.reset();
    if (m_cancel)
        m_cancel->cancel();
}

/// Called from worker threads.
core::ProgressFn RefineDesk::progressFn() {
    return [this, pace = std::make_shared<ProgressPace>()](std::size_t done, std::size_t total,
                                                           const std::string&) {
        if (!pace->due(done >= total))
            return;
        QMetaObject::invokeMethod(
            this,
            [this, done, total] {
                emit progressed(static_cast<int>(done), static_cast<int>(total));
            },
            Qt::QueuedConnection);
    };
}

void RefineDesk::start(Scope scope) {
    if (m_running) {
        m_next = m_next ? std::max(*m_next, scope) : scope;
        return;
    }
    m_running = true;
    m_cancel = std::make_shared<core::CancelToken>();
    emit runningChanged();
    m_pool.start([this, scope, cancel = m_cancel, progress = progressFn()] {
        workflow::RefineOptions options;
        options.newImagesOnly = scope == Scope::NewImages;
        options.progress = progress;
        options.cancel = cancel.get();
        const auto clock = m_project.with([](workflow::Project& p) { return p.clock(); });
        const workflow::StoreAccess store = [this](const workflow::StoreUse& use) {
            return m_project.with([&](workflow::Project& p) { return use(p.store()); });
        };
        auto outcome = std::make_shared<Result<workflow::RefineReport>>(
            workflow::refine(store, clock, options));
        QMetaObject::invokeMethod(
            this, [this, outcome] { finish(*outcome); }, Qt::QueuedConnection);
    });
}

void RefineDesk::finish(const Result<workflow::RefineReport>& outcome) {
    m_running = false;
    if (outcome)
        emit finished(*outcome);
    else
        emit failed(outcome.error());
    emit runningChanged();
    if (const auto next = std::exchange(m_next, std::nullopt))
        start(*next);
}

Result<workflow::Suspicion> RefineDesk::decide(const workflow::RefineDecision& decision) {
    auto after = m_project.with(
        [&](workflow::Project& project) { return workflow::decide(project, decision); });
    if (after)
        emit decided(*after);
    return after;
}

Result<std::vector<workflow::Suspicion>> RefineDesk::open() const {
    CW_TRY(auto all, workflow::suspicions(m_project.folder()));
    std::erase_if(all, [](const workflow::Suspicion& each) {
        return each.state != workflow::SuspicionState::Open;
    });
    return all;
}

} // namespace cw::gui
