// SPDX-License-Identifier: Apache-2.0
#include "core/MaskContours.h"
#include "core/Random.h"
#include "core/Raster.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <string>

namespace cw::core {
namespace {

Image maskFrom(const std::vector<std::string>& rows) {
    auto mask = Image::create(static_cast<int>(rows[0].size()), static_cast<int>(rows.size()), 1,
                              SampleType::U8, PixelMeaning::Monochrome2)
                    .value();
    std::size_t i = 0;
    for (const auto& row : rows)
        for (const char c : row)
            mask.samples<std::uint8_t>()[i++] = c == '#' ? 255 : 0;
    return mask;
}

/// The outlines rasterised and the holes taken away again.
Image painted(const std::vector<MaskRegion>& regions, int width, int height) {
    auto image = Image::create(width, height, 1, SampleType::U8, PixelMeaning::Monochrome2).value();
    for (const auto& region : regions) {
        auto mask = maskOf(region.outline, width, height).value();
        for (const auto& hole : region.holes) {
            const auto gone = maskOf(hole, width, height).value();
            for (std::size_t i = 0; i < mask.sampleCount(); ++i)
                if (gone.samples<std::uint8_t>()[i] != 0)
                    mask.samples<std::uint8_t>()[i] = 0;
        }
        for (std::size_t i = 0; i < mask.sampleCount(); ++i)
            if (mask.samples<std::uint8_t>()[i] != 0) {
                EXPECT_EQ(image.samples<std::uint8_t>()[i], 0) << "two regions share a pixel";
                image.samples<std::uint8_t>()[i] = 255;
            }
    }
    return image;
}

TEST(MaskContours, OnePixelIsTheSquareOfItsEdges) {
    const auto regions = regionsOf(maskFrom({"...", ".#.", "..."})).value();
    ASSERT_EQ(regions.size(), 1U);
    EXPECT_EQ(areaPx2(regions[0].outline), 1.0);
    EXPECT_EQ(boundsOf(regions[0].outline), (RectPx{1, 1, 2, 2}));
    EXPECT_EQ(regions[0].outline.vertices.size(), 4U);
}

TEST(MaskContours, AHoleBelongsToTheRegionAroundItAndAnIslandInItIsItsOwn) {
    const auto regions = regionsOf(maskFrom({"#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#",
                                             "#.....#", "#######"}))
                             .value();
    ASSERT_EQ(regions.size(), 2U);
    ASSERT_EQ(regions[0].holes.size(), 1U);
    EXPECT_EQ(areaPx2(regions[0].holes[0]), 25.0);
    ASSERT_EQ(regions[1].holes.size(), 1U);
    EXPECT_EQ(areaPx2(regions[1].holes[0]), 1.0);
}

TEST(MaskContours, PixelsThatMeetAtACornerAreTwoRegions) {
    const auto regions = regionsOf(maskFrom({"#.", ".#"})).value();
    EXPECT_EQ(regions.size(), 2U);
}

TEST(MaskContours, ARingThatClosesAtACornerHasAHoleAndTouchesItselfNowhere) {
    const auto regions = regionsOf(maskFrom({"###", "#.#", ".##"})).value();
    ASSERT_EQ(regions.size(), 1U);
    EXPECT_TRUE(isSimple(regions[0].outline));
    EXPECT_EQ(painted(regions, 3, 3), maskFrom({"###", "#.#", ".##"}));
}

TEST(MaskContours, EveryMaskComesBackBitForBitFromSimpleOutlines) {
    Random random(41);
    for (int i = 0; i < 400; ++i) {
        const int width = 1 + static_cast<int>(random.below(14)),
                  height = 1 + static_cast<int>(random.below(14));
        auto mask =
            Image::create(width, height, 1, SampleType::U8, PixelMeaning::Monochrome2).value();
        const double share = random.uniform(0.1, 0.9);
        for (auto& sample : mask.samples<std::uint8_t>())
            sample = random.chance(share) ? 255 : 0;
        const auto regions = regionsOf(mask).value();
        EXPECT_EQ(painted(regions, width, height), mask);
        for (const auto& region : regions) {
            EXPECT_TRUE(isSimple(region.outline));
            EXPECT_TRUE(checkStorable(region.outline, width, height).has_value());
            for (const auto& hole : region.holes)
                EXPECT_TRUE(isSimple(hole));
        }
    }
}

TEST(MaskContours, RefusesAMaskOfNoiseInsteadOfFillingTheMemory) {
    auto mask = Image::create(1000, 1000, 1, SampleType::U8, PixelMeaning::Monochrome2).value();
    for (std::size_t i = 0; i < mask.sampleCount(); ++i)
        mask.samples<std::uint8_t>()[i] = (i + i / 1000) % 2 == 0 ? 255 : 0;
    const auto regions = regionsOf(mask);
    ASSERT_FALSE(regions.has_value());
    EXPECT_EQ(regions.error().code, ErrorCode::TooLarge);
}

} // namespace
} // namespace cw::core
