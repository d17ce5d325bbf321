// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include <functional>

namespace cw::validation {

/// Calls job(0) ... job(count - 1), each once, from up to `workers` threads; returns when all
/// threads have ended. Cancelled if the token was set before the last began; Internal if a job
/// threw. Results must be stored by index, so that the order of the threads cannot be seen in them.
Result<void> forEachIndex(std::size_t count, int workers, const core::CancelToken* cancel,
                          const std::function<void(std::size_t)>& job);

} // namespace cw::validation
