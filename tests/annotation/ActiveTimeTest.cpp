// SPDX-License-Identifier: Apache-2.0
#include "annotation/ActiveTime.h"

#include <gtest/gtest.h>

namespace cw::annotation {
namespace {

using namespace std::chrono_literals;
const ActiveTime::Time kStart{};

TEST(ActiveTime, CountsBetweenInputsAndNotBeyondTheLongestPause) {
    ActiveTime time(60s);
    EXPECT_EQ(time.total(), 0ms);
    time.input(kStart);
    EXPECT_EQ(time.total(), 0ms) << "one input is no time";
    time.input(kStart + 10s);
    time.input(kStart + 12s);
    EXPECT_EQ(time.total(), 12s);
    time.input(kStart + 12s + 60s);
    EXPECT_EQ(time.total(), 72s) << "a pause as long as the limit counts whole";
    time.input(kStart + 12s + 60s + 2h);
    EXPECT_EQ(time.total(), 132s) << "a lunch counts as the limit";
}

TEST(ActiveTime, WhatWasTakenIsNotCountedTwice) {
    ActiveTime time(60s);
    time.input(kStart);
    time.input(kStart + 5s);
    EXPECT_EQ(time.take(), 5s);
    EXPECT_EQ(time.take(), 0ms);
    time.input(kStart + 8s);
    EXPECT_EQ(time.take(), 3s) << "it goes on from the last input";
}

TEST(ActiveTime, ATimeThatRunsBackwardsCountsNothing) {
    ActiveTime time(60s);
    time.input(kStart + 10s);
    time.input(kStart);
    time.input(kStart + 11s);
    EXPECT_EQ(time.total(), 1s);
}

} // namespace
} // namespace cw::annotation
