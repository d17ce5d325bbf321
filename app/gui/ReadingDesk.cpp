// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ReadingDesk.h"

#include "annotation/SameLesion.h"
#include "app/workflow/Proposals.h"

#include <algorithm>

namespace cw::gui {
namespace {

const std::vector<annotation::Finding> kNoFindings;
const annotation::CaseAnswers kNoAnswers;
constexpr std::chrono::seconds kPatience{2}; ///< with a disk that does not answer

QDateTime shown(annotation::JournalState::Time time) {
    using std::chrono::milliseconds;
    const auto since = std::chrono::duration_cast<milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count());
}

} // namespace

ReadingDesk::ReadingDesk(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project) {
    m_watch.setInterval(1000);
    connect(&m_watch, &QTimer::timeout, this, &ReadingDesk::journalTold);
}

/// The journal is let go of at once unless it has not taken everything yet.
void ReadingDesk::letGo() {
    if (m_session && m_session->journalState().pending > 0)
        m_left.push_back({std::move(*m_session), m_task});
    m_session.reset();
}

void ReadingDesk::journalTold() {
    m_left.remove_if([](const auto& left) { return left.session.journalState().pending == 0; });
    if (journalState().pending == 0)
        m_watch.stop();
    emit journalChanged();
}

QDateTime ReadingDesk::savedAt() const {
    const auto saved = m_session ? m_session->journalState().savedAt : std::nullopt;
    return saved ? shown(*saved) : QDateTime();
}

annotation::JournalState ReadingDesk::journalState() const {
    auto all = m_session ? m_session->journalState() : annotation::JournalState();
    for (const auto& left : m_left) {
        const auto state = left.session.journalState();
        all.pending += state.pending;
        if (!all.failure)
            all.failure = state.failure;
        if (state.pendingSince && (!all.pendingSince || *state.pendingSince < *all.pendingSince))
            all.pendingSince = state.pendingSince;
    }
    return all;
}

QDateTime ReadingDesk::notOnDiskSince() const {
    const auto state = journalState();
    if (!state.pendingSince)
        return {};
    const auto waited = std::chrono::system_clock::now() - *state.pendingSince;
    return state.failure || waited > kPatience ? shown(*state.pendingSince) : QDateTime();
}

bool ReadingDesk::flush() {
    bool done = !m_session || m_session->flush();
    for (auto& left : m_left)
        done = left.session.flush() && done;
    journalTold();
    return done;
}

void ReadingDesk::close() {
    letGo();
    m_final.reset();
    m_problem.reset();
    m_beside.clear();
    m_case = {};
    m_state = State::Empty;
    m_task = Task::Reading;
    emit changed();
}

void ReadingDesk::begin(const core::CaseId& id, const core::ReaderId& reader, Task task) {
    letGo(); // of the journal before the next is taken
    m_final.reset();
    m_problem.reset();
    m_beside.clear();
    m_case = id;
    m_reader = reader;
    m_task = task;
    m_owner = viewers::ShapeOwner::ReaderA;
}

void ReadingDesk::open(const core::CaseId& id, const core::ReaderId& reader) {
    begin(id, reader, Task::Reading);
    const auto row = m_project.with([&](workflow::Project& p) { return p.store().caseRow(id); });
    if (!row) {
        m_problem = row.error();
        m_state = State::Problem;
    } else if (reader.empty()) {
        m_state = State::NoReader;
    } else if (const auto at = std::find(row->readers.begin(), row->readers.end(), reader);
               at == row->readers.end()) {
        m_state = State::NotAssigned;
    } else {
        const auto slot = static_cast<std::size_t>(at - row->readers.begin());
        m_owner = slot == 0 ? viewers::ShapeOwner::ReaderA : viewers::ShapeOwner::ReaderB;
        if (slot < row->submitted.size() && row->submitted[slot])
            showSubmitted();
        else
            openSession([this](workflow::Project& p, annotation::Journaling journaling) {
                return p.openSession(m_case, m_reader, std::move(journaling));
            });
    }
    emit changed();
}

