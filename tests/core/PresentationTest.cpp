// SPDX-License-Identifier: Apache-2.0
#include "core/Presentation.h"

#include <gtest/gtest.h>

using namespace cw;
using namespace cw::core;

namespace {
Image ramp16(int width = 256, int step = 16) {
    auto image = Image::create(width, 1, 1, SampleType::U16, PixelMeaning::Monochrome2);
    auto samples = image->samples<std::uint16_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::uint16_t>(static_cast<int>(i) * step);
    return *image;
}
std::uint8_t greyOf(const Presentation& p, const ViewGrey& v, int stored) {
    const auto image = ramp16();
    return (*greyTable(image, p, v))[stored];
}
} // namespace

// PS3.3 C.11.2.1.2.1 gives c=2048 w=4096 as 0 -> 0 and 4095 -> 255.
TEST(WindowLinear, FollowsTheStandardsExample) {
    Presentation p;
    p.windows = {{2048, 4096, VoiFunction::Linear, ""}};
    EXPECT_EQ(greyOf(p, {}, 0), 0);
    EXPECT_EQ(greyOf(p, {}, 4095), 255);
    EXPECT_EQ(greyOf(p, {}, 2048), 128);
}

TEST(WindowLinear, OfWidthOneIsAThreshold) {
    Presentation p;
    p.windows = {{100, 1, VoiFunction::Linear, ""}};
    EXPECT_EQ(greyOf(p, {}, 99), 0);
    EXPECT_EQ(greyOf(p, {}, 100), 255);
}

TEST(WindowLinearExact, HasItsEndsHalfAWidthAway) {
    Presentation p;
    p.windows = {{1000, 200, VoiFunction::LinearExact, ""}};
    EXPECT_EQ(greyOf(p, {}, 900), 0);
    EXPECT_EQ(greyOf(p, {}, 1000), 128);
    EXPECT_EQ(greyOf(p, {}, 1100), 255);
}

TEST(WindowSigmoid, IsHalfAtTheCentreAndNeverEnds) {
    Presentation p;
    p.windows = {{1000, 400, VoiFunction::Sigmoid, ""}};
    EXPECT_EQ(greyOf(p, {}, 1000), 128);
    EXPECT_EQ(greyOf(p, {}, 1100), 186); // 255 / (1 + e^-1) = 186.4
}

TEST(Polarity, InverseAndTheUsersInvertCancelOut) {
    Presentation p;
    p.windows = {{2048, 4096, VoiFunction::Linear, ""}};
    p.inverse = true;
    EXPECT_EQ(greyOf(p, {}, 0), 255);
    ViewGrey inverted;
    inverted.invert = true;
    EXPECT_EQ(greyOf(p, inverted, 0), 0);
}

TEST(Polarity, PaddingStaysBlackEitherWay) {
    Presentation p;
    p.windows = {{2048, 4096, VoiFunction::Linear, ""}};
    p.padding = {{0, 5}};
    p.inverse = true;
    EXPECT_EQ(greyOf(p, {}, 3), 0);
    EXPECT_EQ(greyOf(p, {}, 6), 255);
}

TEST(VoiLut, IsUsedBeforeWindowsAndHoldsItsEnds) {
    Presentation p;
    p.windows = {{10, 2, VoiFunction::Linear, ""}};
    p.voiLuts = {{100, 8, {0, 100, 255}, ""}};
    EXPECT_EQ(greyOf(p, {}, 50), 0);
    EXPECT_EQ(greyOf(p, {}, 101), 100);
    EXPECT_EQ(greyOf(p, {}, 5000), 255);
}

TEST(ModalityRescale, ComesBeforeTheWindow) {
    Presentation p;
    p.rescaleSlope = 2;
    p.rescaleIntercept = -1000;
    p.windows = {{0, 200, VoiFunction::LinearExact, ""}};
    EXPECT_EQ(greyOf(p, {}, 500), 128);
}

TEST(FullRangeWindow, LeavesPaddingOut) {
    Presentation p;
    p.padding = {{0, 0}};
    const auto w = fullRangeWindow(ramp16(11, 10), p); // 0, 10 .. 100
    EXPECT_DOUBLE_EQ(w.centre - 0.5 - (w.width - 1) / 2, 10);
    EXPECT_DOUBLE_EQ(w.centre - 0.5 + (w.width - 1) / 2, 100);
}

TEST(Shown, SignedSamplesReachBothEnds) {
    auto image = Image::create(2, 1, 1, SampleType::S16, PixelMeaning::Monochrome2);
    image->samples<std::int16_t>()[0] = -1024;
    image->samples<std::int16_t>()[1] = 3071;
    const auto picture = shown(*image, {}, {});
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->valueAt(0, 0), 0);
    EXPECT_EQ(picture->valueAt(1, 0), 255);
}
