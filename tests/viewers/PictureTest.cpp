// SPDX-License-Identifier: Apache-2.0
#include "viewers/ViewportSampler.h"

#include "core/Random.h"
#include "viewers/SyntheticImages.h"

#include <cmath>

namespace cw::viewers {
namespace {

std::vector<std::uint32_t> shownPicture(const Picture& picture, const ViewTransform& view,
                                        int width, int height, const core::ViewGrey& grey = {}) {
    ViewportSampler sampler;
    sampler.sample(picture, view, width, height, 1);
    std::vector<std::uint32_t> out(static_cast<std::size_t>(width * height));
    sampler.colour(picture, grey, out);
    return out;
}

int redOf(std::uint32_t rgba) { return static_cast<int>(rgba & 255U); }

TEST(Picture, KeepsTheMeanFromLevelToLevel) {
    core::Random random(7);
    const auto picture = testing::pictureOf(
        testing::imageOf(1024, 512, [&](int, int) { return random.below(4096); }));
    ASSERT_GE(picture->greyLevels().size(), 3U);
    const auto mean = [](const Picture::GreyLevel& level) {
        double sum = 0;
        const auto count =
            static_cast<std::size_t>(level.width) * static_cast<std::size_t>(level.height);
        for (std::size_t i = 0; i < count; ++i)
            sum += level.index[i];
        return sum / static_cast<double>(count);
    };
    for (const auto& level : picture->greyLevels())
        EXPECT_NEAR(mean(level), mean(picture->greyLevels().front()), 1.0);
}

TEST(Picture, NeverMixesPaddingIntoTissue) {
    auto presentation = testing::windowed(2048, 4096);
    presentation.padding = {0, 0};
    const auto picture = testing::pictureOf(
        testing::imageOf(1000, 700, [](int column, int) { return column < 333 ? 0 : 3000; }),
        presentation);
    for (const auto& level : picture->greyLevels())
        for (int i = 0; i < level.width * level.height; ++i)
            ASSERT_TRUE(level.index[i] == 0 || level.index[i] == 3000);
    ViewTransform view;
    view.setWidgetSize(301, 211);
    view.setImageSize(1000, 700);
    view.fit();
    for (const auto rgba : shownPicture(*picture, view, 301, 211)) {
        const int grey = redOf(rgba);
        ASSERT_TRUE(grey == 0 || std::abs(grey - 187) <= 1) << grey;
    }
}

TEST(Picture, FindsTheSideOfTheChestWall) {
    EXPECT_EQ(testing::pictureOf(testing::breast(640, 800, PictureSide::Left))->heavySide(),
              PictureSide::Left);
    EXPECT_EQ(testing::pictureOf(testing::breast(640, 800, PictureSide::Right))->heavySide(),
              PictureSide::Right);
}

TEST(Picture, FindsTheSideOfTheChestWallInMonochrome1Too) {
    auto presentation = testing::windowed(2048, 4096);
    presentation.inverse = true;
    const auto breast = testing::breast(640, 800, PictureSide::Left);
    const auto inverted = testing::imageOf(
        640, 800, [&](int column, int row) { return 4095 - breast->valueAt(column, row); });
    EXPECT_EQ(testing::pictureOf(inverted, presentation)->heavySide(), PictureSide::Left);
}

TEST(Picture, ClaimsNoSideForAnEvenPicture) {
    EXPECT_FALSE(testing::pictureOf(testing::imageOf(300, 300, [](int, int) { return 1000; }),
                                    testing::windowed(1000, 2000))
                     ->heavySide());
}

TEST(ViewportSampler, ShowsEachPixelAtItsPlaceAtOneToOne) {
    const auto picture = testing::pictureOf(
        testing::imageOf(40, 30, [](int column, int row) { return column * 100 + row; }),
        testing::windowed(2048, 4096));
    ViewTransform view;
    view.setWidgetSize(40, 30);
    view.setImageSize(40, 30);
    const auto out = shownPicture(*picture, view, 40, 30);
    const auto shown = core::shown(picture->image(), picture->presentation(), {});
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column < 40; ++column)
            ASSERT_EQ(redOf(out[static_cast<std::size_t>(row * 40 + column)]),
                      static_cast<int>(shown->valueAt(column, row)));
}

TEST(ViewportSampler, AgreesWithTheTransformInAllEightOrientations) {
    // Big blocks, one grey each: what is seen at a block's centre must be that block's grey.
    constexpr int kBlock = 64;
    const auto picture = testing::pictureOf(testing::imageOf(5 * kBlock, 3 * kBlock,
                                                             [](int column, int row) {
                                                                 return 200 * (column / kBlock) +
                                                                        1000 * (row / kBlock) + 100;
                                                             }),
                                            testing::windowed(2000, 4000));
    const auto table = picture->greyTable({});
    for (int turns = 0; turns < 4; ++turns)
        for (const bool mirrored : {false, true})
            for (const double zoom : {0.25, 0.7, 1.0, 1.9}) {
                ViewTransform view;
                view.setWidgetSize(640, 640);
                view.setImageSize(5 * kBlock, 3 * kBlock);
                view.setMirrored(mirrored);
                view.setQuarterTurns(turns);
                view.setZoom(zoom);
                const auto out = shownPicture(*picture, view, 640, 640);
                for (int i = 0; i < 5; ++i)
                    for (int j = 0; j < 3; ++j) {
                        const auto at = view.toWidget({(i + 0.5) * kBlock, (j + 0.5) * kBlock});
                        const auto index =
                            static_cast<std::size_t>(at.y) * 640 + static_cast<std::size_t>(at.x);
                        ASSERT_EQ(redOf(out[index]), (*table)[200 * i + 1000 * j + 100])
                            << turns << mirrored << zoom;
                    }
            }
}

TEST(ViewportSampler, IsBlackOutsideTheImage) {
    const auto picture = testing::pictureOf(
        testing::imageOf(100, 100, [](int, int) { return 4000; }), testing::windowed(2000, 4000));
    ViewTransform view;
    view.setWidgetSize(300, 100);
    view.setImageSize(100, 100);
    view.fit(-1);
    const auto out = shownPicture(*picture, view, 300, 100);
    EXPECT_EQ(redOf(out[50 * 300 + 99]), 255);
    EXPECT_EQ(out[50 * 300 + 100], 0xFF000000U);
}

TEST(ViewportSampler, ShowsSquaresWhenMagnifiedSoThatNoPixelIsInvented) {
    const auto picture = testing::pictureOf(
        testing::imageOf(10, 10, [](int column, int) { return column % 2 == 0 ? 0 : 4000; }),
        testing::windowed(2000, 4000));
    ViewTransform view;
    view.setWidgetSize(200, 200);
    view.setImageSize(10, 10);
    view.fit();
    for (const auto rgba : shownPicture(*picture, view, 200, 200))
        ASSERT_TRUE(redOf(rgba) == 0 || redOf(rgba) == 255);
}

TEST(ViewportSampler, InvertsOnlyWhenAsked) {
    const auto picture = testing::pictureOf(testing::imageOf(10, 10, [](int, int) { return 4000; }),
                                            testing::windowed(2000, 4000));
    ViewTransform view;
    view.setWidgetSize(10, 10);
    view.setImageSize(10, 10);
    core::ViewGrey inverted;
    inverted.invert = true;
    EXPECT_EQ(redOf(shownPicture(*picture, view, 10, 10)[55]), 255);
    EXPECT_EQ(redOf(shownPicture(*picture, view, 10, 10, inverted)[55]), 0);
}

TEST(ViewportSampler, KeepsTheColoursOfAFundusPicture) {
    auto image = core::Image::create(20, 20, 3, core::SampleType::U8, core::PixelMeaning::Rgb);
    auto samples = image->samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); i += 3) {
        samples[i] = 200;
        samples[i + 1] = 90;
        samples[i + 2] = 30;
    }
    const auto picture = testing::pictureOf(std::make_shared<const core::Image>(std::move(*image)));
    ViewTransform view;
    view.setWidgetSize(20, 20);
    view.setImageSize(20, 20);
    EXPECT_EQ(shownPicture(*picture, view, 20, 20)[210], 0xFF000000U | 30U << 16 | 90U << 8 | 200U);
}

