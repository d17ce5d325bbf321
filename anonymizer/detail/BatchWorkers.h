// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/detail/GroupCommit.h"
#include "anonymizer/detail/SourceWalk.h"
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace cw::anonymizer {

/// The parallel half of a batch: takes sources from the walk, writes each under a temporary name,
/// and hands them out in the order of the walk. Nobody waits for a slow file: what is finished
/// behind it is a small record and a file on disk, up to a limit.
class BatchWorkers {
public:
    BatchWorkers(const BatchOptions& options, const DeidentifyContext& context,
                 const Journal& journal, SourceWalk walk, std::filesystem::path temporaries,
                 const core::CancelToken* cancel);
    BatchWorkers(const BatchWorkers&) = delete;
    BatchWorkers& operator=(const BatchWorkers&) = delete;
    ~BatchWorkers();

    void start();
    /// The next finished sources, in order: a group worth a sync, or what there is when a moment
    /// has passed. Empty when there will be no more.
    std::vector<Finished> takeGroup();
    void stop();
    /// Why a worker stopped them all, if one did.
    Result<void> failure() const;
    std::size_t met() const; ///< sources handed to workers so far
    bool complete() const;   ///< every source of the walk was handed out again

private:
    struct Task {
        Source source;
        std::size_t index = 0;
    };
    void work();
    std::optional<Task> nextTask();
    void deliver(std::size_t index, Finished finished);
    void giveUp(Error error);
    bool stopped() const { return m_stop || (m_cancel && m_cancel->cancelled()); }
    bool groupIsReady() const;

    Result<Finished> process(const Task& task) const;
    Result<void> processFile(const Task& task, Finished& finished) const;
    bool isAlreadyThere(Finished& finished) const;
    Result<void> write(const Task& task, const std::filesystem::path& temporary,
                       Finished& finished) const;
    Result<void> passGate(const FileInHand& file, Finished& finished) const;
    Result<void> keepForSteward(const Task& task, const Finished& finished) const;

    const BatchOptions& m_options;
    const DeidentifyContext& m_context;
    const Journal& m_journal;
    const std::filesystem::path m_temporaries;
    const core::CancelToken* m_cancel;

    mutable std::mutex m_mutex; ///< guards everything below
    std::condition_variable m_room, m_news;
    SourceWalk m_walk;
    std::vector<std::thread> m_threads;
    std::map<std::size_t, Finished> m_ready;
    /// Indices: what was handed out again, what is ready without a gap, what was taken from the
    /// walk.
    std::size_t m_handedOut = 0, m_inOrder = 0, m_taken = 0;
    std::uint64_t m_bytesInOrder = 0; ///< of the sources between the first two
    std::size_t m_running = 0;        ///< threads that may still deliver
    bool m_exhausted = false;
    std::optional<Error> m_error;
    std::atomic<bool> m_stop{false};
};

} // namespace cw::anonymizer
