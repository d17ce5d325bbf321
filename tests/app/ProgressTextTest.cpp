// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Progress.h"

#include <gtest/gtest.h>

namespace cw::cli {
namespace {

TEST(ProgressText, HasRateAndEstimate) {
    EXPECT_EQ(progressText(40, 160, "files", 10), "40 of 160 files, 4.0 a second, 30 s left");
    EXPECT_EQ(progressText(1000, 1000000, "images", 10),
              "1000 of 1000000 images, 100 a second, 3 h left");
    EXPECT_EQ(progressText(100, 100100, "images", 2),
              "100 of 100100 images, 50 a second, 33 min left");
}
TEST(ProgressText, PromisesNothingBeforeItKnowsARate) {
    EXPECT_EQ(progressText(0, 160, "files", 10), "0 of 160 files");
    EXPECT_EQ(progressText(1, 160, "files", 0.1), "1 of 160 files");
}
TEST(ProgressText, HasNoEstimateAtTheEndOrWithoutATotal) {
    EXPECT_EQ(progressText(160, 160, "files", 10), "160 of 160 files, 16 a second");
    EXPECT_EQ(progressText(160, 0, "files", 10), "160 files, 16 a second");
}
TEST(ProgressText, OfFilesAndBytesHasMegabytesASecondAndGuessesFromBytes) {
    EXPECT_EQ(progressText(core::Work{100, 200, 1'000'000'000, 3'000'000'000}, 10),
              "100 of 200 files, 10 a second, 100 MB/s, 20 s left");
    // Half of the files, but nearly all of the bytes.
    EXPECT_EQ(progressText(core::Work{50, 100, 990'000'000, 1'000'000'000}, 10),
              "50 of 100 files, 5.0 a second, 99 MB/s, 0 s left");
    EXPECT_EQ(progressText(core::Work{100, 0, 5'000'000, 0}, 10),
              "100 files, 10 a second, 0.5 MB/s");
    EXPECT_EQ(progressText(core::Work{0, 100, 0, 5}, 10), "0 of 100 files");
}

} // namespace
} // namespace cw::cli
