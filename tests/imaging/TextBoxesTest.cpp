// SPDX-License-Identifier: Apache-2.0
#include "imaging/TextBoxes.h"

#include "imaging/Lettering.h"
#include <gtest/gtest.h>

namespace cw::imaging {
namespace {

core::Image ground(int width, int height, int grey, int samples = 1) {
    auto image = core::Image::create(width, height, samples, core::SampleType::U8,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2)
                     .value();
    for (auto& sample : image.samples<std::uint8_t>())
        sample = static_cast<std::uint8_t>(grey);
    return image;
}

TEST(TextBoxes, LieAroundALineOfAnySizeAndPolarity) {
    for (const double height : {10.0, 22.0, 44.0})
        for (const bool dark : {false, true}) {
            auto image = ground(2400, 2000, dark ? 230 : 15);
            ASSERT_TRUE(burnText(image, "NOBODY 1234", {300, 500}, height, dark ? 20 : 240));
            const auto boxes = textBoxes(image).value();
            ASSERT_EQ(boxes.size(), 1U) << height << (dark ? " dark" : " light");
            EXPECT_NEAR(boxes[0].left, 300, height);
            EXPECT_NEAR(boxes[0].bottom, 500, 0.5 * height);
            EXPECT_NEAR(boxes[0].top, 500 - height, 0.5 * height);
        }
}

TEST(TextBoxes, AreFoundInColourToo) {
    auto image = ground(1600, 1200, 0, 3);
    ASSERT_TRUE(burnText(image, "NOBODY 1234", {60, 1100}, 20, 220));
    EXPECT_EQ(textBoxes(image).value().size(), 1U);
}

TEST(TextBoxes, AreNotSeenInRimsAndSlopes) {
    auto image = ground(1200, 1600, 10);
    auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < 1600; ++y)
        for (int x = 0; x < 1200; ++x) {
            const int dx = x - 600, dy = y - 800;
            if (dx * dx + dy * dy < 500 * 500)
                samples[static_cast<std::size_t>(y * 1200 + x)] =
                    static_cast<std::uint8_t>(90 + x / 10);
        }
    EXPECT_TRUE(textBoxes(image).value().empty());
}

TEST(TextBoxes, AreRefusedForOtherThanShownPictures) {
    const auto deep =
        core::Image::create(64, 64, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)
            .value();
    EXPECT_EQ(textBoxes(deep).error().code, ErrorCode::InvalidArgument);
}

TEST(TextCrop, IsDarkOnLightAndOfTheHeightThatReadersWant) {
    auto image = ground(800, 600, 15);
    ASSERT_TRUE(burnText(image, "NOBODY", {100, 300}, 20, 240));
    const auto boxes = textBoxes(image).value();
    ASSERT_EQ(boxes.size(), 1U);
    const auto crop = textCrop(image, boxes[0]).value();
    EXPECT_GT(crop.valueAt(0, 0), 200);
    EXPECT_GT(crop.height(), 48);
    EXPECT_LT(crop.height(), 130);
    EXPECT_FALSE(textCrop(image, {900, 10, 950, 30}));
}

} // namespace
} // namespace cw::imaging
