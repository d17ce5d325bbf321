// SPDX-License-Identifier: Apache-2.0
#include "viewers/ViewTransform.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::viewers {
namespace {

ViewTransform a4096x3328() {
    ViewTransform view;
    view.setWidgetSize(801, 503);
    view.setImageSize(3328, 4096);
    return view;
}

RC_GTEST_PROP(ViewTransformRoundTrip, ReturnsWithinABillionthOfAPixelAtEveryZoomMirrorAndTurn, ()) {
    auto view = a4096x3328();
    view.setMirrored(*rc::gen::arbitrary<bool>());
    view.setQuarterTurns(*rc::gen::inRange(0, 4));
    view.setZoom(std::pow(10, *rc::gen::inRange(-250, 200) / 100.0));
    view.setFocus({*rc::gen::inRange(0, 332800) / 100.0, *rc::gen::inRange(0, 409600) / 100.0});
    const core::PointPx image{*rc::gen::inRange(0, 332800) / 100.0,
                              *rc::gen::inRange(0, 409600) / 100.0};
    const auto back = view.toImage(view.toWidget(image));
    RC_ASSERT(std::abs(back.x - image.x) < 1e-9);
    RC_ASSERT(std::abs(back.y - image.y) < 1e-9);
}

TEST(ViewTransform, PutsTheFocusAtTheCentreOfTheWidget) {
    auto view = a4096x3328();
    view.setFocus({100, 200});
    view.setZoom(3);
    EXPECT_EQ(view.toWidget({100, 200}), (core::PointPx{400.5, 251.5}));
    EXPECT_EQ(view.toWidget({101, 200}), (core::PointPx{403.5, 251.5}));
}

TEST(ViewTransform, MirroringSwapsLeftAndRightOnly) {
    auto view = a4096x3328();
    view.setFocus({100, 200});
    view.setMirrored(true);
    EXPECT_EQ(view.toWidget({101, 203}), (core::PointPx{399.5, 254.5}));
}

TEST(ViewTransform, AQuarterTurnBringsTheLeftEdgeToTheTop) {
    auto view = a4096x3328();
    view.setFocus({1000, 1000});
    view.setQuarterTurns(1);
    const auto leftOfFocus = view.toWidget({990, 1000});
    EXPECT_EQ(leftOfFocus, (core::PointPx{400.5, 241.5}));
    EXPECT_EQ(view.shownWidth(), 4096);
}

TEST(ViewTransform, FitShowsTheWholeImageAndTouchesTheAnchoredEdge) {
    for (const bool mirrored : {false, true}) {
        auto view = a4096x3328();
        view.setMirrored(mirrored);
        for (const int anchor : {-1, 0, 1}) {
            view.fit(anchor);
            const auto a = view.toWidget({0, 0}), b = view.toWidget({3328, 4096});
            const double left = std::min(a.x, b.x), right = std::max(a.x, b.x);
            EXPECT_NEAR(a.y, 0, 1e-9);
            EXPECT_NEAR(b.y, 503, 1e-9);
            EXPECT_GE(left, -1e-9);
            EXPECT_LE(right, 801 + 1e-9);
            if (anchor < 0) {
                EXPECT_NEAR(left, 0, 1e-9);
            }
            if (anchor > 0) {
                EXPECT_NEAR(right, 801, 1e-9);
            }
        }
    }
}

RC_GTEST_PROP(ViewTransformZoom, KeepsTheImagePointUnderThePointer, ()) {
    auto view = a4096x3328();
    view.setMirrored(*rc::gen::arbitrary<bool>());
    view.setQuarterTurns(*rc::gen::inRange(0, 4));
    view.fit();
    const core::PointPx pointer{*rc::gen::inRange(0, 801) * 1.0, *rc::gen::inRange(0, 503) * 1.0};
    const auto before = view.toImage(pointer);
    view.zoomAt(pointer, *rc::gen::inRange(10, 900) / 100.0);
    const auto after = view.toImage(pointer);
    RC_ASSERT(core::PointPx({std::round(before.x * 1e6), std::round(before.y * 1e6)}) ==
              core::PointPx({std::round(after.x * 1e6), std::round(after.y * 1e6)}));
}

TEST(ViewTransform, PanningMovesWhatIsSeenWithThePointerWhateverTheTurn) {
    for (int turns = 0; turns < 4; ++turns)
        for (const bool mirrored : {false, true}) {
            auto view = a4096x3328();
            view.setQuarterTurns(turns);
            view.setMirrored(mirrored);
            view.fit();
            const auto before = view.toWidget({17, 29});
            view.panBy(31, -7);
            const auto after = view.toWidget({17, 29});
            EXPECT_NEAR(after.x - before.x, 31, 1e-9);
            EXPECT_NEAR(after.y - before.y, -7, 1e-9);
        }
}

TEST(ViewTransform, SurvivesAWidgetWithoutSize) {
    auto view = a4096x3328();
    view.setWidgetSize(0, 0);
    view.fit(1);
    EXPECT_TRUE(std::isfinite(view.toImage({0, 0}).x));
    EXPECT_GT(view.zoom(), 0);
}

} // namespace
} // namespace cw::viewers
