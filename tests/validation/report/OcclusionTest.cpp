// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Occlusion.h"
#include "imaging/Picture.h"
#include "validation/Oracle.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

/// Grey, with a bright blob in the cell (7, 3) of 12 x 9.
core::Image withBlob(int samples) {
    auto image = core::Image::create(240, 180, samples, core::SampleType::U8,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2)
                     .value();
    auto values = image.samples<std::uint8_t>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto pixel = static_cast<int>(i) / samples;
        const bool inside = std::hypot(pixel % 240 - 150, pixel / 240 - 70) < 9;
        values[i] = inside ? 220 : 80;
    }
    return image;
}

/// A model that looks for nothing but bright pixels.
Result<double> brightness(const core::Image& picture) {
    double bright = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            bright += picture.valueAt(x, y) > 150 ? 1 : 0;
    return bright / 100;
}

TEST(Occlusion, FindsThePlaceThatTheScoreComesFrom) {
    const auto map = occlusionMap(withBlob(1), brightness);
    ASSERT_TRUE(map) << map.error().message;
    EXPECT_EQ(map->columns, 12);
    EXPECT_EQ(map->rows, 9);
    const auto highest = std::max_element(map->fall.begin(), map->fall.end());
    EXPECT_EQ((highest - map->fall.begin()) % 12, 7);
    EXPECT_EQ((highest - map->fall.begin()) / 12, 3);
    EXPECT_NEAR(*highest, map->whole, 1e-12); // all of it was covered
    EXPECT_EQ(map->fall[0], 0);
}

TEST(Occlusion, CoversSixteenBitsWithTheirOwnRimAndLeavesAirAlone) {
    auto image =
        core::Image::create(240, 180, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)
            .value();
    auto values = image.samples<std::uint16_t>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int x = static_cast<int>(i) % 240, y = static_cast<int>(i) / 240;
        const bool blob = std::hypot(x - 150, y - 70) < 9;
        values[i] = static_cast<std::uint16_t>(blob ? 4000 : x < 60 ? 0 : 3000 + (x + y) % 7);
    }
    std::size_t asked = 0;
    const auto bright = [&](const core::Image& picture) -> Result<double> {
        EXPECT_EQ(picture.sampleType(), core::SampleType::U16);
        ++asked;
        const auto pixels = picture.samples<std::uint16_t>();
        for (const auto value : pixels)
            EXPECT_LE(value, 4000); // a cover brings no new brightness
        return static_cast<double>(std::ranges::count(pixels, 4000));
    };
    const auto map = occlusionMap(image, bright).value();
    const auto highest = std::max_element(map.fall.begin(), map.fall.end());
    EXPECT_EQ(highest - map.fall.begin(), 3 * 12 + 7);
    EXPECT_EQ(*highest, map.whole);
    // The two leftmost columns' covers lie in the air: 9 rows of them are not asked for.
    EXPECT_EQ(asked, 1 + 12 * 9 - 2 * 9U);
}

TEST(Occlusion, IsDrawnOverThePictureAndReadsBack) {
    const ScratchFolder scratch;
    for (const int samples : {1, 3}) {
        const auto picture = withBlob(samples);
        const auto map = occlusionMap(picture, brightness).value();
        const auto heat = heatMapOf(picture, map, "a.png", "bright").value();
        EXPECT_EQ(heat.how, "occlusion");
        const auto text = scratch.write("map.txt", heat.pngBase64);
        const auto file = scratch.path() / "map.png";
        ASSERT_TRUE(outputOf("base64 -d " + text.string() + " > " + file.string()).second);
        const auto drawn = imaging::readPicture(file).value().image;
        EXPECT_EQ(drawn.width(), 240);
        EXPECT_EQ(drawn.valueAt(5, 5, 0), 80); // cold: as it was
        EXPECT_EQ(drawn.valueAt(5, 5, 2), 80);
        EXPECT_GT(drawn.valueAt(150, 70, 0), drawn.valueAt(150, 70, 2) + 60); // warm
    }
}

TEST(Occlusion, GivesADefinedAnswerOnSmallFlatAndSenselessInput) {
    auto one =
        core::Image::create(1, 1, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2).value();
    const auto map = occlusionMap(one, brightness);
    ASSERT_TRUE(map);
    EXPECT_EQ(map->fall, std::vector<double>{0});
    EXPECT_TRUE(heatMapOf(one, *map, "a", "m"));
    EXPECT_FALSE(heatMapOf(withBlob(1), OcclusionMap{}, "a", "m"));
    EXPECT_FALSE(occlusionMap(one, [](auto&) -> Result<double> { return NAN; }));
    EXPECT_FALSE(occlusionMap(one, brightness, {0, 2}));
    core::CancelToken cancel;
    cancel.cancel();
    EXPECT_EQ(occlusionMap(one, brightness, {}, &cancel).error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace cw::validation
