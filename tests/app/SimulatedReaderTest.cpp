// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/SimulatedReader.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <rapidcheck/gtest.h>

namespace cw::workflow::demo {
namespace {

core::Polygon blob(double x, double y, double radius) {
    core::Polygon polygon;
    for (int i = 0; i < 24; ++i) {
        const double angle = 2 * std::numbers::pi * i / 24;
        polygon.vertices.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
    }
    return polygon;
}

RC_GTEST_PROP(DrawnLike, IsAlwaysAnOutlineThatMayBeStored, ()) {
    const auto radius = *rc::gen::inRange(3, 60);
    const auto x = *rc::gen::inRange(radius, 200 - radius),
               y = *rc::gen::inRange(radius, 150 - radius);
    core::Random random(*rc::gen::arbitrary<core::Seed>());
    const auto drawn = drawnLike(blob(x, y, radius), 0.2, 200, 150, random);
    RC_ASSERT(core::checkStorable(drawn, 200, 150).has_value());
}

TEST(DrawnLike, OverlapsTheTruthButIsNotTheTruth) {
    const auto truth = blob(100, 100, 30);
    core::Random random(7);
    double sum = 0;
    for (int i = 0; i < 200; ++i) {
        const auto drawn = drawnLike(truth, 0.06, 400, 400, random);
        EXPECT_FALSE(drawn == truth);
        sum += core::overlap(truth, drawn).iou();
    }
    EXPECT_GT(sum / 200, 0.7);
    EXPECT_LT(sum / 200, 0.97);
}

} // namespace
} // namespace cw::workflow::demo
