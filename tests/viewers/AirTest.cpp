// SPDX-License-Identifier: Apache-2.0
#include "viewers/Air.h"

#include "core/Random.h"
#include "viewers/SyntheticImages.h"

#include <cmath>

namespace cw::viewers {
namespace {

bool isAir(const Air& air, int column, int row, int index) {
    const auto cell =
        static_cast<std::size_t>(row >> air.level) * static_cast<std::size_t>(air.width) +
        static_cast<std::size_t>(column >> air.level);
    return index >= air.lowest && index <= air.highest && air.cells[cell] == 1;
}

TEST(Air, IsWhatLiesAroundTheBreast) {
    const auto picture = testing::pictureOf(testing::breast(400, 500, PictureSide::Left));
    ASSERT_TRUE(picture->air());
    EXPECT_TRUE(isAir(*picture->air(), 390, 250, 0));
    EXPECT_FALSE(isAir(*picture->air(), 10, 250, 2000));
    EXPECT_NEAR(picture->air()->body.right << picture->air()->level, 0.7 * 400, 4);
    EXPECT_EQ(picture->air()->body.left, 0);
}

TEST(Air, IsNotADarkPlaceInsideTheBreast) {
    const auto image = testing::imageOf(400, 500, [](int column, int row) {
        const bool cyst = std::hypot(column - 100, row - 250) < 30;
        return column < 280 && !cyst ? 2000 : 0;
    });
    const auto picture = testing::pictureOf(image);
    ASSERT_TRUE(picture->air());
    EXPECT_TRUE(isAir(*picture->air(), 390, 250, 0));
    EXPECT_FALSE(isAir(*picture->air(), 100, 250, 0));
}

TEST(Air, IsFoundInNoiseAndWhereItIsBright) {
    core::Random random(7);
    const auto image = testing::imageOf(400, 500, [&](int column, int row) {
        const bool tissue = column < 280 - std::abs(row - 250) / 3;
        return (tissue ? 2000 + 3 * column : 60) + static_cast<int>(random.below(30));
    });
    ASSERT_TRUE(testing::pictureOf(image)->air());
    const auto negative = testing::imageOf(
        400, 500, [&](int column, int row) { return 4095 - image->valueAt(column, row); });
    core::Presentation inverse;
    inverse.inverse = true;
    const auto picture = testing::pictureOf(negative, inverse);
    ASSERT_TRUE(picture->air());
    EXPECT_TRUE(isAir(*picture->air(), 390, 250, 4095 - 70));
    EXPECT_FALSE(isAir(*picture->air(), 200, 250, 4095 - 2600));
}

/// A close-up has tissue up to all edges: its dark parts are no air, whatever touches the border.
TEST(Air, IsNotFoundWhereTissueFillsThePicture) {
    core::Random random(3);
    const auto ramp = testing::imageOf(400, 500, [&](int column, int row) {
        return 500 + 4 * column + row + static_cast<int>(random.below(200));
    });
    EXPECT_FALSE(testing::pictureOf(ramp)->air());
    const auto even = testing::imageOf(300, 300, [](int, int) { return 800; });
    EXPECT_FALSE(testing::pictureOf(even)->air());
    const auto noise =
        testing::imageOf(300, 300, [&](int, int) { return static_cast<int>(random.below(4096)); });
    EXPECT_FALSE(testing::pictureOf(noise)->air());
}

TEST(Air, IsFoundBehindPaddingAtTheBorder) {
    const auto image = testing::imageOf(400, 500, [](int column, int row) {
        const bool frame = column < 8 || row < 8 || column >= 392 || row >= 492;
        return frame ? 65535 : column < 280 ? 2000 + row : 20;
    });
    core::Presentation presentation;
    presentation.padding = std::pair{65535.0, 65535.0};
    const auto picture = testing::pictureOf(image, presentation);
    ASSERT_TRUE(picture->air());
    EXPECT_TRUE(isAir(*picture->air(), 350, 250, 20));
}

} // namespace
} // namespace cw::viewers