void ReadingDesk::openSession(const Opener& opener) {
    const auto left = std::find_if(m_left.begin(), m_left.end(), [this](const auto& each) {
        return each.task == m_task && each.session.caseId() == m_case &&
               each.session.reader() == m_reader;
    });
    if (left != m_left.end()) {
        m_session.emplace(std::move(left->session));
        m_left.erase(left);
        m_state = State::Editing;
        return;
    }
    annotation::Journaling behind{annotation::Journaling::When::Behind, {}, core::systemClock()};
    behind.told = [this] { // by the session's thread, which ends before this object does
        QMetaObject::invokeMethod(this, &ReadingDesk::journalTold, Qt::QueuedConnection);
    };
    auto session = m_project.with([&](workflow::Project& p) { return opener(p, behind); });
    if (!session) {
        m_problem = session.error();
        m_state = State::Problem;
        return;
    }
    m_session.emplace(std::move(*session));
    m_state = State::Editing;
}

void ReadingDesk::showSubmitted() {
    m_state = State::Submitted;
    const auto readings = m_project.with(
        [&](workflow::Project& p) { return p.store().readingsVisibleTo(m_reader, m_case); });
    if (!readings) {
        m_problem = readings.error();
        m_state = State::Problem;
        return;
    }
    for (const auto& reading : *readings)
        if (reading.reader == m_reader) {
            m_final = reading;
            // Stored by the text of ids; numbered as they were drawn.
            std::ranges::sort(m_final->findings, annotation::drawnBefore, &annotation::Finding::id);
        }
}

const std::vector<annotation::Finding>& ReadingDesk::findings() const {
    return m_session ? m_session->findings() : m_final ? m_final->findings : kNoFindings;
}

const annotation::Finding* ReadingDesk::find(const core::LesionId& id) const {
    const auto& all = findings();
    const auto it =
        std::find_if(all.begin(), all.end(), [&id](const auto& f) { return f.id == id; });
    return it == all.end() ? nullptr : &*it;
}

const annotation::CaseAnswers& ReadingDesk::answers() const {
    return m_session ? m_session->answers() : m_final ? m_final->answers : kNoAnswers;
}

bool ReadingDesk::accepted(const Result<void>& outcome) {
    if (!outcome) {
        emit failed(outcome.error());
        emit changed(); // whatever was shown ahead of the answer goes back
        return false;
    }
    if (!m_watch.isActive())
        m_watch.start();
    emit changed();
    return true;
}

bool ReadingDesk::apply(annotation::Edit edit, const std::string& label) {
    if (!m_session)
        return false;
    core::LesionId id;
    const auto complete = [&](annotation::Finding& finding) {
        if (finding.id.empty())
            finding.id = m_session->nextLesionId();
        if (finding.label.empty())
            finding.label = label;
        id = finding.id;
    };
    if (auto* addition = std::get_if<annotation::AddFinding>(&edit))
        complete(addition->finding);
    if (auto* group = std::get_if<annotation::EditGroup>(&edit))
        for (auto& each : group->edits) // at most one of them is new
            if (auto* addition = std::get_if<annotation::AddFinding>(&each))
                complete(addition->finding);
    if (!accepted(m_session->apply(edit)))
        return false;
    if (!id.empty())
        emit added(id);
    return true;
}

bool ReadingDesk::undo() {
    if (!canUndo())
        return false;
    const auto undone = m_session->undo();
    return accepted(undone ? Result<void>{} : tl::unexpected(undone.error()));
}

bool ReadingDesk::redo() {
    if (!canRedo())
        return false;
    const auto redone = m_session->redo();
    return accepted(redone ? Result<void>{} : tl::unexpected(redone.error()));
}

bool ReadingDesk::setAnswer(const std::string& key, const std::string& value) {
    if (!m_session)
        return false;
    annotation::SetAnswer edit{key, std::nullopt, std::nullopt};
    if (const auto it = answers().find(key); it != answers().end())
        edit.before = it->second;
    if (!value.empty())
        edit.after = value;
    return edit.before == edit.after || apply(edit);
}

bool ReadingDesk::confirmProposal(const std::string& proposal) {
    if (!m_session)
        return false;
    const auto done = m_project.with(
        [&](workflow::Project& p) { return workflow::confirmProposal(p, *m_session, proposal); });
    if (!accepted(done ? Result<void>{} : tl::unexpected(done.error())))
        return false;
    emit added(*done);
    return true;
}

bool ReadingDesk::submit(const std::string& reason) {
    if (!m_session)
        return false;
    const auto outcome = m_project.with([&](workflow::Project& p) { return hand(p, reason); });
    if (!outcome) {
        emit failed(outcome.error());
        return false;
    }
    if (m_task == Task::Reading) {
        m_session.reset();
        showSubmitted();
    } else {
        showFinished();
    }
    emit changed();
    emit submitted(m_case);
    return true;
}

} // namespace cw::gui
