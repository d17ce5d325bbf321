// SPDX-License-Identifier: Apache-2.0
#include "annotation/OutlineMetrics.h"

#include "annotation/Outlines.h"
#include "support/Polygons.h"
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace cw::annotation {
namespace {

using core::Polygon;
using testing::square;

TEST(ExactOverlap, IsOfAreasNotOfPixels) {
    // Four tenths of a pixel: no pixel's centre lies in it.
    const Polygon speck = square(10.55, 10.55, 0.4);
    EXPECT_NEAR(exactOverlap(speck, speck).iou(), 1, 1e-12);
    EXPECT_NEAR(exactOverlap(square(0, 0, 1), square(0.25, 0, 1)).iou(), 0.75 / 1.25, 1e-12);
    EXPECT_EQ(exactOverlap(square(0, 0, 10), square(0, 5, 10)).intersectionPx2, 50);
    EXPECT_EQ(exactOverlap(square(0, 0, 10), square(0, 5, 10)).unionPx2, 150);
}

TEST(ExactOverlap, OfTrianglesIsTheOneOfTheBook) {
    // Two right triangles of a square's two halves, turned: they share a triangle of a quarter.
    const Polygon lower{{{0, 0}, {8, 8}, {0, 8}}}, right{{{8, 0}, {8, 8}, {0, 8}}};
    EXPECT_NEAR(exactOverlap(lower, right).intersectionPx2, 16, 1e-9);
}

TEST(ExactOverlap, OfOutlinesThatOnlyTouchIsNone) {
    EXPECT_EQ(exactOverlap(square(0, 0, 10), square(10, 0, 10)).intersectionPx2, 0);
    EXPECT_EQ(exactOverlap(square(0, 0, 10), square(50, 0, 10)).unionPx2, 200);
}

TEST(ExactOverlap, OfSomethingWithoutAreaIsNoNumber) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Polygon& odd :
         {Polygon{}, Polygon{{{1, 1}, {2, 2}}}, Polygon{{{nan, 0}, {1, 1}, {0, 1}}},
          Polygon{{{1e300, 0}, {1, 1}, {0, 1}}}}) {
        EXPECT_EQ(exactOverlap(odd, square(0, 0, 9)).unionPx2, 0);
        EXPECT_FALSE(outlineDistances(odd, square(0, 0, 9)));
        EXPECT_FALSE(outlineDistances(square(0, 0, 9), odd));
    }
    EXPECT_FALSE(outlineDistances({{{0, 0}, {5, 5}, {9, 9}}}, square(0, 0, 9)));
}

TEST(Densified, LeavesNoGapOverHalfAPixelAndKeepsTheVertices) {
    const Polygon polygon{{{0, 0}, {1.2, 0}, {1.2, 0.5}, {0, 0.3}}};
    const auto points = densified(polygon);
    ASSERT_EQ(points.size(), 3U + 1U + 3U + 1U);
    EXPECT_EQ(points[3], (core::PointPx{1.2, 0}));
    for (std::size_t i = 0; i < points.size(); ++i)
        EXPECT_LE(core::distance(points[i], points[(i + 1) % points.size()]), 0.5 + 1e-12);
}

TEST(OutlineDistances, OfAMovedSquareAreTheMove) {
    const auto distances = outlineDistances(square(0, 0, 100), square(3, 0, 100));
    ASSERT_TRUE(distances);
    EXPECT_EQ(distances->hausdorff, 3);
    EXPECT_EQ(distances->hausdorff95, 3);
    // The two upright sides are 3 away, half a side of each up to its end; the others lie on each
    // other but for the ends.
    EXPECT_GT(distances->average, 1.4);
    EXPECT_LT(distances->average, 1.7);
}

TEST(OutlineDistances, InMillimetresTakeBothSidesOfAPixel) {
    const auto right = outlineDistances(square(0, 0, 100), square(4, 0, 100), {0.1, 0.3});
    const auto down = outlineDistances(square(0, 0, 100), square(0, 4, 100), {0.1, 0.3});
    ASSERT_TRUE(right && down);
    EXPECT_NEAR(right->hausdorff, 0.4, 1e-12);
    EXPECT_NEAR(down->hausdorff, 1.2, 1e-12);
}

