// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <optional>

namespace cw::annotation {

/// How long somebody worked at a case: the time between two inputs counts up to a limit, so that a
/// telephone call or a lunch does not. Opening the case is an input; what comes after the last one
/// does not count.
class ActiveTime {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::milliseconds;
    explicit ActiveTime(Duration longestPause = std::chrono::seconds(60))
        : m_longestPause(longestPause) {}

    /// A key, a click, the wheel, the opening of the case. A time before the last one counts as it.
    void input(Time at);
    /// What has come together since the last take(), which begins anew at the last input.
    Duration take();
    Duration total() const { return m_active; } ///< since the last take()

private:
    Duration m_longestPause;
    Duration m_active{0};
    std::optional<Time> m_last;
};

} // namespace cw::annotation
