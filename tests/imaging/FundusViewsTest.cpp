// SPDX-License-Identifier: Apache-2.0
// A made-up fundus: a round field of view, light that falls off to one side, a vessel and dots.
#include "imaging/FundusViews.h"

#include "imaging/Field.h"
#include "imaging/Picture.h"
#include "support/TemporaryFolder.h"
#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>

namespace cw::imaging {
namespace {

constexpr int kSide = 600, kMiddle = 300, kRadius = 280;

bool isInside(int x, int y, double radius = kRadius) {
    return std::hypot(x + 0.5 - kMiddle, y + 0.5 - kMiddle) < radius;
}
bool isDot(int x, int y) { return std::hypot(x % 100 - 50, y % 100 - 50) < 4; }

core::Image fundus() {
    auto image =
        core::Image::create(kSide, kSide, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            if (!isInside(x, y))
                continue;
            const double light = 0.5 + 0.5 * x / kSide; // darker to the left
            auto* pixel = &samples[static_cast<std::size_t>(3 * (y * kSide + x))];
            pixel[0] = static_cast<std::uint8_t>(200 * light);
            pixel[1] = static_cast<std::uint8_t>((isDot(x, y) ? 80 : 110) * light);
            pixel[2] = static_cast<std::uint8_t>(50 * light);
        }
    return image;
}

int sampleOf(const core::Image& image, int x, int y, int channel = 0) {
    return image.samples<std::uint8_t>()[static_cast<std::size_t>(
        image.samplesPerPixel() * (y * image.width() + x) + channel)];
}

/// Mean of the retina without dots in columns [from, to), well inside the field.
double meanOf(const core::Image& image, int from, int to, int channel) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < kSide; ++y)
        for (int x = from; x < to; ++x)
            if (isInside(x, y, kRadius - 20) && std::hypot(x % 100 - 50, y % 100 - 50) > 12) {
                sum += sampleOf(image, x, y, channel);
                ++count;
            }
    return sum / count;
}

TEST(FundusView, OfOneChannelIsThatChannel) {
    const auto colour = fundus();
    const auto green = fundusView(colour, FundusView::Green).value();
    const auto red = fundusView(colour, FundusView::Red).value();
    ASSERT_EQ(green.samplesPerPixel(), 1);
    for (int y = 0; y < kSide; y += 7)
        for (int x = 0; x < kSide; x += 3) {
            ASSERT_EQ(sampleOf(green, x, y), sampleOf(colour, x, y, 1));
            ASSERT_EQ(sampleOf(red, x, y), sampleOf(colour, x, y, 0));
        }
}

TEST(FundusView, TurnedOverKeepsTheSurroundBlack) {
    const auto colour = fundus();
    const auto turned = fundusView(colour, FundusView::GreenInverted).value();
    for (int y = 0; y < kSide; y += 5)
        for (int x = 0; x < kSide; x += 5) {
            if (isInside(x, y, kRadius - 10)) {
                ASSERT_EQ(sampleOf(turned, x, y), 255 - sampleOf(colour, x, y, 1)) << x << ' ' << y;
            } else if (!isInside(x, y, kRadius + 10)) {
                ASSERT_EQ(sampleOf(turned, x, y), 0) << x << ' ' << y;
            }
        }
}

TEST(FundusView, NormalisedLosesTheShadingAndKeepsTheDots) {
    const auto colour = fundus();
    const auto flat = fundusView(colour, FundusView::Normalised).value();
    for (int channel = 0; channel < 3; ++channel)
        EXPECT_NEAR(meanOf(flat, 60, 200, channel), meanOf(flat, 400, 540, channel), 3) << channel;
    EXPECT_GT(meanOf(colour, 400, 540, 1) - meanOf(colour, 60, 200, 1), 20); // it was there
    // (250, 250) is the middle of a dot: dark by its 30 steps of green, times the light and the
    // gain.
    EXPECT_LT(sampleOf(flat, 250, 250, 1), 90);
    EXPECT_NEAR(sampleOf(flat, 250, 250, 0), 128, 6); // and in green alone
    EXPECT_EQ(sampleOf(flat, 3, 3, 1), 0);
    // No bright rim: the mean of a rim pixel is not drawn down by the dark outside.
    EXPECT_NEAR(sampleOf(flat, kMiddle + kRadius - 14, kMiddle, 1), 128, 25);
}

TEST(FundusView, OfLocalContrastShowsTheDotsMoreAndKeepsTheSurroundBlack) {
    const auto colour = fundus();
    const auto contrast = fundusView(colour, FundusView::Contrast).value();
    ASSERT_EQ(contrast.samplesPerPixel(), 3);
    const auto depth = [](const core::Image& image) {
        return sampleOf(image, 270, 250, 1) - sampleOf(image, 250, 250, 1);
    };
    EXPECT_GT(depth(contrast), depth(colour) + 4);
    EXPECT_EQ(sampleOf(contrast, 3, 3, 0), 0);
    EXPECT_GT(sampleOf(contrast, 270, 250, 0), sampleOf(contrast, 270, 250, 2)); // still red
}

TEST(FundusView, RefusesWhatIsNoColourPicture) {
    const auto grey =
        core::Image::create(8, 8, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2).value();
    EXPECT_EQ(fundusView(grey, FundusView::Green).error().code, ErrorCode::Unsupported);
}

