// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/BatchWorkers.h"
#include <algorithm>
#include <chrono>

namespace cw::anonymizer {
namespace {

// A group worth one sync; more is taken where more is ready.
constexpr std::size_t kGroupFiles = 64, kGroupBytes = 64 << 20;
// How far the fast files may run ahead of a slow one: small records, and files that are written.
constexpr std::size_t kAhead = 1024;
// A group that does not fill up is committed all the same, so that a kill costs little.
constexpr std::chrono::seconds kPatience{1};

constexpr int kMostWorkers = 256;

/// Copying waits for the disk now and then, and somebody else may compute meanwhile; looking at
/// pixels does not wait, and takes the memory of a text reader for each worker.
int usualWorkers(bool looksAtPixels) {
    const int processors =
        static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 256U));
    return looksAtPixels ? processors : processors + (processors + 1) / 2;
}

} // namespace

BatchWorkers::BatchWorkers(const BatchOptions& options, const DeidentifyContext& context,
                           const Journal& journal, SourceWalk walk,
                           std::filesystem::path temporaries, const core::CancelToken* cancel)
    : m_options(options), m_context(context), m_journal(journal),
      m_temporaries(std::move(temporaries)), m_cancel(cancel), m_walk(std::move(walk)) {}

BatchWorkers::~BatchWorkers() { stop(); }

void BatchWorkers::start() {
    const int workers =
        std::min(m_options.workers > 0 ? m_options.workers
                                       : usualWorkers(static_cast<bool>(m_options.pixels)),
                 kMostWorkers);
    const std::lock_guard lock(m_mutex);
    m_running = static_cast<std::size_t>(workers);
    for (int i = 0; i < workers; ++i)
        m_threads.emplace_back([this] { work(); });
}

void BatchWorkers::stop() {
    m_stop = true;
    m_room.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void BatchWorkers::work() {
    try {
        while (const auto task = nextTask()) {
            auto finished = process(*task);
            if (!finished) {
                giveUp(finished.error());
                break;
            }
            deliver(task->index, std::move(*finished));
        }
    } catch (const std::exception&) {
        giveUp({ErrorCode::Internal, "a worker of the batch met an unexpected error", {}});
    }
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_news.notify_all();
}

std::optional<BatchWorkers::Task> BatchWorkers::nextTask() {
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [&] { return stopped() || m_taken - m_handedOut < kAhead; });
    if (stopped() || m_exhausted)
        return std::nullopt;
    auto source = m_walk.next();
    if (!source) {
        m_exhausted = true;
        return std::nullopt;
    }
    return Task{std::move(*source), m_taken++};
}

void BatchWorkers::deliver(std::size_t index, Finished finished) {
    const std::lock_guard lock(m_mutex);
    m_ready.emplace(index, std::move(finished));
    for (auto at = m_ready.find(m_inOrder); at != m_ready.end() && at->first == m_inOrder; ++at) {
        m_bytesInOrder += at->second.sourceBytes;
        ++m_inOrder;
    }
    if (groupIsReady())
        m_news.notify_one();
}

void BatchWorkers::giveUp(Error error) {
    const std::lock_guard lock(m_mutex);
    if (!m_error)
        m_error = std::move(error);
    m_stop = true;
    m_room.notify_all();
}

bool BatchWorkers::groupIsReady() const {
    return m_inOrder - m_handedOut >= kGroupFiles || m_bytesInOrder >= kGroupBytes;
}

std::vector<Finished> BatchWorkers::takeGroup() {
    std::unique_lock lock(m_mutex);
    const auto enough = [&] { return groupIsReady() || m_running == 0; };
    while (!enough())
        // Also looks at the cancel token, which wakes nobody.
        if (!m_news.wait_for(lock, kPatience, enough)) {
            m_room.notify_all();
            if (m_inOrder > m_handedOut)
                break;
        }
    std::vector<Finished> group;
    for (; m_handedOut < m_inOrder; ++m_handedOut) {
        auto node = m_ready.extract(m_handedOut);
        group.push_back(std::move(node.mapped()));
    }
    m_bytesInOrder = 0;
    m_room.notify_all();
    return group;
}

Result<void> BatchWorkers::failure() const {
    const std::lock_guard lock(m_mutex);
    return m_error ? Result<void>(tl::unexpected<Error>(*m_error)) : Result<void>();
}

std::size_t BatchWorkers::met() const {
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

bool BatchWorkers::complete() const {
    const std::lock_guard lock(m_mutex);
    return m_exhausted && m_handedOut == m_taken;
}

} // namespace cw::anonymizer
