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
    expectNearlyEqual(
        features, mammogramFeatures(breast(500, core::PixelMeaning::Monochrome1)).value(), 0.001);
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
    EXPECT_GT(valueOf(bright, "bright_medium_top_inner"),
              3 * valueOf(none, "bright_medium_top_inner"));
    EXPECT_GT(valueOf(dark, "dark_medium_top_inner"), 3 * valueOf(none, "dark_medium_top_inner"));
    EXPECT_LT(valueOf(bright, "dark_medium_top_inner"),
              0.5 * valueOf(dark, "dark_medium_top_inner"));
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