TEST(FundusView, OfABlackPictureIsBlackOrGreyAndNoError) {
    const auto black =
        core::Image::create(40, 30, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    for (const auto view : {FundusView::Contrast, FundusView::Normalised, FundusView::GreenInverted,
                            FundusView::Green})
        EXPECT_TRUE(fundusView(black, view));
}

TEST(FundusView, OfRealPhotographsKeepsSizeAndDarkCorners) {
    CW_NEED_TEST_DATA();
    int pictures = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(testing::testData() / "fundus_hrf/images")) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("01_h.") && !name.starts_with("02_dr."))
            continue;
        const auto picture = readPicture(entry.path());
        ASSERT_TRUE(picture);
        const int w = picture->image.width(), h = picture->image.height();
        for (const auto view :
             {FundusView::GreenInverted, FundusView::Contrast, FundusView::Normalised}) {
            const auto shown = fundusView(picture->image, view);
            ASSERT_TRUE(shown);
            EXPECT_EQ(shown->width(), w);
            EXPECT_EQ(shown->height(), h);
            EXPECT_EQ(sampleOf(*shown, 5, 5), 0);
            EXPECT_EQ(sampleOf(*shown, w - 6, h - 6), 0);
            EXPECT_GT(sampleOf(*shown, w / 2, h / 2), 20);
        }
        ++pictures;
    }
    EXPECT_EQ(pictures, 2);
}

TEST(FundusFieldOutline, HoldsTheWholeFieldAndHardlyMore) {
    const auto outline = fundusFieldOutline(fundus());
    ASSERT_TRUE(outline);
    for (const auto& vertex : outline->vertices) {
        const double r = std::hypot(vertex.x - kMiddle, vertex.y - kMiddle);
        EXPECT_GT(r, 0.995 * kRadius);
        EXPECT_LT(r, 1.04 * kRadius);
    }
    EXPECT_FALSE(core::contains(*outline, {5, 5}));
}

TEST(FundusFieldOutline, IsNotGuessedWhereThereIsNoField) {
    auto whole = fundus();
    for (auto& sample : whole.samples<std::uint8_t>())
        sample = 180; // a crop without surround
    EXPECT_FALSE(fundusFieldOutline(whole));
    auto black = fundus();
    for (auto& sample : black.samples<std::uint8_t>())
        sample = 0;
    EXPECT_FALSE(fundusFieldOutline(black));
    auto lShaped = fundus();
    auto samples = lShaped.samples<std::uint8_t>();
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            for (int c = 0; c < 3; ++c)
                samples[static_cast<std::size_t>(3 * (y * kSide + x) + c)] =
                    (x > 60 && y > 60 && x < 540 && y < 540 && (x < 200 || y > 400)) ? 180 : 0;
    EXPECT_FALSE(fundusFieldOutline(lShaped)); // far from convex
}

/// Against the field masks that HRF's authors publish with their photographs.
TEST(FundusFieldOutline, HoldsThePublishedMasksOfHrfAndHardlyMore) {
    CW_NEED_TEST_DATA();
    int seen = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(testing::testData() / "fundus_hrf/mask")) {
        const auto name = entry.path().stem().string(); // 01_dr_mask
        auto photograph =
            testing::testData() / "fundus_hrf/images" / name.substr(0, name.size() - 5);
        photograph += ".JPG";
        if (!std::filesystem::exists(photograph))
            photograph.replace_extension(".jpg");
        const auto mask = readPicture(entry.path());
        const auto picture = readPicture(photograph);
        if (!mask || !picture)
            continue;
        const auto outline = fundusFieldOutline(picture->image);
        ASSERT_TRUE(outline) << name;
        int field = 0, left = 0;
        for (int y = 0; y < mask->image.height(); y += 8)
            for (int x = 0; x < mask->image.width(); x += 8)
                if (mask->image.valueAt(x, y) > 0) {
                    ++field;
                    left += !core::contains(*outline, {x + 0.5, y + 0.5});
                }
        EXPECT_LT(left, 0.002 * field) << name;
        EXPECT_LT(core::areaPx2(*outline), 1.06 * 64 * field) << name;
        ++seen;
    }
    EXPECT_GE(seen, 1);
}

/// Real photographs: no bright pixel is left out.
TEST(FundusFieldOutline, CutsNothingOffRealPhotographs) {
    CW_NEED_TEST_DATA();
    int seen = 0;
    for (const char* folder : {"fundus_hrf", "fundus_idrid", "fundus_chasedb1"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(testing::testData() / folder)) {
            const auto extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".jpg" && extension != ".JPG"))
                continue;
            const auto picture = readPicture(entry.path());
            if (!picture || picture->image.samplesPerPixel() != 3)
                continue;
            const auto outline = fundusFieldOutline(picture->image);
            ASSERT_TRUE(outline) << entry.path().filename();
            int bright = 0, left = 0;
            const auto& image = picture->image;
            for (int y = 0; y < image.height(); y += 9)
                for (int x = 0; x < image.width(); x += 9)
                    if (sampleOf(image, x, y) > 70) {
                        ++bright;
                        left += !core::contains(*outline, {x + 0.5, y + 0.5});
                    }
            EXPECT_GT(bright, 1000) << entry.path().filename();
            EXPECT_EQ(left, 0) << entry.path().filename();
            if (++seen % 6 == 0)
                break; // six of each
        }
    EXPECT_GE(seen, 6);
}

} // namespace
} // namespace cw::imaging
