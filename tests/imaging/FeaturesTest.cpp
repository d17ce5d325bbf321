// SPDX-License-Identifier: Apache-2.0
#include "imaging/Features.h"

#include "imaging/Field.h"
#include "imaging/Resample.h"
#include "support/TemporaryFolder.h"

#include "imaging/Picture.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace cw::imaging {
namespace {

std::uint32_t nextNumber(std::uint32_t& state) { return state = state * 1664525U + 1013904223U; }

// Half a disc of grainy tissue at the left edge; a mass in it where asked for.
core::Image breast(double massContrast,
                   core::PixelMeaning meaning = core::PixelMeaning::Monochrome2) {
    auto image = core::Image::create(640, 800, 1, core::SampleType::U16, meaning).value();
    image.setBitsStored(12);
    auto samples = image.samples<std::uint16_t>();
    std::uint32_t state = 1;
    for (int y = 0; y < 800; ++y) {
        for (int x = 0; x < 640; ++x) {
            const double r = std::hypot(x / 420.0, (y - 400) / 360.0);
            double value = 0;
            if (r < 1)
                value = 1200 + 150 * std::sin(x * 0.05) * std::cos(y * 0.04) +
                        (nextNumber(state) >> 26U);
            const double m = std::hypot(x - 200, y - 420) / 30;
            if (m < 1)
                value += massContrast * (1 - m * m);
            const auto stored = static_cast<std::uint16_t>(value);
            samples[static_cast<std::size_t>(y * 640 + x)] =
                meaning == core::PixelMeaning::Monochrome1
                    ? static_cast<std::uint16_t>(4095 - stored)
                    : stored;
        }
    }
    return image;
}

struct Spot {
    double x, y, radius;
    int red, green, blue;
};

// A round orange field with a disc to the right and whatever spots are asked for.
core::Image retina(const std::vector<Spot>& spots) {
    auto image =
        core::Image::create(640, 480, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    auto samples = image.samples<std::uint8_t>();
    std::uint32_t state = 1;
    auto all = spots;
    all.push_back({430, 235, 30, 250, 200, 130});
    for (int y = 0; y < 480; ++y) {
        for (int x = 0; x < 640; ++x) {
            if (std::hypot(x - 320, y - 240) > 230)
                continue;
            const int grain = static_cast<int>(nextNumber(state) >> 29U);
            std::array<int, 3> colour = {180 + grain, 90 + grain, 45 + grain};
            for (const auto& spot : all) {
                if (std::hypot(x - spot.x, y - spot.y) < spot.radius)
                    colour = {spot.red, spot.green, spot.blue};
            }
            for (std::size_t c = 0; c < 3; ++c)
                samples[3 * static_cast<std::size_t>(y * 640 + x) + c] =
                    static_cast<std::uint8_t>(colour[c]);
        }
    }
    return image;
}

double valueOf(const FeatureVector& features, const std::string& name) {
    for (std::size_t i = 0; i < features.names.size(); ++i) {
        if (features.names[i] == name)
            return features.values[i];
    }
    ADD_FAILURE() << "no feature " << name;
    return 0;
}

// Counts jump when a speck sits on a threshold, so one feature in twenty may be off by more.
void expectNearlyEqual(const FeatureVector& a, const FeatureVector& b, double tolerance) {
    ASSERT_EQ(a.names, b.names);
    std::string off;
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        if (std::abs(a.values[i] - b.values[i]) >
            tolerance * std::max(1.0, std::abs(a.values[i]))) {
            off += a.names[i] + " " + std::to_string(a.values[i]) + " " +
                   std::to_string(b.values[i]) + "\n";
            ++count;
        }
    }
    EXPECT_LE(count, a.values.size() / 20) << off;
}

TEST(BreastMask, CoversTheBreastWhateverThePolarity) {
    const auto bright = breastMask(breast(0)).value();
    const auto dark = breastMask(breast(0, core::PixelMeaning::Monochrome1)).value();
    EXPECT_EQ(bright, dark);
    double covered = 0, wrong = 0;
    for (int y = 0; y < 800; y += 5) {
        for (int x = 0; x < 640; x += 5) {
            const double r = std::hypot(x / 420.0, (y - 400) / 360.0);
            covered += bright.valueAt(x, y) > 0 ? 1 : 0;
            wrong += (bright.valueAt(x, y) > 0) != (r < 1) ? 1 : 0;
        }
    }
    EXPECT_LT(wrong, 0.03 * covered);
}

TEST(ChestWallSide, IsWhereTheBreastMeetsTheEdge) {
    const auto mask = breastMask(breast(0)).value();
    EXPECT_EQ(chestWallSide(mask), 'L');
    EXPECT_EQ(chestWallSide(flippedHorizontally(mask).value()), 'R');
    const auto nothing =
        core::Image::create(100, 100, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value();
    EXPECT_EQ(chestWallSide(nothing), 0);
}

TEST(FundusMask, IsTheRoundField) {
    const auto mask = fundusMask(retina({})).value();
    EXPECT_GT(mask.valueAt(320, 240), 0);
    EXPECT_GT(mask.valueAt(100, 240), 0);
    EXPECT_EQ(mask.valueAt(20, 20), 0);
    EXPECT_EQ(mask.valueAt(70, 240), 0);
}

TEST(MammogramFeatures, AreTheSameForAMirroredOrInvertedPicture) {
    const auto image = breast(500);
    const auto features = mammogramFeatures(image).value();
    expectNearlyEqual(features, mammogramFeatures(flippedHorizontally(image).value()).value(),
                      0.02);
    const auto inverted = mammogramFeatures(breast(500, core::PixelMeaning::Monochrome1)).value();
    EXPECT_EQ(features.values, inverted.values); // to the last bit
}

// The same picture on another scale of grey: 12 bits spread over 16, or cut to 8.
core::Image rescaled(const core::Image& image, core::SampleType type, double factor) {
    auto copy =
        core::Image::create(image.width(), image.height(), 1, type, image.meaning()).value();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const double value = factor * image.valueAt(x, y);
            const auto at = static_cast<std::size_t>(y * image.width() + x);
            if (type == core::SampleType::U8)
                copy.samples<std::uint8_t>()[at] = static_cast<std::uint8_t>(value);
            else
                copy.samples<std::uint16_t>()[at] = static_cast<std::uint16_t>(value);
        }
    return copy;
}

TEST(MammogramFeatures, DoNotDependOnHowManyBitsACopyUses) {
    const auto image = breast(500);
    const auto features = mammogramFeatures(image).value();
    expectNearlyEqual(features,
                      mammogramFeatures(rescaled(image, core::SampleType::U16, 16)).value(), 0.01);
    // Twelve bits kept in sixteen whose Bits Stored says 16: a sixteenth of the range.
    expectNearlyEqual(features,
                      mammogramFeatures(rescaled(image, core::SampleType::U16, 1)).value(), 0.01);
    // Eight bits lose the finest grain; the large structures stay.
    const auto eight = mammogramFeatures(rescaled(image, core::SampleType::U8, 1.0 / 16)).value();
    for (const char* name : {"breast_area", "grey_mean", "grey_deviation", "mass1_contrast",
                             "mass1_score", "core_mean", "rim_mean", "band3", "band4"})
        EXPECT_NEAR(valueOf(features, name), valueOf(eight, name),
                    0.05 * std::max(1.0, std::abs(valueOf(features, name))))
            << name;
}

TEST(MammogramFeatures, RiseWithAMassAndAreFinite) {
    const auto without = mammogramFeatures(breast(0)).value(),
               with = mammogramFeatures(breast(900)).value();
    EXPECT_GT(valueOf(with, "mass1_score"), 1.5 * valueOf(without, "mass1_score"));
    for (const double value : with.values)
        EXPECT_TRUE(std::isfinite(value));
}

TEST(FundusFeatures, AreTheSameForAMirroredPicture) {
    const auto image = retina({{250, 200, 5, 240, 220, 110}, {300, 300, 6, 90, 20, 15}});
    const auto features = fundusFeatures(image).value();
    expectNearlyEqual(features, fundusFeatures(flippedHorizontally(image).value()).value(), 0.06);
}

TEST(FundusFeatures, TellBrightFromDarkLesions) {
    const auto none = fundusFeatures(retina({})).value();
    const auto bright =
        fundusFeatures(retina({{300, 230, 5, 240, 220, 110}, {330, 260, 5, 240, 220, 110}}))
            .value();
    const auto dark =
        fundusFeatures(retina({{300, 230, 5, 80, 15, 10}, {330, 260, 5, 80, 15, 10}})).value();
    EXPECT_GT(valueOf(bright, "bright_medium_top_macula"),
              3 * valueOf(none, "bright_medium_top_macula"));
    EXPECT_GT(valueOf(dark, "dark_medium_top_macula"), 3 * valueOf(none, "dark_medium_top_macula"));
    EXPECT_LT(valueOf(bright, "dark_medium_top_macula"),
              0.5 * valueOf(dark, "dark_medium_top_macula"));
}

TEST(FundusFeatures, HardlyDependOnTheFlash) {
    const std::vector<Spot> spots = {{300, 230, 5, 240, 220, 110}, {330, 260, 5, 80, 15, 10}};
    const auto bright = retina(spots);
    auto dim = bright;
    for (auto& sample : dim.samples<std::uint8_t>())
        sample = static_cast<std::uint8_t>(0.75 * sample);
    expectNearlyEqual(fundusFeatures(bright).value(), fundusFeatures(dim).value(), 0.06);
}

TEST(FundusFeatures, PutALesionIntoItsZone) {
    const auto none = fundusFeatures(retina({})).value();
    // Far from disc (430, 235) and fovea, near the rim.
    const auto outer = fundusFeatures(retina({{330, 60, 5, 80, 15, 10}})).value();
    EXPECT_GT(valueOf(outer, "dark_medium_top_outer"), 3 * valueOf(none, "dark_medium_top_outer"));
    EXPECT_LT(valueOf(outer, "dark_medium_top_macula"),
              1.5 * valueOf(none, "dark_medium_top_macula") + 0.01);
    // A streak is no blob, but a top-hat passes it; in one quadrant alone it makes them unequal.
    std::vector<Spot> streak;
    for (int i = 0; i < 60; ++i)
        streak.push_back({180.0 + i, 120.0 + 0.7 * i, 4, 80, 15, 10});
    const auto flame = fundusFeatures(retina(streak)).value();
    EXPECT_GT(valueOf(flame, "dark_hat_coarse_middle"),
              2 * valueOf(none, "dark_hat_coarse_middle"));
    EXPECT_GT(valueOf(flame, "dark_unequal"), 2 * valueOf(none, "dark_unequal"));
}

TEST(FundusFeatures, SeeALargerCup) {
    const Spot small{430, 235, 9, 255, 245, 220}, large{430, 235, 22, 255, 245, 220};
    const auto a = fundusFeatures(retina({})).value();
    const Spot disc{430, 235, 30, 230, 150, 90};
    // retina() paints its own disc last: a paler cup goes over it by a picture of our own.
    const auto withCup = [&](const Spot& cup) {
        auto image = retina({});
        auto samples = image.samples<std::uint8_t>();
        for (const auto& spot : {disc, cup})
            for (int y = 0; y < 480; ++y)
                for (int x = 0; x < 640; ++x)
                    if (std::hypot(x - spot.x, y - spot.y) < spot.radius) {
                        const auto at = 3 * static_cast<std::size_t>(y * 640 + x);
                        samples[at] = static_cast<std::uint8_t>(spot.red);
                        samples[at + 1] = static_cast<std::uint8_t>(spot.green);
                        samples[at + 2] = static_cast<std::uint8_t>(spot.blue);
                    }
        return fundusFeatures(image).value();
    };
    const auto little = withCup(small), much = withCup(large);
    EXPECT_EQ(a.names, much.names);
    EXPECT_GT(valueOf(much, "cup_area"), 2 * valueOf(little, "cup_area"));
    EXPECT_GT(valueOf(much, "cup_edge"), 1.3 * valueOf(little, "cup_edge"));
    EXPECT_LT(valueOf(much, "rim_mean"), valueOf(little, "rim_mean"));
}

TEST(Features, OfPicturesWithNothingInThemAreAnErrorOrFiniteNeverACrash) {
    for (const int side : {1, 2, 7, 40}) {
        for (const int fill : {0, 128, 255}) {
            auto rgb =
                core::Image::create(side, side, 3, core::SampleType::U8, core::PixelMeaning::Rgb)
                    .value();
            for (auto& sample : rgb.samples<std::uint8_t>())
                sample = static_cast<std::uint8_t>(fill);
            for (const auto& features : {fundusFeatures(rgb), mammogramFeatures(rgb)}) {
                if (!features)
                    continue;
                for (const double value : features->values)
                    EXPECT_TRUE(std::isfinite(value));
            }
        }
    }
}

// Every n-th file, so that the test stays quick; the whole folders were run when this was written.
void expectReadable(const std::filesystem::path& folder, std::size_t every,
                    const std::function<Result<FeatureVector>(const core::Image&)>& measure) {
    if (!std::filesystem::is_directory(folder))
        GTEST_SKIP() << "no real pictures of this kind";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (extension == ".jpg" || extension == ".JPG")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty());
    for (std::size_t i = 0; i < files.size(); i += every) {
        SCOPED_TRACE(files[i].filename().string());
        const auto picture = readPicture(files[i]);
        ASSERT_TRUE(picture) << picture.error().sentence();
        const auto features = measure(picture->image);
        ASSERT_TRUE(features) << features.error().sentence();
        for (const double value : features->values)
            EXPECT_TRUE(std::isfinite(value));
    }
}

TEST(RealPictures, OfTheDiscAreMeasured) {
    CW_NEED_TEST_DATA();
    expectReadable(testing::testData() / "fundus_acrima", 60, fundusFeatures);
}

TEST(RealPictures, OfTheBreastAreMeasured) {
    CW_NEED_TEST_DATA();
    expectReadable(testing::testData() / "mg_images_cdd_cesm", 12, mammogramFeatures);
}

} // namespace
} // namespace cw::imaging
