// SPDX-License-Identifier: Apache-2.0
#include "imaging/Resample.h"

#include "PictureFixtures.h"
#include <cmath>

namespace cw::imaging {
namespace {

core::Image constant(int width, int height, core::SampleType type, double value) {
    auto image =
        core::Image::create(width, height, 1, type, core::PixelMeaning::Monochrome1).value();
    image.setBitsStored(12);
    const auto fill = [&](auto span) {
        for (auto& sample : span)
            sample = static_cast<std::remove_reference_t<decltype(sample)>>(value);
    };
    switch (type) {
    case core::SampleType::S8:
        fill(image.samples<std::int8_t>());
        break;
    case core::SampleType::S16:
        fill(image.samples<std::int16_t>());
        break;
    case core::SampleType::U16:
        fill(image.samples<std::uint16_t>());
        break;
    case core::SampleType::S32:
        fill(image.samples<std::int32_t>());
        break;
    case core::SampleType::U32:
        fill(image.samples<std::uint32_t>());
        break;
    case core::SampleType::F32:
        fill(image.samples<float>());
        break;
    case core::SampleType::U8:
        fill(image.samples<std::uint8_t>());
        break;
    }
    return image;
}

TEST(Resized, KeepsValuesTypeMeaningAndBitsOfAConstantImage) {
    const std::pair<core::SampleType, double> cases[] = {
        {core::SampleType::U8, 200},     {core::SampleType::S8, -100},
        {core::SampleType::U16, 60000},  {core::SampleType::S16, -20000},
        {core::SampleType::S32, -70000}, {core::SampleType::U32, 4000000000.0},
        {core::SampleType::F32, 0.25}};
    for (const auto& [type, value] : cases) {
        for (const int longSide : {13, 80}) {
            const auto result = resized(constant(40, 20, type, value), longSide);
            ASSERT_TRUE(result);
            EXPECT_EQ(result->width(), longSide);
            EXPECT_EQ(result->sampleType(), type);
            EXPECT_EQ(result->meaning(), core::PixelMeaning::Monochrome1);
            EXPECT_EQ(result->bitsStored(), 12);
            // Its weights are 32-bit floats: good to one part in ten million.
            EXPECT_NEAR(result->valueAt(3, 3), value, 1e-7 * std::abs(value));
        }
    }
}

TEST(Resized, AveragesAreasWhenReducing) {
    auto image =
        core::Image::create(4, 2, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)
            .value();
    auto samples = image.samples<std::uint16_t>();
    samples[0] = 100;
    samples[1] = 200;
    samples[4] = 300;
    samples[5] = 400;
    const auto half = resized(image, 2).value();
    EXPECT_EQ(half.height(), 1);
    EXPECT_DOUBLE_EQ(half.valueAt(0, 0), 250);
    EXPECT_DOUBLE_EQ(half.valueAt(1, 0), 0);
}

TEST(Resized, RefusesToMakeNothing) {
    EXPECT_EQ(resized(constant(4, 4, core::SampleType::U8, 1), 0).error().code,
              ErrorCode::InvalidArgument);
}

TEST(FlippedHorizontally, TwiceIsTheImageItself) {
    const auto image = testing::numbered(13, 7, 3, core::SampleType::U16);
    const auto once = flippedHorizontally(image).value();
    EXPECT_NE(once, image);
    EXPECT_DOUBLE_EQ(once.valueAt(0, 2, 1), image.valueAt(12, 2, 1));
    EXPECT_EQ(flippedHorizontally(once).value(), image);
}

} // namespace
} // namespace cw::imaging
