// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ValidationDesk.h"

#include <QMetaObject>
#include <QThread>
#include <algorithm>

namespace cw::gui {

ValidationDesk::ValidationDesk(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project) {
    m_pool.setMaxThreadCount(1);
}

ValidationDesk::~ValidationDesk() {
    cancel();
    m_pool.waitForDone();
}

void ValidationDesk::cancel() {
    if (m_cancel)
        m_cancel->cancel();
}

void ValidationDesk::start(const workflow::StudyWish& wish) {
    if (m_running)
        return;
    m_running = true;
    m_cancel = std::make_shared<core::CancelToken>();
    emit runningChanged();
    m_pool.start([this, wish, cancel = m_cancel] {
        const auto use = [this](const std::function<Result<void>(workflow::Project&)>& job) {
            return m_project.with(job);
        };
        const auto seen = [this](const workflow::StudyState& state) {
            QMetaObject::invokeMethod(
                this, [this, state] { emit progressed(state); }, Qt::QueuedConnection);
        };
        auto outcome = std::make_shared<Result<workflow::StudyOutcome>>(
            workflow::runStudyWish(m_project.folder(), use, wish,
                                   std::max(1, QThread::idealThreadCount()), seen, cancel.get()));
        QMetaObject::invokeMethod(
            this,
            [this, outcome] {
                m_running = false;
                if (*outcome)
                    emit finished(**outcome);
                else
                    emit failed(outcome->error());
                emit runningChanged();
            },
            Qt::QueuedConnection);
    });
}

} // namespace cw::gui
