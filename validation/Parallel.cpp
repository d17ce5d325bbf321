// SPDX-License-Identifier: Apache-2.0
#include "validation/Parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace cw::validation {

Result<void> forEachIndex(std::size_t count, int workers, const core::CancelToken* cancel,
                          const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> cancelled{false}, threw{false};
    const auto work = [&] {
        for (;;) {
            if (cancel != nullptr && cancel->cancelled())
                cancelled = true;
            if (cancelled || threw)
                return;
            const std::size_t index = next++;
            if (index >= count)
                return;
            try {
                job(index);
            } catch (...) {
                threw = true;
            }
        }
    };
    const auto threads =
        std::min<std::size_t>(count, static_cast<std::size_t>(std::max(workers, 1)));
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(work);
        work();
    }
    if (threw)
        return fail(ErrorCode::Internal, "a computation of the validation failed");
    if (cancelled)
        return fail(ErrorCode::Cancelled, "the validation was cancelled");
    return {};
}

} // namespace cw::validation
