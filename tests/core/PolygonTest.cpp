// SPDX-License-Identifier: Apache-2.0
#include "core/Polygon.h"
#include "support/Polygons.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

using namespace cw;
using namespace cw::core;
using cw::testing::square;
using cw::testing::starShaped;

namespace {
Polygon anyStar(PointPx centre) {
    const auto raw = *rc::gen::container<std::vector<int>>(
        static_cast<std::size_t>(*rc::gen::inRange(3, 24)), rc::gen::inRange(20, 400));
    std::vector<double> radii;
    for (const int r : raw)
        radii.push_back(r / 10.0);
    return starShaped(centre, radii);
}
} // namespace

TEST(PolygonArea, OfATriangleIsHalfBaseTimesHeight) {
    EXPECT_DOUBLE_EQ(areaPx2({{{0, 0}, {10, 0}, {0, 4}}}), 20);
}

TEST(PolygonArea, OfFewerThanThreeVerticesIsZero) {
    EXPECT_EQ(areaPx2({}), 0);
    EXPECT_EQ(areaPx2({{{1, 1}, {5, 5}}}), 0);
}

RC_GTEST_PROP(PolygonArea, IsUnchangedWhenVerticesRotateOrReverse, ()) {
    auto polygon = anyStar({50, 50});
    const double area = areaPx2(polygon);
    std::rotate(polygon.vertices.begin(), polygon.vertices.begin() + 1, polygon.vertices.end());
    RC_ASSERT(std::abs(areaPx2(polygon) - area) < 1e-9 * (1 + area));
    std::reverse(polygon.vertices.begin(), polygon.vertices.end());
    RC_ASSERT(std::abs(areaPx2(polygon) - area) < 1e-9 * (1 + area));
}

TEST(PolygonCentroid, OfAnLShapeIsTheWeightedMeanOfItsTwoRectangles) {
    // 4x2 at the bottom (centre 2,3) and 2x2 on top left (centre 1,1): areas 8 and 4.
    const Polygon l{{{0, 0}, {2, 0}, {2, 2}, {4, 2}, {4, 4}, {0, 4}}};
    EXPECT_NEAR(centroid(l).x, (8 * 2.0 + 4 * 1.0) / 12, 1e-12);
    EXPECT_NEAR(centroid(l).y, (8 * 3.0 + 4 * 1.0) / 12, 1e-12);
}

TEST(PolygonContains, IsHalfOpenSoThatNeighboursShareNoPoint) {
    const auto left = square(0, 0, 10), right = square(10, 0, 10);
    EXPECT_TRUE(contains(right, {10, 5}));
    EXPECT_FALSE(contains(left, {10, 5}));
}

TEST(PolygonIsSimple, RefusesABowTieASpikeAndARepeatedVertex) {
    EXPECT_TRUE(isSimple(square(0, 0, 4)));
    EXPECT_FALSE(isSimple({{{0, 0}, {4, 4}, {4, 0}, {0, 4}}}));
    EXPECT_FALSE(isSimple({{{0, 0}, {4, 0}, {8, 0}, {4, 0}, {4, 4}}}));
    EXPECT_FALSE(isSimple({{{0, 0}, {4, 0}, {4, 0}, {0, 4}}}));
}

TEST(PolygonStorable, NamesTheBrokenRule) {
    EXPECT_TRUE(checkStorable(square(0, 0, 10), 10, 10));
    EXPECT_EQ(checkStorable({{{0, 0}, {1, 1}}}, 10, 10).error().message,
              "a polygon needs at least three vertices");
    EXPECT_EQ(checkStorable(square(5, 5, 10), 10, 10).error().message,
              "a polygon vertex lies outside the image");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(checkStorable({{{0, 0}, {nan, 1}, {2, 2}}}, 10, 10));
}

RC_GTEST_PROP(PolygonSimplified, StaysWithinItsTolerance, ()) {
    const auto polygon = anyStar({100, 100});
    const auto fewer = simplified(polygon, 1.5);
    RC_ASSERT(fewer.vertices.size() <= polygon.vertices.size());
    for (const auto& vertex : polygon.vertices)
        RC_ASSERT(distanceToOutline(fewer, vertex) <= 1.5 + 1e-9);
}

TEST(PolygonOverlap, OfHalfOverlappingSquaresIsOneThird) {
    const auto o = overlap(square(0, 0, 10), square(5, 0, 10));
    EXPECT_DOUBLE_EQ(o.iou(), 50.0 / 150);
    EXPECT_DOUBLE_EQ(o.dice(), 0.5);
}

RC_GTEST_PROP(PolygonOverlap, IsSymmetricBoundedAndOneWithItself, ()) {
    const auto a = anyStar({60, 60});
    const auto b = anyStar({60.0 + *rc::gen::inRange(-40, 40), 60});
    RC_ASSERT(overlap(a, b).iou() == overlap(b, a).iou());
    RC_ASSERT(overlap(a, b).iou() >= 0 && overlap(a, b).iou() <= 1);
    if (overlap(a, a).unionPx2 > 0)
        RC_ASSERT(overlap(a, a).iou() == 1);
}
