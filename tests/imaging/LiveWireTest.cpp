// SPDX-License-Identifier: Apache-2.0
#include "imaging/LiveWire.h"

#include "core/Polygon.h"
#include "core/Random.h"
#include <cmath>
#include <gtest/gtest.h>

namespace cw::imaging {
namespace {

using core::PointPx;
constexpr double kRadius = 120;
constexpr PointPx kCentre{300, 280};

/// A bright disc on a darker ground, with noise, 12 bits.
core::Image discImage(bool colour = false) {
    auto image =
        colour ? core::Image::create(640, 600, 3, core::SampleType::U8, core::PixelMeaning::Rgb)
               : core::Image::create(640, 600, 1, core::SampleType::U16,
                                     core::PixelMeaning::Monochrome2);
    core::Random random(3);
    for (int y = 0; y < 600; ++y)
        for (int x = 0; x < 640; ++x) {
            const bool inside = std::hypot(x + 0.5 - kCentre.x, y + 0.5 - kCentre.y) < kRadius;
            const auto i = static_cast<std::size_t>(y * 640 + x);
            if (colour) // seen in green alone
                image->samples<std::uint8_t>()[3 * i + 1] =
                    static_cast<std::uint8_t>((inside ? 150 : 60) + random.next() % 12);
            else
                image->samples<std::uint16_t>()[i] =
                    static_cast<std::uint16_t>((inside ? 2600 : 1400) + random.next() % 200);
        }
    return std::move(*image);
}

PointPx onRim(double degrees) {
    const double a = degrees * 3.14159265358979 / 180;
    return {kCentre.x + kRadius * std::cos(a), kCentre.y + kRadius * std::sin(a)};
}

double farthestFromRim(const std::vector<PointPx>& path) {
    double farthest = 0;
    for (const auto& p : path)
        farthest = std::max(farthest, std::abs(core::distance(p, kCentre) - kRadius));
    return farthest;
}

TEST(LiveWire, FollowsTheRimOfADiscWhereAChordWouldCutThroughIt) {
    for (const bool colour : {false, true}) {
        const auto image = discImage(colour);
        const auto wire = LiveWire::around(image, onRim(0), 1);
        ASSERT_TRUE(wire);
        const auto path = wire->to(onRim(80));
        EXPECT_EQ(path.front(), onRim(0));
        EXPECT_EQ(path.back(), onRim(80));
        ASSERT_GT(path.size(), 50U) << colour;
        EXPECT_LT(farthestFromRim(path), 4) << colour; // the chord is 28 px off
        double length = 0;
        for (std::size_t i = 1; i < path.size(); ++i)
            length += core::distance(path[i - 1], path[i]);
        EXPECT_LT(length, 1.4 * kRadius * 80 * 3.1416 / 180) << "no detours";
    }
}

TEST(LiveWire, WorksInStepsOfTheScreenAtAnyZoom) {
    const auto image = discImage();
    for (const double step : {0.5, 2.0, 3.7}) {
        const auto wire = LiveWire::around(image, onRim(200), step);
        ASSERT_TRUE(wire) << step;
        const auto end = step < 1 ? onRim(215) : onRim(260);
        EXPECT_LT(farthestFromRim(wire->to(end)), 4 * std::max(1.0, step)) << step;
    }
}

TEST(LiveWire, IsStraightBeyondItsMapAndRefusesASeedOutside) {
    const auto image = discImage();
    const auto wire = LiveWire::around(image, {20, 20}, 0.25); // covers 50 px
    ASSERT_TRUE(wire);
    EXPECT_EQ(wire->to({500, 500}), (std::vector<PointPx>{{20, 20}, {500, 500}}));
    EXPECT_FALSE(LiveWire::around(image, {-5, 20}, 1));
    EXPECT_FALSE(LiveWire::around(image, {20, 20}, std::nan("")));
    EXPECT_TRUE(LiveWire::around(image, {640, 600}, 1)) << "the far corner belongs to the image";
}

} // namespace
} // namespace cw::imaging
