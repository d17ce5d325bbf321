// SPDX-License-Identifier: Apache-2.0
#include "annotation/Outlines.h"

#include "support/Polygons.h"
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <rapidcheck/gtest.h>

namespace cw::annotation {
namespace {

using core::areaPx2;
using core::PointPx;
using core::Polygon;
using testing::square;

bool storable(const Polygon& polygon) {
    return core::checkStorable(polygon, 1000, 1000).has_value();
}

bool clockwiseOnScreen(const Polygon& polygon) {
    double twice = 0;
    const auto& v = polygon.vertices;
    for (std::size_t i = 0; i < v.size(); ++i)
        twice += v[i].x * v[(i + 1) % v.size()].y - v[(i + 1) % v.size()].x * v[i].y;
    return twice > 0;
}

TEST(Outlines, OfTwoOverlappingSquaresJoinAndSubtractByHand) {
    const auto a = square(100, 100, 100), b = square(150, 150, 100);
    const auto both = joined(a, b);
    ASSERT_TRUE(both);
    EXPECT_DOUBLE_EQ(areaPx2(*both), 2 * 10000 - 2500);
    EXPECT_EQ(both->vertices.size(), 8U);
    const auto rest = without(a, b);
    ASSERT_TRUE(rest);
    EXPECT_DOUBLE_EQ(areaPx2(*rest), 7500);
    EXPECT_TRUE(clockwiseOnScreen(*both) && clockwiseOnScreen(*rest));
    EXPECT_FALSE(joined(a, square(300, 300, 10)));
    EXPECT_FALSE(without(a, square(50, 50, 300)));
}

TEST(Outlines, KeepTheLargestPieceAndNoHole) {
    const auto bar = Polygon{{{140, 0}, {150, 0}, {150, 400}, {140, 400}}};
    EXPECT_DOUBLE_EQ(areaPx2(*without(square(100, 100, 100), bar)), 50 * 100);
    EXPECT_DOUBLE_EQ(areaPx2(*without(square(100, 100, 100), square(140, 140, 20))), 10000)
        << "a hole is not an outline";
    EXPECT_DOUBLE_EQ(areaPx2(*clipped(square(-50, -50, 100), 1000, 1000)), 2500);
}

TEST(Outlines, AreCutInTwoByALineThatCrossesTwice) {
    const auto whole = square(100, 100, 100);
    const auto halves = cut(whole, {{130, 50}, {130, 250}});
    ASSERT_TRUE(halves);
    EXPECT_DOUBLE_EQ(areaPx2(halves->first), 7000);
    EXPECT_DOUBLE_EQ(areaPx2(halves->second), 3000);
    EXPECT_TRUE(storable(halves->first) && storable(halves->second));
    // In and out through the same edge, with a corner inside.
    const auto corner = cut(whole, {{120, 90}, {150, 150}, {180, 90}});
    ASSERT_TRUE(corner);
    EXPECT_NEAR(areaPx2(corner->first) + areaPx2(corner->second), 10000, 1e-9);
    EXPECT_NEAR(areaPx2(corner->second), 0.5 * 50 * 50, 1e-9) << "a triangle of base and height 50";
    EXPECT_FALSE(cut(whole, {{50, 150}, {150, 150}})) << "ends inside";
    EXPECT_FALSE(cut(whole, {{150, 150}, {150, 50}, {160, 150}})) << "from inside and back";
    EXPECT_FALSE(cut(whole, {{10, 10}, {20, 20}}));
}

TEST(Outlines, OfDiscsAndEllipsesHaveTheirArea) {
    EXPECT_NEAR(areaPx2(disc({500, 500}, 100)), std::numbers::pi * 1e4, 0.012 * 1e4 * 3.15);
    EXPECT_NEAR(areaPx2(ellipse({100, 100}, {300, 200})), std::numbers::pi * 100 * 50, 50);
    EXPECT_NEAR(areaPx2(sweptDisc({100, 100}, {200, 100}, 10)), std::numbers::pi * 100 + 100 * 20,
                6);
    const auto hull = hullAround({{100, 100}, {200, 100}, {150, 120}, {150, 180}}, 5);
    for (const PointPx p : {PointPx{100, 100}, {200, 100}, {150, 120}, {150, 180}})
        EXPECT_TRUE(core::contains(hull, p));
    EXPECT_TRUE(storable(hull));
    EXPECT_TRUE(hullAround({}, 5).vertices.empty());
}

RC_GTEST_PROP(OutlinesProperty, JoinedAndSubtractedAgreeWithTheRasteriser, ()) {
    const auto star = [](int n) {
        Polygon polygon;
        for (int i = 0; i < n; ++i) {
            const double a = 2 * std::numbers::pi * i / n, r = *rc::gen::inRange(20, 200);
            polygon.vertices.push_back({500 + r * std::cos(a), 500 + r * std::sin(a)});
        }
        return polygon;
    };
    const auto a = star(*rc::gen::inRange(3, 12)), b = star(*rc::gen::inRange(3, 12));
    RC_PRE(storable(a) && storable(b));
    const auto counted = core::overlap(a, b); // over pixel centres, by the one rasteriser
    const double tolerance = 0.02 * counted.unionPx2 + 60;
    if (const auto both = joined(a, b)) { // without its holes it may only be larger
        RC_ASSERT(storable(*both));
        RC_ASSERT(areaPx2(*both) > counted.unionPx2 - tolerance);
    }
    if (const auto rest = without(a, b)) {
        RC_ASSERT(storable(*rest));
        RC_ASSERT(core::overlap(*rest, a).intersectionPx2 > areaPx2(*rest) - tolerance);
    }
}

RC_GTEST_PROP(OutlinesProperty, CuttingKeepsTheArea, ()) {
    const auto whole = square(100, 100, 400);
    std::vector<PointPx> line; // from left to right through the square, anyhow inside
    for (const double x : {50.0, 150.0, 260.0, 370.0, 450.0, 650.0})
        line.push_back({x, *rc::gen::inRange(110, 490) + 0.59});
    const auto pieces = cut(whole, line);
    RC_ASSERT(pieces.has_value());
    RC_ASSERT(storable(pieces->first) && storable(pieces->second));
    RC_ASSERT(std::abs(areaPx2(pieces->first) + areaPx2(pieces->second) - 160000) < 1e-6);
}

} // namespace
} // namespace cw::annotation
