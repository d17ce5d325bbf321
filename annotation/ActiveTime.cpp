// SPDX-License-Identifier: Apache-2.0
#include "annotation/ActiveTime.h"

#include <algorithm>
#include <utility>

namespace cw::annotation {

void ActiveTime::input(Time at) {
    if (!m_last) {
        m_last = at;
        return;
    }
    if (at <= *m_last)
        return;
    const auto pause = std::chrono::duration_cast<Duration>(at - *m_last);
    m_active += std::min(pause, m_longestPause);
    m_last = at;
}

ActiveTime::Duration ActiveTime::take() { return std::exchange(m_active, Duration{0}); }

} // namespace cw::annotation
