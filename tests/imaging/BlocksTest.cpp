// SPDX-License-Identifier: Apache-2.0
#include "imaging/Blocks.h"

#include "imaging/Lettering.h"
#include "imaging/Picture.h"
#include "imaging/Resample.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace cw::imaging {
namespace {

using core::ImageKind;

std::uint32_t nextNumber(std::uint32_t& state) { return state = state * 1664525U + 1013904223U; }

struct Painted {
    std::uint32_t seed = 1;
    core::PixelMeaning meaning = core::PixelMeaning::Monochrome2;
    int air = 30, tissue = 1400;
    int lump = 0; ///< brightness of a mass in the breast
};
// Half a disc of grainy tissue at the left edge, 12 bits; wandering shades of all sizes.
core::Image breast(const Painted& how) {
    auto image = core::Image::create(400, 560, 1, core::SampleType::U16, how.meaning).value();
    image.setBitsStored(12);
    std::uint32_t state = how.seed;
    const double phase = static_cast<double>(nextNumber(state) >> 24U) / 40;
    auto samples = image.samples<std::uint16_t>();
    for (int y = 0; y < 560; ++y)
        for (int x = 0; x < 400; ++x) {
            double value = how.air;
            if (std::hypot(x / 280.0, (y - 280) / 250.0) < 1) {
                value = how.tissue + 300 * std::sin(x * 0.05 + phase) * std::cos(y * 0.04) +
                        120 * std::sin(x * 0.31 + 2 * phase) * std::sin(y * 0.27) +
                        (nextNumber(state) >> 25U);
                if (std::hypot(x - 120, y - 300) < 30)
                    value += how.lump;
            }
            const auto stored = static_cast<std::uint16_t>(std::clamp(value, 0.0, 4095.0));
            samples[static_cast<std::size_t>(y * 400 + x)] =
                how.meaning == core::PixelMeaning::Monochrome1
                    ? static_cast<std::uint16_t>(4095 - stored)
                    : stored;
        }
    return image;
}

// A round field with grain and shades of all sizes, 8 bits.
core::Image retina(std::uint32_t seed, int width = 480, int height = 400) {
    auto image =
        core::Image::create(width, height, 3, core::SampleType::U8, core::PixelMeaning::Rgb)
            .value();
    std::uint32_t state = seed;
    const double phase = static_cast<double>(nextNumber(state) >> 24U) / 40;
    auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            if (std::hypot(x - width / 2.0, y - height / 2.0) > 0.45 * height)
                continue;
            const double shade = 20 * std::sin(x * 0.06 + phase) * std::cos(y * 0.05) +
                                 14 * std::sin(x * 0.4 + phase) * std::sin(y * 0.33);
            const auto at = 3 * static_cast<std::size_t>(y * width + x);
            const auto grain = [&] { return static_cast<double>(nextNumber(state) >> 28U); };
            samples[at] = static_cast<std::uint8_t>(160 + shade + grain());
            samples[at + 1] = static_cast<std::uint8_t>(80 + shade + grain());
            samples[at + 2] = static_cast<std::uint8_t>(36 + shade / 2 + grain());
        }
    return image;
}

double valueOf(const NamedBlocks& blocks, const std::string& block, const std::string& name) {
    const auto& features = blocks.at(block);
    const auto found = std::find(features.names.begin(), features.names.end(), name);
    if (found == features.names.end()) {
        ADD_FAILURE() << "no feature " << name;
        return 0;
    }
    return features.values[static_cast<std::size_t>(found - features.names.begin())];
}

void expectSameBlocks(const NamedBlocks& a, const NamedBlocks& b) {
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [name, block] : a) {
        EXPECT_EQ(block.names, b.at(name).names) << name;
        EXPECT_EQ(block.values, b.at(name).values) << name;
    }
}

TEST(Blocks, HaveTheSameFiniteNumbersForAnyPictureOfAKind) {
    for (const auto kind : {ImageKind::Mammography, ImageKind::Fundus, ImageKind::Other}) {
        const auto usual = pictureBlocks(retina(1), kind).value();
        std::set<std::string> keys;
        for (const auto& [key, block] : usual)
            keys.insert(key);
        EXPECT_EQ(keys, (std::set<std::string>{"size", "border", "colour", "text", "quality",
                                               "blanked", "compression"}));
        for (const int side : {1, 2, 3, 7, 20, 70})
            for (const int samples : {1, 3})
                for (const auto type : {core::SampleType::U8, core::SampleType::U16,
                                        core::SampleType::S16, core::SampleType::F32}) {
                    const auto constant =
                        core::Image::create(side, side + 1, samples, type,
                                            samples == 3 ? core::PixelMeaning::Rgb
                                                         : core::PixelMeaning::Monochrome1)
                            .value();
                    const auto blocks = pictureBlocks(constant, kind);
                    ASSERT_TRUE(blocks) << blocks.error().sentence();
                    for (const auto& [key, block] : *blocks) {
                        EXPECT_EQ(block.names, usual.at(key).names);
                        for (const double value : block.values)
                            EXPECT_TRUE(std::isfinite(value)) << key;
                    }
                }
    }
}

