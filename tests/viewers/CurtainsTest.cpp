// SPDX-License-Identifier: Apache-2.0
#include "viewers/Curtains.h"

#include "viewers/TrueSize.h"
#include "viewers/WindowPresets.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::viewers {
namespace {

const QSizeF kViewport(800, 600);
constexpr int kRight = 1, kLeft = -1; // a right breast has its chest wall at the right edge

using Rects = std::vector<QRectF>;

TEST(Curtains, CoverHalvesAndLeaveABand) {
    const auto rects = [](CurtainKind kind, int anchor) {
        return covered(curtainsOf(kind), kViewport, anchor);
    };
    EXPECT_EQ(rects(CurtainKind::None, kRight), Rects{});
    EXPECT_EQ(rects(CurtainKind::Upper, kRight), (Rects{{0, 0, 800, 300}}));
    EXPECT_EQ(rects(CurtainKind::Lower, kLeft), (Rects{{0, 300, 800, 300}}));
    const auto band = rects(CurtainKind::Band, kRight);
    ASSERT_EQ(band.size(), 2U);
    EXPECT_NEAR(band[0].bottom(), 200, 1e-9);
    EXPECT_NEAR(band[1].top(), 400, 1e-9);
}

TEST(Curtains, AtTheSidesAreMirroredForRightAndLeft) {
    const auto nipple = curtainsOf(CurtainKind::NippleSide);
    EXPECT_EQ(covered(nipple, kViewport, kRight), (Rects{{0, 0, 400, 600}}));
    EXPECT_EQ(covered(nipple, kViewport, kLeft), (Rects{{400, 0, 400, 600}}));
    const auto wall = curtainsOf(CurtainKind::ChestWallSide);
    EXPECT_EQ(covered(wall, kViewport, kRight), (Rects{{400, 0, 400, 600}}));
    EXPECT_EQ(covered(wall, kViewport, kLeft), (Rects{{0, 0, 400, 600}}));
    EXPECT_EQ(covered(wall, kViewport, 0), Rects{}); // which side is not known
}

RC_GTEST_PROP(CurtainsProperty, ADragOnOneSideMovesTheOtherAsItsMirrorImage, ()) {
    const auto kind = *rc::gen::element(CurtainKind::Upper, CurtainKind::Lower, CurtainKind::Band,
                                        CurtainKind::NippleSide, CurtainKind::ChestWallSide);
    const auto edge = *rc::gen::element(CurtainEdge::Upper, CurtainEdge::Lower,
                                        CurtainEdge::NippleSide, CurtainEdge::ChestWallSide);
    const QPointF to(*rc::gen::inRange(-100, 900), *rc::gen::inRange(-100, 700));
    const QPointF mirrored(kViewport.width() - to.x(), to.y());
    const auto onRight = dragged(curtainsOf(kind), edge, kViewport, kRight, to);
    const auto onLeft = dragged(curtainsOf(kind), edge, kViewport, kLeft, mirrored);
    const auto a = covered(onRight, kViewport, kRight), b = covered(onRight, kViewport, kLeft);
    RC_ASSERT(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        RC_ASSERT(std::abs(kViewport.width() - a[i].right() - b[i].left()) < 1e-9);
        RC_ASSERT(std::abs(a[i].top() - b[i].top()) < 1e-9);
        RC_ASSERT(std::abs(a[i].width() - b[i].width()) < 1e-9);
    }
    RC_ASSERT(std::abs(onRight.nippleSide - onLeft.nippleSide) < 1e-9);
    RC_ASSERT(std::abs(onRight.chestWallSide - onLeft.chestWallSide) < 1e-9);
    double free = 1 - onRight.upper - onRight.lower;
    RC_ASSERT(free > 0.09); // something is always left to look at
    free = 1 - onRight.nippleSide - onRight.chestWallSide;
    RC_ASSERT(free > 0.09);
}

TEST(Curtains, AreTakenAtTheirEdgeAndFollowThePointer) {
    const auto upper = curtainsOf(CurtainKind::Upper);
    EXPECT_EQ(edgeAt(upper, kViewport, kRight, {100, 304}), CurtainEdge::Upper);
    EXPECT_EQ(edgeAt(upper, kViewport, kRight, {100, 320}), std::nullopt);
    EXPECT_TRUE(covers(upper, kViewport, kRight, {100, 280}));
    EXPECT_FALSE(covers(upper, kViewport, kRight, {100, 320}));
    const auto moved = dragged(upper, CurtainEdge::Upper, kViewport, kRight, {100, 150});
    EXPECT_DOUBLE_EQ(moved.upper, 0.25);
    EXPECT_DOUBLE_EQ(dragged(upper, CurtainEdge::Upper, kViewport, kRight, {0, 599}).upper, 0.9);
}

TEST(Curtains, ComeOneAfterTheOtherAndGoAtTheEnd) {
    auto kind = CurtainKind::None;
    std::vector<CurtainKind> seen;
    do {
        kind = next(kind);
        seen.push_back(kind);
    } while (kind != CurtainKind::None && seen.size() < 20);
    EXPECT_EQ(seen, (std::vector{CurtainKind::Upper, CurtainKind::Lower, CurtainKind::Band,
                                 CurtainKind::NippleSide, CurtainKind::ChestWallSide,
                                 CurtainKind::None}));
}

TEST(TrueSize, IsSpacingOverThePitchOfTheMonitor) {
    const core::SpacingMm spacing{0.07, 0.07, core::SpacingSource::PixelSpacing};
    // 0.07 mm of breast on pixels of 0.2 mm: 0.35 of a pixel.
    EXPECT_DOUBLE_EQ(*trueSizeZoom(spacing, 0.2, 1), 0.35);
    // At a scale of 1.5 a logical pixel is 0.3 mm wide.
    EXPECT_DOUBLE_EQ(*trueSizeZoom(spacing, 0.2, 1.5), 0.07 / 0.3);
}

TEST(TrueSize, IsUnknownWithoutSpacingOrWithOblongPixels) {
    EXPECT_FALSE(trueSizeZoom(std::nullopt, 0.2, 1));
    EXPECT_FALSE(trueSizeZoom(core::SpacingMm{0.07, 0.08, {}}, 0.2, 1));
    EXPECT_FALSE(trueSizeZoom(core::SpacingMm{0, 0, {}}, 0.2, 1));
    EXPECT_FALSE(trueSizeZoom(core::SpacingMm{0.07, 0.07, {}}, 0, 1));
}

TEST(WindowPresets, AreMultiplesOfTheFilesOwnWindow) {
    const core::Window ofFile{2000, 1000, core::VoiFunction::Sigmoid, "NORMAL"};
    for (const auto& preset : windowPresets()) {
        const auto window = applied(preset, ofFile);
        EXPECT_DOUBLE_EQ(window.width, 1000 * preset.width) << preset.name;
        EXPECT_DOUBLE_EQ(window.centre, 2000 + 1000 * preset.shift) << preset.name;
        EXPECT_EQ(window.function, core::VoiFunction::Sigmoid) << preset.name;
    }
    const auto dense = applied(windowPresets()[0], ofFile);
    EXPECT_GT(dense.centre, ofFile.centre); // the top of the window, where dense tissue lies
    EXPECT_LT(dense.width, ofFile.width);
    EXPECT_LT(applied(windowPresets()[1], ofFile).centre, ofFile.centre);
}

} // namespace
} // namespace cw::viewers
