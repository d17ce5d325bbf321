// SPDX-License-Identifier: Apache-2.0
// What is drawn at a desk after the blind readings: an amendment, or the truth.
#include "app/gui/ReadingDesk.h"

#include "app/workflow/DoubleReading.h"
#include "app/workflow/Redrawing.h"

namespace cw::gui {

void ReadingDesk::openAmendment(const core::CaseId& id, const core::ReaderId& reader) {
    begin(id, reader, Task::Amendment);
    openTask([this](workflow::Project& p, annotation::Journaling journaling) {
        return workflow::openAmendment(p, m_case, m_reader, std::move(journaling));
    });
}

void ReadingDesk::openRedrawing(const core::CaseId& id, const core::ReaderId& adjudicator,
                                std::optional<std::size_t> start) {
    begin(id, adjudicator, Task::Redrawing);
    openTask(
        [this, start](workflow::Project& p,
                      annotation::Journaling journaling) -> Result<annotation::ReadingSession> {
            CW_TRY(const auto both, storage::CaseProcess(p.store()).readingsThatCount(m_case));
            std::optional<annotation::Reading> first;
            if (start)
                first = *start == 0 ? both.first : both.second;
            return workflow::openRedrawing(p, m_case, m_reader, first, std::move(journaling));
        });
}

/// A task on a case whose readings are in: the ones that are not being changed lie beside it.
void ReadingDesk::openTask(const Opener& opener) {
    openSession(opener);
    const auto both = m_project.with([&](workflow::Project& p) {
        return storage::CaseProcess(p.store()).readingsThatCount(m_case);
    });
    m_owner = m_task == Task::Redrawing ? viewers::ShapeOwner::Truth : viewers::ShapeOwner::ReaderA;
    if (both && m_state == State::Editing)
        for (const auto slot : {0, 1}) {
            const auto& reading = slot == 0 ? both->first : both->second;
            const auto owner =
                slot == 0 ? viewers::ShapeOwner::ReaderA : viewers::ShapeOwner::ReaderB;
            if (reading.reader == m_reader)
                m_owner = owner;
            else
                m_beside.push_back({owner, reading.findings});
        }
    emit changed();
}

Result<void> ReadingDesk::hand(workflow::Project& project, const std::string& reason) {
    switch (m_task) {
    case Task::Amendment:
        return workflow::submitAmendment(project, *m_session, reason);
    case Task::Redrawing:
        return workflow::submitRedrawing(project, *m_session, reason);
    case Task::Reading:
        break;
    }
    return project.submit(*m_session);
}

/// What was handed in stays on the screen: the store shows the reading that counted before.
void ReadingDesk::showFinished() {
    annotation::Reading finished;
    finished.caseId = m_case;
    finished.reader = m_reader;
    finished.findings = m_session->findings();
    finished.answers = m_session->answers();
    m_final = std::move(finished);
    m_session.reset();
    m_beside.clear();
    m_state = State::Submitted;
}

} // namespace cw::gui
