// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <functional>
#include <string>

namespace cw::core {

/// Time is passed in: the same inputs at the same clock give the same bytes.
using Clock = std::function<std::chrono::system_clock::time_point()>;
Clock systemClock();
/// "2026-11-21T01:14:30Z"
std::string iso8601Utc(std::chrono::system_clock::time_point time);

} // namespace cw::core