TEST(Picture, ShowsFloatingPointPixelsOverTheirFullRange) {
    auto image =
        core::Image::create(16, 1, 1, core::SampleType::F32, core::PixelMeaning::Monochrome2);
    auto samples = image->samples<float>();
    for (std::size_t i = 0; i < 16; ++i)
        samples[i] = -1.0F + static_cast<float>(i) / 8;
    const auto picture = testing::pictureOf(std::make_shared<const core::Image>(std::move(*image)));
    ViewTransform view;
    view.setWidgetSize(16, 1);
    view.setImageSize(16, 1);
    const auto out = shownPicture(*picture, view, 16, 1);
    EXPECT_EQ(redOf(out.front()), 0);
    EXPECT_EQ(redOf(out.back()), 255);
}

TEST(Picture, OffersTheFilesLutsThenItsWindowsThenTheFullRange) {
    core::Presentation presentation;
    core::LookupTable lut{0, 8, {}, "LIGHT"};
    for (int i = 0; i < 4096; ++i)
        lut.entries.push_back(static_cast<std::uint16_t>(i < 1000 ? 0 : 255));
    presentation.voiLuts = {lut};
    presentation.windows = {{2048, 4096, core::VoiFunction::LinearExact, "NORMAL"},
                            {1000, 500, core::VoiFunction::Sigmoid, "HARDER"}};
    const auto picture = testing::pictureOf(
        testing::imageOf(64, 64, [](int column, int) { return 500 + column * 10; }), presentation);
    const auto choices = picture->choices();
    using Kind = Picture::Choice::Kind;
    ASSERT_EQ(choices.size(), 4U);
    EXPECT_EQ(choices[0].kind, Kind::VoiLut);
    EXPECT_EQ(choices[0].explanation, "LIGHT");
    EXPECT_EQ(choices[2].explanation, "HARDER");
    EXPECT_EQ(choices[3].kind, Kind::FullRange);
    const auto greyOf = [&](std::size_t choice, int value) {
        return int{picture->greyTable(choices[choice].grey).value()[value]};
    };
    // PS3.3 C.11.2: by hand.
    EXPECT_EQ(greyOf(0, 999), 0);
    EXPECT_EQ(greyOf(0, 1000), 255);
    EXPECT_NEAR(greyOf(1, 1000), 1000.0 / 4096 * 255, 1);
    EXPECT_NEAR(greyOf(2, 1000), 127.5, 1);
    EXPECT_NEAR(greyOf(2, 1125), 255 / (1 + std::exp(-4 * 125.0 / 500)), 1);
    EXPECT_EQ(greyOf(3, 500), 0);
    EXPECT_EQ(greyOf(3, 1130), 255);
    EXPECT_DOUBLE_EQ(picture->windowOf(choices[1].grey).width, 4096);
    EXPECT_DOUBLE_EQ(picture->windowOf(choices[0].grey).width, 4096); // the table's range
    EXPECT_DOUBLE_EQ(picture->windowOf({}).width, 4096);              // the file's first wish
}

} // namespace
} // namespace cw::viewers
