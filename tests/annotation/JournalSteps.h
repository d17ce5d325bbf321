// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Readings.h"
#include "annotation/detail/Journal.h"
#include "annotation/detail/Sheet.h"
#include <condition_variable>
#include <mutex>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::testing {

/// Exit status of a child process that does this; limits and ignored signals stay in it. -1 where
/// it was killed.
template <class Do>
int statusOfAChild(const Do& act) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(act());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Step k of an endless reading, on a session or on its model: edit, undo or redo. False: it did
/// not fit and nothing happened.
template <class Session>
bool step(Session& session, std::uint32_t k) {
    constexpr std::uint32_t fibonacci = 2654435769U; // spreads 1, 2, 3 ... over all edits
    const std::uint32_t n = k * fibonacci;
    if (n % 7 == 0 && session.canUndo())
        return session.undo().has_value();
    if (n % 7 == 1 && session.canRedo())
        return session.redo().has_value();
    return session.apply(someEdit(session, n / 7)).has_value();
}

/// A reading session without a journal: the oracle.
class SessionModel {
public:
    Result<void> apply(const annotation::Edit& edit) {
        CW_CHECK(m_sheet.perform(edit, &m_sizes));
        m_history.applied(edit);
        return {};
    }
    Result<void> undo() {
        CW_CHECK(m_sheet.perform(annotation::inverse(m_history.done.back()), nullptr));
        m_history.stepBack();
        return {};
    }
    Result<void> redo() {
        CW_CHECK(m_sheet.perform(m_history.undone.back(), nullptr));
        m_history.stepForward();
        return {};
    }
    bool canUndo() const { return !m_history.done.empty(); }
    bool canRedo() const { return !m_history.undone.empty(); }
    const std::vector<annotation::Finding>& findings() const { return m_sheet.findings(); }
    const annotation::CaseAnswers& answers() const { return m_sheet.answers(); }
    core::LesionId nextLesionId() const { return m_sheet.nextLesionId(); }

private:
    annotation::ImageSizes m_sizes = oneImage;
    annotation::detail::Sheet m_sheet;
    annotation::detail::EditHistory m_history;
};

/// Where the model is after that many accepted steps.
inline SessionModel modelAfter(std::size_t steps) {
    SessionModel model;
    std::uint32_t k = 0;
    for (std::size_t done = 0; done < steps;)
        done += step(model, ++k);
    return model;
}

inline void expectSame(const annotation::ReadingSession& session, const SessionModel& model) {
    EXPECT_EQ(session.findings(), model.findings());
    EXPECT_EQ(session.answers(), model.answers());
    EXPECT_EQ(session.canUndo(), model.canUndo());
    EXPECT_EQ(session.canRedo(), model.canRedo());
    EXPECT_EQ(session.nextLesionId(), model.nextLesionId());
}

/// The steps on disk, those that share a line counted one by one; the header is none.
inline std::size_t stepsIn(const std::filesystem::path& journal) {
    const auto read = annotation::detail::readJournal(journal);
    std::size_t count = 0;
    for (std::size_t i = 1; read && i < read->lines.size(); ++i) {
        const auto& fields = *read->lines[i].as<annotation::detail::Json::Object>();
        const auto together = fields.find("steps");
        count += together == fields.end()
                     ? 1
                     : together->second.as<annotation::detail::Json::Array>()->size();
    }
    return count;
}

/// Waits for what the writing thread tells.
class Told {
public:
    annotation::Journaling journaling() {
        annotation::Journaling how;
        how.when = annotation::Journaling::When::Behind;
        how.clock = aClock();
        how.told = [this] {
            const std::lock_guard lock(m_mutex);
            m_changed.notify_all();
        };
        return how;
    }
    /// False after half a minute.
    template <class Condition>
    bool until(const Condition& condition) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30), condition);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

} // namespace cw::testing
