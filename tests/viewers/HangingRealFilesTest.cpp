// SPDX-License-Identifier: Apache-2.0
// Real mammograms of two makers, hung and looked at by pixels.
#include "dicom/Instance.h"
#include "dicom/Pixels.h"
#include "support/TemporaryFolder.h"
#include "viewers/Hanging.h"
#include "viewers/ViewTransform.h"
#include "viewers/ViewportSampler.h"

#include <QImage>
#include <gtest/gtest.h>

namespace cw::viewers {
namespace {

constexpr int kWidth = 500, kHeight = 600;

struct Hung {
    core::ImageAttributes attributes;
    std::shared_ptr<const Picture> picture;
    Place place;
    ViewTransform view;
};

Hung hung(const char* file) {
    Hung hung;
    const auto instance = dicom::readInstance(testing::testData() / "mg_dicom" / file);
    if (!instance)
        throw std::runtime_error(instance.error().sentence());
    hung.attributes = dicom::attributesOf(*instance);
    auto image = dicom::decodeFrame(*instance, 0);
    if (!image)
        throw std::runtime_error(image.error().sentence());
    hung.picture = *Picture::prepare(std::make_shared<const core::Image>(std::move(*image)),
                                     dicom::presentationOf(*instance, 0));
    const HungImage one{hung.attributes};
    auto pages =
        hang(std::span(&one, 1), builtInProtocol(core::ImageKind::Mammography).steps.front());
    hung.place = pages.front().places.front();
    checkAgainstPixels(hung.place, *hung.picture);
    hung.view.setWidgetSize(kWidth, kHeight);
    hung.view.setImageSize(hung.picture->image().width(), hung.picture->image().height());
    hung.view.setMirrored(hung.place.orientation.mirrored);
    hung.view.setQuarterTurns(hung.place.orientation.quarterTurns);
    hung.view.fit(hung.place.anchor);
    return hung;
}

QImage shownOn(const Hung& hung, bool invert, const char* name) {
    QImage screen(kWidth, kHeight, QImage::Format_RGBA8888);
    ViewportSampler sampler;
    sampler.sample(*hung.picture, hung.view, kWidth, kHeight, 1);
    core::ViewGrey grey;
    grey.invert = invert;
    sampler.colour(*hung.picture, grey,
                   {reinterpret_cast<std::uint32_t*>(screen.bits()),
                    static_cast<std::size_t>(kWidth) * kHeight});
    if (const auto folder = qEnvironmentVariable("CONCORD_SCREENSHOTS"); !folder.isEmpty())
        screen.save(folder + '/' + name);
    return screen;
}

/// Mean grey of a rectangle.
double mean(const QImage& screen, QRect area) {
    double sum = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            sum += qGray(screen.pixel(x, y));
    return sum / (area.width() * area.height());
}

/// Where a direction of the stored picture points to on the screen.
core::PointPx onScreen(const Hung& hung, core::PointPx direction) {
    auto view = hung.view;
    view.setZoom(1);
    view.setFocus({});
    const auto at = view.toWidget(direction);
    return {at.x - kWidth / 2.0, at.y - kHeight / 2.0};
}

TEST(HangingRealFiles, ARightMloOfGeHangsAsItIsStoredWithItsChestWallAtTheRightEdge) {
    CW_NEED_TEST_DATA();
    const auto ge = hung("GH133.dcm"); // R MLO, P\FL
    EXPECT_EQ(titleOf(ge.attributes), "R MLO");
    EXPECT_TRUE(ge.place.doubts.empty());
    EXPECT_EQ(ge.place.column, 0);
    EXPECT_EQ(ge.place.orientation, (Orientation{false, 0, true}));
    const auto plain = shownOn(ge, false, "real-ge.png");
    const auto inverted = shownOn(ge, true, "real-ge-inverted.png");
    const QRect wall(kWidth - 4, kHeight / 4, 4, kHeight / 4), air(2, 2, 60, 60);
    EXPECT_GT(mean(plain, wall), 60); // pectoral muscle and breast reach the edge
    EXPECT_LT(mean(plain, air), 2);
    EXPECT_LT(mean(inverted, air), 2); // padding 0 to 30, black also when inverted
    EXPECT_GT(255 - mean(plain, wall), mean(inverted, wall) - 4);
    EXPECT_LT(255 - mean(plain, wall), mean(inverted, wall) + 4); // tissue is inverted, not blacked
}

TEST(HangingRealFiles, ALeftCcOfSiemensStoredOnItsSideIsTurnedUpright) {
    CW_NEED_TEST_DATA();
    const auto siemens = hung("OutOfBoundsOverlay.dcm"); // L CC, R\P
    EXPECT_EQ(titleOf(siemens.attributes), "L CC");
    EXPECT_EQ(siemens.attributes.rowTowards, 'R');
    EXPECT_EQ(siemens.attributes.columnTowards, 'P');
    EXPECT_EQ(siemens.place.column, 1);
    EXPECT_EQ(siemens.place.anchor, -1);
    // L CC wants A to the right and R down: rows (towards R) point down, columns (P) left.
    EXPECT_EQ(onScreen(siemens, {1, 0}), (core::PointPx{0, 1}));
    EXPECT_EQ(onScreen(siemens, {0, 1}), (core::PointPx{-1, 0}));
    const auto plain = shownOn(siemens, false, "real-siemens.png");
    shownOn(siemens, true, "real-siemens-inverted.png");
    const double across = siemens.view.zoom() * siemens.view.shownWidth();
    const QRect wall(0, kHeight / 3, 4, kHeight / 3);
    const QRect front(static_cast<int>(across) - 6, kHeight / 3, 4, kHeight / 3);
    EXPECT_GT(mean(plain, wall), mean(plain, front));
}

TEST(HangingRealFiles, ATestPatternHangsByItsOldSnomedCode) {
    CW_NEED_TEST_DATA();
    const auto pattern = hung("Clunie_MG_pattern.dcm"); // R, P\\L, view R-10242 of SRT
    EXPECT_EQ(pattern.attributes.view, core::ViewPosition::CC);
    EXPECT_TRUE(pattern.place.orientation.fromTags);
    EXPECT_EQ(pattern.place.anchor, 1);
    EXPECT_EQ(pattern.place.orientation, (Orientation{false, 0, true}));
}

} // namespace
} // namespace cw::viewers