TEST(Blocks, OfTheNegativeAreTheSameToTheLastBit) {
    expectSameBlocks(
        pictureBlocks(breast({}), ImageKind::Mammography).value(),
        pictureBlocks(breast({.meaning = core::PixelMeaning::Monochrome1}), ImageKind::Mammography)
            .value());
}

TEST(Blocks, BorderAndBackgroundDoNotSeeWhatIsInsideAndTheColourDoes) {
    const auto plain = pictureBlocks(breast({}), ImageKind::Mammography).value();
    const auto lump = pictureBlocks(breast({.lump = 600}), ImageKind::Mammography).value();
    for (std::size_t i = 0; i < plain.at("blanked").values.size(); ++i)
        EXPECT_NEAR(plain.at("blanked").values[i], lump.at("blanked").values[i], 1e-12);
    EXPECT_EQ(valueOf(plain, "border", "border_grey_right"),
              valueOf(lump, "border", "border_grey_right"));
    EXPECT_EQ(plain.at("size").values, lump.at("size").values);
    EXPECT_NE(plain.at("colour").values, lump.at("colour").values);
    const auto glowing = pictureBlocks(breast({.air = 90}), ImageKind::Mammography).value();
    EXPECT_GT(valueOf(glowing, "blanked", "background_grey_mean"),
              2 * valueOf(plain, "blanked", "background_grey_mean"));
    EXPECT_GT(valueOf(glowing, "border", "border_grey_right"),
              2 * valueOf(plain, "border", "border_grey_right"));
}

TEST(Blocks, TextIsSeenBesideTheBreast) {
    auto image = breast({});
    const auto without = pictureBlocks(image, ImageKind::Mammography).value();
    ASSERT_TRUE(burnText(image, "R-CC 1234567", {230, 40}, 16, 3700));
    const auto with = pictureBlocks(image, ImageKind::Mammography).value();
    EXPECT_EQ(valueOf(without, "text", "text_area"), 0);
    EXPECT_GT(valueOf(with, "text", "text_area"), 0.005);
    EXPECT_GT(valueOf(with, "text", "text_outside_area"), 0.9 * valueOf(with, "text", "text_area"));
    EXPECT_GT(valueOf(with, "text", "text_x"), 0.5);
    EXPECT_LT(valueOf(with, "text", "text_y"), 0.2);
}

core::Image withoutMargin(const core::Image& image, int left, int top) {
    auto cut = core::Image::create(image.width() - left, image.height() - top,
                                   image.samplesPerPixel(), image.sampleType(), image.meaning())
                   .value();
    const auto from = image.samples<std::uint8_t>();
    auto to = cut.samples<std::uint8_t>();
    for (int y = 0; y < cut.height(); ++y)
        for (int i = 0; i < 3 * cut.width(); ++i)
            to[static_cast<std::size_t>(y * 3 * cut.width() + i)] =
                from[static_cast<std::size_t>((y + top) * 3 * image.width() + 3 * left + i)];
    return cut;
}

// Every compressed picture on one side of every original: nothing is tuned to one picture.
TEST(Blocks, CompressionIsFoundFromPixelsAlone) {
    for (const int quality : {20, 50, 75}) {
        double mostSeamBefore = 0, leastSeamAfter = 1e9, mostZeros = 0, leastZeros = 1;
        double leastCut = 1e9, mostUncut = 0;
        for (std::uint32_t seed = 1; seed <= 8; ++seed) {
            const auto original = retina(seed);
            const auto copy = decodePicture(encodeJpeg(original, quality).value()).value().image;
            const auto a = pictureBlocks(original, ImageKind::Fundus).value();
            const auto b = pictureBlocks(copy, ImageKind::Fundus).value();
            mostSeamBefore = std::max(mostSeamBefore, valueOf(a, "compression", "seam_columns"));
            leastSeamAfter = std::min(leastSeamAfter, valueOf(b, "compression", "seam_columns"));
            mostZeros = std::max(mostZeros, valueOf(a, "compression", "zeros_high"));
            leastZeros = std::min(leastZeros, valueOf(b, "compression", "zeros_high"));
            const auto c = pictureBlocks(withoutMargin(copy, 3, 5), ImageKind::Fundus).value();
            leastCut = std::min(leastCut, valueOf(c, "compression", "seam_anywhere"));
            mostUncut = std::max(mostUncut, valueOf(a, "compression", "seam_anywhere"));
        }
        EXPECT_GT(leastZeros, mostZeros + 0.2) << quality;
        if (quality <= 50) { // above, seams drown in the picture's own steps
            EXPECT_GT(leastSeamAfter, mostSeamBefore) << quality;
            EXPECT_GT(leastCut, mostUncut) << quality;
        }
    }
}

