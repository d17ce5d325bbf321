// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <mutex>

namespace cw::gui {

/// Thins out what long work tells: a window cannot show more than a dozen numbers a second, and a
/// hundred thousand calls waiting for it would hold it up. Asked from any thread.
class ProgressPace {
public:
    /// Whether this one is to be shown; the last one always is.
    bool due(bool last) {
        const std::lock_guard lock(m_mutex);
        const auto now = std::chrono::steady_clock::now();
        if (now - m_shown < kEvery && !last)
            return false;
        m_shown = now;
        return true;
    }

private:
    static constexpr auto kEvery = std::chrono::milliseconds(80);
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_shown;
};

} // namespace cw::gui
