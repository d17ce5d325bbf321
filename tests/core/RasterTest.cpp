// SPDX-License-Identifier: Apache-2.0
#include "core/Raster.h"
#include "support/Polygons.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace cw;
using namespace cw::core;

TEST(Raster, OfANineByNineSquareIs81Pixels) {
    // cv::fillPoly paints 100; COCO counts 81.
    const auto mask = maskOf(cw::testing::square(0, 0, 9), 20, 20);
    ASSERT_TRUE(mask);
    EXPECT_EQ(std::ranges::count(mask->samples<std::uint8_t>(), 255), 81);
}

TEST(Raster, ClipsWhatLiesOutside) {
    const auto mask = maskOf(cw::testing::square(-5, -5, 8), 4, 4);
    ASSERT_TRUE(mask);
    EXPECT_EQ(std::ranges::count(mask->samples<std::uint8_t>(), 255), 9);
}

TEST(Raster, CutsASquareInTwoHalvesThatNeitherOverlapNorLeaveAGap) {
    const Polygon upper{{{0, 0}, {10, 0}, {0, 10}}}, lower{{{10, 0}, {10, 10}, {0, 10}}};
    const auto a = maskOf(upper, 10, 10), b = maskOf(lower, 10, 10);
    for (int row = 0; row < 10; ++row)
        for (int column = 0; column < 10; ++column)
            EXPECT_EQ(a->valueAt(column, row) + b->valueAt(column, row), 255)
                << column << "," << row;
}

RC_GTEST_PROP(Raster, AgreesWithAskingEveryPixelCentre, ()) {
    const auto raw = *rc::gen::container<std::vector<int>>(
        static_cast<std::size_t>(*rc::gen::inRange(3, 12)), rc::gen::inRange(10, 300));
    std::vector<double> radii;
    for (const int r : raw)
        radii.push_back(r / 10.0 + 0.013);
    const auto polygon = cw::testing::starShaped({24.3, 25.1}, radii);
    const auto mask = maskOf(polygon, 50, 50);
    RC_ASSERT(mask.has_value());
    for (int row = 0; row < 50; ++row)
        for (int column = 0; column < 50; ++column)
            RC_ASSERT((mask->valueAt(column, row) == 255) ==
                      contains(polygon, centreOf({column, row})));
}
