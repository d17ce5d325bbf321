// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/InOrder.h"

#include <atomic>
#include <gtest/gtest.h>
#include <numeric>

namespace cw::workflow::detail {
namespace {

TEST(InOrder, HandsOverInOrderWhateverTheNumberOfWorkers) {
    for (const int workers : {1, 2, 7}) {
        std::vector<std::size_t> taken;
        const auto outcome = inOrder<std::size_t>(
            500, workers, [](std::size_t i) -> Result<std::size_t> { return i * i; },
            [&](std::size_t i, Result<std::size_t> item) -> Result<void> {
                EXPECT_EQ(*item, i * i);
                taken.push_back(i);
                return {};
            });
        EXPECT_TRUE(outcome);
        std::vector<std::size_t> expected(500);
        std::iota(expected.begin(), expected.end(), std::size_t{0});
        EXPECT_EQ(taken, expected);
    }
}

TEST(InOrder, KeepsFewItemsInMemoryWhileTheTakerWaits) {
    std::atomic<int> made = 0;
    int most = 0;
    ASSERT_TRUE(inOrder<int>(
        100, 2, [&](std::size_t) -> Result<int> { return ++made; },
        [&](std::size_t i, Result<int>) -> Result<void> {
            most = std::max(most, made - static_cast<int>(i));
            return {};
        }));
    EXPECT_LE(most, 5); // 2 * workers waiting, one being taken
}

TEST(InOrder, StopsAtTheFirstErrorOfTheTaker) {
    std::size_t last = 0;
    const auto outcome = inOrder<int>(
        100, 2, [](std::size_t) -> Result<int> { return 1; },
        [&](std::size_t i, Result<int>) -> Result<void> {
            last = i;
            if (i == 10)
                return fail(ErrorCode::IoFailure, "disk full");
            return {};
        });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::IoFailure);
    EXPECT_EQ(last, 10U);
}

TEST(InOrder, TurnsAnExceptionOfAWorkerIntoThatItemsError) {
    std::size_t failed = 0;
    ASSERT_TRUE(inOrder<int>(
        10, 2,
        [](std::size_t i) -> Result<int> {
            if (i == 3)
                throw std::bad_alloc();
            return 1;
        },
        [&](std::size_t i, Result<int> item) -> Result<void> {
            if (!item) {
                EXPECT_EQ(i, 3U);
                EXPECT_EQ(item.error().code, ErrorCode::TooLarge);
                ++failed;
            }
            return {};
        }));
    EXPECT_EQ(failed, 1U);
}

TEST(InOrder, OfNothingIsDoneAtOnce) {
    EXPECT_TRUE(inOrder<int>(
        0, 2, [](std::size_t) -> Result<int> { return 1; },
        [](std::size_t, Result<int>) -> Result<void> { return {}; }));
}

} // namespace
} // namespace cw::workflow::detail
