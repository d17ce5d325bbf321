// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/Augmentation.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace cw::validation::detail {
namespace {

/// 2 x + 3 y + 20 a sample (+ 40 for each further channel): linear, so any linear look-up between
/// pixels must reproduce it exactly.
core::Image ramp(int side, int channels) {
    auto image = core::Image::create(side, side, channels, core::SampleType::U8,
                                     channels == 3 ? core::PixelMeaning::Rgb
                                                   : core::PixelMeaning::Monochrome2)
                     .value();
    std::size_t at = 0;
    const auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            for (int c = 0; c < channels; ++c)
                samples[at++] = static_cast<std::uint8_t>(2 * x + 3 * y + 20 + 40 * c);
    return image;
}

std::vector<float> painted(const core::Image& image, const Frame& frame, int side,
                           const Tone& tone = {}) {
    std::vector<float> out(static_cast<std::size_t>(side * side * image.samplesPerPixel()));
    core::Random random(1);
    paint(image, frame, tone, random, side, out);
    return out;
}

float scaled(double byte) { return static_cast<float>((byte / 255 - 0.5) / 0.25); }

TEST(Augmentation, WholePictureIsThePicture) {
    for (const int channels : {1, 3}) {
        const auto image = ramp(24, channels);
        const auto out = painted(image, wholeOf(image), 24);
        for (std::size_t i = 0; i < out.size(); ++i)
            ASSERT_NEAR(out[i], scaled(image.samples<std::uint8_t>()[i]), 1e-6);
    }
}

TEST(Augmentation, BetweenPixelsARampStaysARamp) {
    const auto image = ramp(32, 1);
    const Frame frame{16.3, 15.2, 12, 0.4};
    const auto out = painted(image, frame, 10);
    for (int row = 0; row < 10; ++row)
        for (int column = 0; column < 10; ++column) {
            const double u = (column + 0.5 - 5) * 1.2, v = (row + 0.5 - 5) * 1.2;
            const double x = 16.3 + std::cos(0.4) * u - std::sin(0.4) * v - 0.5;
            const double y = 15.2 + std::sin(0.4) * u + std::cos(0.4) * v - 0.5;
            ASSERT_NEAR(out[static_cast<std::size_t>(row * 10 + column)],
                        scaled(2 * x + 3 * y + 20), 1e-4);
        }
}

TEST(Augmentation, BothMirrorsAreHalfATurn) {
    const auto image = ramp(16, 1);
    Frame mirrored = wholeOf(image), turned = wholeOf(image);
    mirrored.flipX = mirrored.flipY = true;
    turned.radians = std::numbers::pi;
    const auto a = painted(image, mirrored, 16), b = painted(image, turned, 16);
    for (std::size_t i = 0; i < a.size(); ++i)
        ASSERT_NEAR(a[i], b[i], 1e-4);
    Frame once = wholeOf(image);
    once.flipX = true;
    EXPECT_NEAR(painted(image, once, 16)[0], scaled(image.valueAt(15, 0)), 1e-6);
}

TEST(Augmentation, OutsideIsBlack) {
    const auto image = ramp(16, 1);
    const auto out = painted(image, {-40, -40, 16}, 8);
    for (const float value : out)
        EXPECT_EQ(value, -2.F);
}

TEST(Augmentation, NoiseHasItsDeviationAndNoMean) {
    const auto image = ramp(64, 1);
    const auto plain = painted(image, wholeOf(image), 64);
    const auto noisy = painted(image, wholeOf(image), 64, {.noise = 0.1});
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto d = static_cast<double>(noisy[i] - plain[i]);
        sum += d;
        squares += d * d;
    }
    const auto n = static_cast<double>(plain.size());
    EXPECT_NEAR(sum / n, 0, 0.03);
    EXPECT_NEAR(std::sqrt(squares / n), 0.4, 0.02); // 0.1 of a scale of 0..1, by 0.25
}

TEST(Augmentation, GammaAndGainKeepTheMiddleGrey) {
    auto image = ramp(8, 1);
    for (auto& value : image.samples<std::uint8_t>())
        value = 255;
    EXPECT_NEAR(painted(image, wholeOf(image), 8, {.gamma = 2})[20], 2, 1e-6);
    EXPECT_NEAR(painted(image, wholeOf(image), 8, {.gain = 0.5})[20], 1, 1e-6);
    EXPECT_NEAR(painted(image, wholeOf(image), 8, {.offset = 0.1})[20], 2.4, 1e-5);
}

TEST(Augmentation, ShakingStaysInItsRangesAndFollowsTheStream) {
    const Ranges ranges;
    core::Random one(7), same(7);
    for (int i = 0; i < 200; ++i) {
        const Frame frame = shaken({50, 50, 100}, ranges, one);
        EXPECT_LE(std::abs(frame.radians), 0.3);
        EXPECT_LE(std::abs(frame.centreX - 50), 10);
        EXPECT_GT(frame.side, 86);
        EXPECT_LT(frame.side, 117);
        EXPECT_EQ(frame.side, shaken({50, 50, 100}, ranges, same).side);
    }
    const Ranges still{.flips = false};
    for (int i = 0; i < 50; ++i)
        EXPECT_FALSE(shaken({50, 50, 100}, still, one).flipX);
}

} // namespace
} // namespace cw::validation::detail