TEST(Blocks, QualityFallsWithBlurAndNoiseIsMeasured) {
    const auto sharp = retina(3);
    const auto blurred = resized(resized(sharp, 120).value(), 480).value();
    const auto a = pictureBlocks(sharp, ImageKind::Fundus).value(),
               b = pictureBlocks(blurred, ImageKind::Fundus).value();
    for (const char* name :
         {"sharpness_laplacian", "sharpness_gradient", "sharpness_octaves", "noise"})
        EXPECT_LT(valueOf(b, "quality", name), 0.8 * valueOf(a, "quality", name)) << name;
    EXPECT_NEAR(valueOf(a, "quality", "fill"), 3.1416 * 180 * 180 / (480 * 400), 0.03);
    // Plain grey with noise of a known spread: uniform on -20..20 has 11.83.
    auto noisy =
        core::Image::create(300, 300, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value();
    std::uint32_t state = 5;
    for (auto& sample : noisy.samples<std::uint8_t>())
        sample = static_cast<std::uint8_t>(107 + (nextNumber(state) >> 16U) % 41);
    const auto c = pictureBlocks(noisy, ImageKind::Other).value();
    EXPECT_NEAR(255 * valueOf(c, "quality", "noise"), 11.83, 0.6);
}

TEST(ModelInput, KeepsTheSideOfTheChestWallAndDoesNotStretch) {
    const auto image = breast({.lump = 1200});
    const auto input = modelInput(image, ImageKind::Mammography, 128).value();
    EXPECT_EQ(input.width(), 128);
    EXPECT_EQ(input.height(), 128);
    EXPECT_EQ(input.samplesPerPixel(), 1);
    EXPECT_GT(input.valueAt(1, 64), 30);  // the chest wall is at the left edge
    EXPECT_EQ(input.valueAt(127, 64), 0); // the free space on the other side
    // The breast is 280 wide and 500 high: it fills the height and 72 of the columns.
    int columns = 0, rows = 0;
    for (int i = 0; i < 128; ++i) {
        columns += input.valueAt(i, 64) > 0 ? 1 : 0;
        rows += input.valueAt(2, i) > 0 ? 1 : 0;
    }
    EXPECT_NEAR(columns / static_cast<double>(rows), 280.0 / 500, 0.05);
    const auto mirrored =
        modelInput(flippedHorizontally(image).value(), ImageKind::Mammography, 128).value();
    const auto back = flippedHorizontally(mirrored).value();
    double off = 0;
    for (int y = 0; y < 128; ++y)
        for (int x = 0; x < 128; ++x)
            off += std::abs(back.valueAt(x, y) - input.valueAt(x, y)) / (128 * 128);
    EXPECT_LT(off, 2); // levels
}

TEST(ModelInput, OfTheNegativeHasTheSameBytes) {
    EXPECT_EQ(
        modelInput(breast({}), ImageKind::Mammography, 96).value(),
        modelInput(breast({.meaning = core::PixelMeaning::Monochrome1}), ImageKind::Mammography, 96)
            .value());
}

TEST(ModelInput, ShowsNoLettersBesideTheBreast) {
    auto image = breast({});
    const auto without = modelInput(image, ImageKind::Mammography, 128).value();
    ASSERT_TRUE(burnText(image, "R-CC 1234567", {230, 40}, 16, 3700));
    EXPECT_EQ(modelInput(image, ImageKind::Mammography, 128).value(), without);
}

TEST(ModelInput, CutsToTheRoundFieldAndKeepsItsColours) {
    const auto input = modelInput(retina(1, 700, 400), ImageKind::Fundus, 100).value();
    EXPECT_EQ(input.samplesPerPixel(), 3);
    EXPECT_EQ(input.meaning(), core::PixelMeaning::Rgb);
    // The field is a circle that touches all four sides.
    EXPECT_GT(input.valueAt(50, 3, 0), 60);
    EXPECT_GT(input.valueAt(3, 50, 0), 60);
    EXPECT_GT(input.valueAt(96, 50, 0), 60);
    EXPECT_LT(input.valueAt(3, 3, 0), 40);
    EXPECT_GT(input.valueAt(50, 50, 0), input.valueAt(50, 50, 1));
    EXPECT_GT(input.valueAt(50, 50, 1), input.valueAt(50, 50, 2));
}

TEST(ModelInput, OfTinyOrEmptyPicturesIsDefinedAndNonsenseIsRefused) {
    for (const int side : {1, 2, 9, 40})
        for (const auto kind : {ImageKind::Mammography, ImageKind::Fundus}) {
            const auto tiny = core::Image::create(side, side, 1, core::SampleType::U16,
                                                  core::PixelMeaning::Monochrome2)
                                  .value();
            const auto input = modelInput(tiny, kind, 32);
            ASSERT_TRUE(input) << input.error().sentence();
            EXPECT_EQ(input->width(), 32);
            EXPECT_EQ(input->samplesPerPixel(), kind == ImageKind::Fundus ? 3 : 1);
        }
    EXPECT_EQ(modelInput(retina(1), ImageKind::Fundus, 0).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(modelInput(retina(1), ImageKind::Other, 64).error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace cw::imaging
