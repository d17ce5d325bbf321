// SPDX-License-Identifier: Apache-2.0
#include "annotation/GoldOutline.h"

#include "annotation/OutlineMetrics.h"
#include "annotation/Outlines.h"
#include "support/Polygons.h"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::annotation {
namespace {

using core::Polygon;
using testing::square;

TEST(MeanOutline, OfConcentricCirclesHasTheMeanRadius) {
    for (const auto& [r1, r2] : {std::pair(40.0, 60.0), {60.0, 40.0}, {5.0, 6.5}, {180.0, 220.0}}) {
        const auto mean = meanOutline(disc({300.3, 299.7}, r1, 400), disc({300.3, 299.7}, r2, 400));
        ASSERT_TRUE(mean) << r1;
        for (const auto& p : mean->vertices)
            EXPECT_NEAR(core::distance(p, {300.3, 299.7}), (r1 + r2) / 2, 0.5) << r1;
        const auto circle = disc({300.3, 299.7}, (r1 + r2) / 2, 400);
        EXPECT_LT(outlineDistances(*mean, circle)->hausdorff, 0.5);
    }
}

TEST(MeanOutline, OfIdenticalOutlinesIsTheSameRegion) {
    for (const Polygon& outline :
         {square(100, 100, 60), disc({200, 200}, 33, 100),
          testing::starShaped({200, 200}, std::vector<double>{60, 30, 70, 25, 55, 40, 66})}) {
        const auto mean = meanOutline(outline, outline);
        ASSERT_TRUE(mean);
        EXPECT_GT(exactOverlap(*mean, outline).iou(), 0.985);
        EXPECT_EQ(goldOutline(outline, outline, GoldContour::Mean), outline);
    }
}

TEST(MeanOutline, OfTwoSquaresLiesHalfWay) {
    // Left edges at 100 and 110, the other three sides shared.
    const auto mean = meanOutline({{{100, 100}, {200, 100}, {200, 200}, {100, 200}}},
                                  {{{110, 100}, {200, 100}, {200, 200}, {110, 200}}});
    ASSERT_TRUE(mean);
    EXPECT_NEAR(core::boundsOf(*mean).left, 105, 0.5);
    EXPECT_NEAR(core::areaPx2(*mean), 95 * 100, 60);
}

TEST(MeanOutline, StaysInsideTheImageWhereBothReachItsBorder) {
    const auto mean = meanOutline({{{0, 100}, {60, 100}, {60, 200}, {0, 200}}},
                                  {{{0, 110}, {50, 110}, {50, 190}, {0, 190}}});
    ASSERT_TRUE(mean);
    EXPECT_TRUE(core::checkStorable(*mean, 1000, 1000));
}

TEST(MeanOutline, OfOutlinesThatLieApartIsNone) {
    EXPECT_FALSE(meanOutline(square(0, 0, 10), square(100, 100, 10)));
    EXPECT_EQ(goldOutline(square(0, 0, 10), square(100, 100, 10), GoldContour::Mean),
              square(0, 0, 10));
}

TEST(MeanOutline, OfAnOutlineOfThousandsOfPixelsTakesACoarserGrid) {
    const auto mean = meanOutline(disc({4000, 4000}, 3000, 2000), disc({4000, 4000}, 3200, 2000));
    ASSERT_TRUE(mean);
    EXPECT_LT(mean->vertices.size(), 3000U);
    EXPECT_NEAR(std::sqrt(core::areaPx2(*mean) / 3.14159265358979), 3100, 6);
}

TEST(GoldOutline, IsWhatTheSettingSays) {
    const auto a = square(0, 0, 10), b = square(0, 4, 10);
    EXPECT_EQ(goldOutline(a, b, GoldContour::ReaderA), a);
    EXPECT_NEAR(core::areaPx2(goldOutline(a, b, GoldContour::Union)), 140, 1e-9);
    EXPECT_NEAR(core::areaPx2(goldOutline(a, b, GoldContour::Intersection)), 60, 1e-9);
    // Less than 100: at the corners one outline is nearer. 92.02 by sampling both distances every
    // 1/100 px with numpy.
    EXPECT_NEAR(core::areaPx2(goldOutline(a, b, GoldContour::Mean)), 92.02, 0.3);
}

Polygon anyStar() {
    std::vector<double> radii;
    const int corners = *rc::gen::inRange(4, 24);
    for (int i = 0; i < corners; ++i)
        radii.push_back(*rc::gen::inRange(100, 400) / 10.0);
    return testing::starShaped(
        {*rc::gen::inRange(100, 108) / 1.0, *rc::gen::inRange(100, 108) / 1.0}, radii);
}

RC_GTEST_PROP(MeanOutlineProperty, IsSymmetricStorableAndBetweenBoth, ()) {
    const auto a = anyStar(), b = anyStar();
    const auto mean = meanOutline(a, b);
    RC_ASSERT(mean.has_value());
    RC_ASSERT(mean == meanOutline(b, a));
    RC_ASSERT(core::checkStorable(*mean, 1000, 1000).has_value());
    const auto both = joined(a, b);
    RC_ASSERT(both.has_value());
    // In the union, up to the cells at its corners.
    RC_ASSERT(core::areaPx2(*mean) - exactOverlap(*mean, *both).intersectionPx2 <
              0.02 * core::areaPx2(*both) + 4);
}

} // namespace
} // namespace cw::annotation
