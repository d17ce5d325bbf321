// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace cw::workflow::detail {

/// Makes items 0..count-1 on several threads and hands them over on the calling thread in order, so
/// that the number of workers never shows in the result. At most 2 * workers items wait in memory.
/// make(i) -> Result<Item>, take(i, Result<Item>) -> Result<void>; the first error of take ends it.
template <class Item, class Make, class Take>
Result<void> inOrder(std::size_t count, int workers, const Make& make, const Take& take) {
    const std::size_t crew = static_cast<std::size_t>(std::clamp(workers, 1, 64));
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::optional<Result<Item>>> slots(count);
    std::size_t next = 0, taken = 0;
    bool stop = false;

    auto work = [&] {
        for (;;) {
            std::size_t mine = 0;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock,
                             [&] { return stop || next >= count || next < taken + 2 * crew; });
                if (stop || next >= count)
                    return;
                mine = next++;
            }
            std::optional<Result<Item>> made;
            try {
                made.emplace(make(mine));
            } catch (const std::bad_alloc&) {
                made.emplace(fail(ErrorCode::TooLarge, "not enough memory for this file"));
            } catch (const std::exception&) {
                made.emplace(fail(ErrorCode::Internal, "an unexpected failure in a worker"));
            }
            {
                const std::lock_guard lock(mutex);
                slots[mine] = std::move(made);
            }
            changed.notify_all();
        }
    };

    Result<void> outcome;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < std::min(crew, count); ++i)
            threads.emplace_back(work);
        for (std::size_t i = 0; i < count && outcome; ++i) {
            std::optional<Result<Item>> item;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return slots[i].has_value(); });
                item.swap(slots[i]);
            }
            outcome = take(i, std::move(*item));
            {
                const std::lock_guard lock(mutex);
                ++taken;
                stop = !outcome;
            }
            changed.notify_all();
        }
    }
    return outcome;
}

} // namespace cw::workflow::detail
