// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Journaling.h"
#include "annotation/detail/Journal.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace cw::annotation::detail {

/// Brings the steps of one session into its journal: in the call, or behind it from a thread. Calls
/// come from the session's own thread; add() and state() never wait for the disk when Behind.
class JournalWriter {
public:
    JournalWriter(Journal journal, Journaling how);
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;
    /// Tries once more to write what is pending.
    ~JournalWriter();

    /// BeforeReturn: on disk, or an error and the step is not kept. Behind: queued; the only error
    /// is Conflict, once another session was found to write to the journal.
    Result<void> add(std::string line);
    /// Everything pending and then this line, on disk when it returns, by both ways of journaling.
    /// After an error the line is not kept, the pending ones still are.
    Result<void> addNow(std::string line);
    /// Everything pending is on disk when it returns. IoFailure, Conflict: it still is pending.
    Result<void> flush();
    JournalState state() const;

private:
    struct Step {
        std::string line;
        JournalState::Time made;
    };
    void run();
    Result<void> writePending();
    Result<void> writeBatch(std::size_t count);
    void failed(const Error& error);
    void tell() const;

    std::mutex m_file; ///< held while writing; never wanted by add() when Behind, nor by state()
    Journal m_journal; ///< m_file
    std::deque<Step> m_unwritten; ///< m_file; taken out of m_queue, oldest first
    mutable std::mutex m_mutex;   ///< held for moments only; may be taken while m_file is held
    std::deque<Step> m_queue;     ///< m_mutex
    JournalState m_state;         ///< m_mutex
    std::optional<JournalState::Time> m_oldestUnwritten; ///< m_mutex
    bool m_stop = false;                                 ///< m_mutex
    std::condition_variable m_wake;
    Journaling m_how;
    std::thread m_thread;
};

} // namespace cw::annotation::detail
