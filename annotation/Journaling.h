// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Result.h"
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cw::annotation {

/// Writes the lines of a journal so that only their owner reads them. Who keeps the journals
/// provides it (storage: CaseStore::lineSeal); this module knows no cipher. A line is bound to its
/// number in the file, so that none can be moved, doubled or left out in the middle.
struct LineSeal {
    /// number: 0 for the first line of the file. What is returned is one line of printable text.
    std::function<Result<std::string>(std::size_t number, std::string_view line)> seal;
    /// The line again. Corrupt: damaged, of another place, or sealed for somebody else.
    std::function<Result<std::string>(std::size_t number, std::string_view stored)> open;
    explicit operator bool() const { return seal && open; }
};

/// How the steps of a reading session (edits, undo, redo) reach its journal.
struct Journaling {
    enum class When {
        BeforeReturn, ///< a step that was accepted is on disk; one that could not be written is not
        Behind        ///< a step is accepted at once; a thread of the session writes it, see below
    };
    When when = When::BeforeReturn;
    /// Behind: the session's journalState() has changed. Called by the writing thread, which waits
    /// for it: post a message and return. Not called any more once the session's destructor runs.
    std::function<void()> told;
    core::Clock clock = core::systemClock(); ///< for the times of JournalState
    LineSeal seal{};                         ///< none: the journal is plain text
};

/// What of a session is on disk. Behind: the writer takes up a step at once and needs one
/// fdatasync, milliseconds; steps made meanwhile go together with the next one. After a failure it
/// tries again for as long as the session is open, first after 0.1 s, later once a second.
struct JournalState {
    using Time = std::chrono::system_clock::time_point;
    std::size_t saved = 0;            ///< steps of this session that are on disk
    std::size_t pending = 0;          ///< accepted, not on disk yet
    std::optional<Time> savedAt;      ///< when the last of the saved ones reached the disk
    std::optional<Time> pendingSince; ///< when the oldest of the pending ones was accepted
    /// Why the last attempt failed; nothing again once one succeeds. IoFailure: the writer goes on
    /// trying. Conflict: another session writes the same journal, and nothing more is accepted.
    std::optional<Error> failure;
};

} // namespace cw::annotation
