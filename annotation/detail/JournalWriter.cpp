// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/JournalWriter.h"

#include <algorithm>
#include <chrono>

namespace cw::annotation::detail {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstRetry = 100ms, kLongestRetry = 1000ms;
constexpr std::size_t kBatchBytes = 1U << 20; ///< of the steps that share a line

} // namespace

JournalWriter::JournalWriter(Journal journal, Journaling how)
    : m_journal(std::move(journal)), m_how(std::move(how)) {
    if (!m_how.clock)
        m_how.clock = core::systemClock();
    if (m_how.when == Journaling::When::Behind)
        m_thread = std::thread([this] { run(); });
}

JournalWriter::~JournalWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    m_how.told = nullptr;
    static_cast<void>(flush());
}

Result<void> JournalWriter::add(std::string line) {
    if (m_how.when == Journaling::When::BeforeReturn)
        return addNow(std::move(line));
    const auto now = m_how.clock();
    {
        const std::lock_guard lock(m_mutex);
        if (m_state.failure && m_state.failure->code == ErrorCode::Conflict)
            return tl::unexpected(*m_state.failure);
        m_queue.push_back({std::move(line), now});
        ++m_state.pending;
    }
    m_wake.notify_all();
    return {};
}

Result<void> JournalWriter::addNow(std::string line) {
    const std::lock_guard file(m_file);
    CW_CHECK(writePending());
    CW_CHECK(m_journal.append(line));
    const auto now = m_how.clock();
    {
        const std::lock_guard lock(m_mutex);
        ++m_state.saved;
        m_state.savedAt = now;
    }
    return {};
}

Result<void> JournalWriter::flush() {
    const std::lock_guard file(m_file);
    return writePending();
}

JournalState JournalWriter::state() const {
    const std::lock_guard lock(m_mutex);
    auto state = m_state;
    state.pendingSince = m_oldestUnwritten;
    if (!state.pendingSince && !m_queue.empty())
        state.pendingSince = m_queue.front().made;
    return state;
}

/// The caller holds m_file.
Result<void> JournalWriter::writePending() {
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            std::move(m_queue.begin(), m_queue.end(), std::back_inserter(m_unwritten));
            m_queue.clear();
            m_oldestUnwritten =
                m_unwritten.empty() ? std::nullopt : std::optional(m_unwritten.front().made);
        }
        if (m_unwritten.empty())
            return {};
        std::size_t count = 0;
        for (std::size_t bytes = 0; count < m_unwritten.size(); ++count) {
            bytes += m_unwritten[count].line.size();
            if (count > 0 && bytes > kBatchBytes)
                break;
        }
        if (auto written = writeBatch(count); !written) {
            failed(written.error());
            return written;
        }
    }
}

Result<void> JournalWriter::writeBatch(std::size_t count) {
    const auto end = m_unwritten.begin() + static_cast<std::ptrdiff_t>(count);
    if (count == 1) {
        CW_CHECK(m_journal.append(m_unwritten.front().line));
    } else {
        std::string line = R"({"edit":"steps","steps":[)";
        for (auto step = m_unwritten.begin(); step != end; ++step) {
            if (step != m_unwritten.begin())
                line += ',';
            line += step->line;
        }
        CW_CHECK(m_journal.append(line += "]}"));
    }
    m_unwritten.erase(m_unwritten.begin(), end);
    const auto now = m_how.clock();
    {
        const std::lock_guard lock(m_mutex);
        m_state.saved += count;
        m_state.pending -= count;
        m_state.savedAt = now;
        m_state.failure.reset();
        m_oldestUnwritten =
            m_unwritten.empty() ? std::nullopt : std::optional(m_unwritten.front().made);
    }
    tell();
    return {};
}

void JournalWriter::failed(const Error& error) {
    {
        const std::lock_guard lock(m_mutex);
        m_state.failure = error;
    }
    tell();
}

void JournalWriter::tell() const {
    if (m_how.told)
        m_how.told();
}

void JournalWriter::run() {
    auto retry = kFirstRetry;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || m_state.pending > 0; });
        if (m_stop)
            return; // the destructor writes the rest
        lock.unlock();
        const auto written = flush();
        lock.lock();
        if (written) {
            retry = kFirstRetry;
            continue;
        }
        if (written.error().code == ErrorCode::Conflict) {
            m_wake.wait(lock, [this] { return m_stop; });
            return;
        }
        m_wake.wait_for(lock, retry, [this] { return m_stop; });
        retry = std::min<std::chrono::milliseconds>(retry * 2, kLongestRetry);
    }
}

} // namespace cw::annotation::detail