TEST(OutlineDistances, OfConcentricCirclesAreTheDifferenceOfRadii) {
    const auto distances = outlineDistances(disc({50, 50}, 40, 720), disc({50, 50}, 30, 720));
    ASSERT_TRUE(distances);
    EXPECT_NEAR(distances->hausdorff, 10, 0.01);
    EXPECT_NEAR(distances->average, 10, 0.01);
}

TEST(OutlineDistances, AreNotComputedForWhatNoHandDraws) {
    Polygon comb; // 2,000 teeth of 1,000 px: a million points
    for (int i = 0; i < 2000; ++i) {
        comb.vertices.push_back({i * 1.0, i % 2 == 0 ? 0.0 : 1000.0});
        comb.vertices.push_back({i * 1.0 + 0.5, i % 2 == 0 ? 0.0 : 1000.0});
    }
    comb.vertices.push_back({2000, 2000});
    comb.vertices.push_back({0, 2000});
    EXPECT_FALSE(outlineDistances(comb, square(0, 0, 1000)));
}

Polygon anyStar() {
    std::vector<double> radii;
    const int corners = *rc::gen::inRange(3, 30);
    for (int i = 0; i < corners; ++i)
        radii.push_back(*rc::gen::inRange(30, 400) / 10.0);
    return testing::starShaped(
        {*rc::gen::inRange(100, 160) / 1.0, *rc::gen::inRange(100, 160) / 1.0}, radii);
}

RC_GTEST_PROP(ExactOverlapProperty, IsSymmetricAndNeverOverOne, ()) {
    const auto a = anyStar(), b = anyStar();
    const auto ab = exactOverlap(a, b), ba = exactOverlap(b, a);
    RC_ASSERT(std::abs(ab.intersectionPx2 - ba.intersectionPx2) < 1e-6);
    RC_ASSERT(ab.iou() >= 0 && ab.iou() <= ab.dice() && ab.dice() <= 1);
}

RC_GTEST_PROP(ExactOverlapProperty, OfAnOutlineWithItselfIsOne, ()) {
    const auto a = anyStar();
    RC_ASSERT(std::abs(exactOverlap(a, a).iou() - 1) < 1e-9);
}

RC_GTEST_PROP(ExactOverlapProperty, DoesNotDependOnThePlaceInTheImage, ()) {
    const auto a = anyStar(), b = anyStar();
    const double dx = *rc::gen::inRange(-90, 3000), dy = *rc::gen::inRange(-90, 3000);
    const auto there = exactOverlap(moved(a, dx, dy), moved(b, dx, dy));
    RC_ASSERT(std::abs(there.iou() - exactOverlap(a, b).iou()) < 1e-9);
}

RC_GTEST_PROP(ExactOverlapProperty, FallsAsASquareSlidesAway, ()) {
    const double side = *rc::gen::inRange(5, 80);
    double last = 2;
    for (double slide = 0; slide < side; slide += side / 13) {
        const double iou =
            exactOverlap(square(100, 100, side), square(100 + slide, 100, side)).iou();
        RC_ASSERT(iou < last);
        RC_ASSERT(std::abs(iou - (side - slide) / (side + slide)) < 1e-9);
        last = iou;
    }
}

RC_GTEST_PROP(OutlineDistancesProperty, AreSymmetricAndOrdered, ()) {
    const auto a = anyStar(), b = anyStar();
    const auto ab = outlineDistances(a, b), ba = outlineDistances(b, a);
    RC_ASSERT(ab && ba);
    RC_ASSERT(ab->hausdorff == ba->hausdorff && ab->hausdorff95 == ba->hausdorff95);
    RC_ASSERT(ab->average == ba->average);
    RC_ASSERT(ab->average <= ab->hausdorff && ab->hausdorff95 <= ab->hausdorff);
}

} // namespace
} // namespace cw::annotation
