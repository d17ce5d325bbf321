// SPDX-License-Identifier: Apache-2.0
// The views of a case moving together, and the steps of a protocol in real widgets.
#include "viewers/HangingView.h"

#include "viewers/SyntheticImages.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace cw::viewers {
namespace {

using core::Laterality;
using core::ViewPosition;

HangingView::Item item(const char* id, Laterality side, ViewPosition view) {
    HangingView::Item item;
    item.id = core::ImageId(id);
    item.attributes.kind = core::ImageKind::Mammography;
    item.attributes.laterality = side;
    item.attributes.view = view;
    item.attributes.rowTowards = side == Laterality::Right ? 'P' : 'A';
    item.attributes.columnTowards = view == ViewPosition::MLO   ? 'F'
                                    : side == Laterality::Right ? 'L'
                                                                : 'R';
    return item;
}

class HangingMoves : public ::testing::Test {
protected:
    /// One hanging for all tests: an OpenGL context a view is dear.
    static void SetUpTestSuite() {
        s_hanging = new HangingView;
        s_hanging->resize(1000, 700);
        s_hanging->QWidget::show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(s_hanging));
    }
    static void TearDownTestSuite() { delete s_hanging; }
    void SetUp() override { hangPair(); }

    static HangingView& hanging() { return *s_hanging; }
    static ImageView& view(std::size_t i) { return *s_hanging->views().at(i); }
    void hangPair() {
        hanging().setCase({item("rcc", Laterality::Right, ViewPosition::CC),
                           item("lcc", Laterality::Left, ViewPosition::CC)});
        hanging().setPicture(core::ImageId("rcc"),
                             testing::pictureOf(testing::breast(512, 640, PictureSide::Right)));
        hanging().setPicture(core::ImageId("lcc"),
                             testing::pictureOf(testing::breast(512, 640, PictureSide::Left)));
    }
    static void drag(ImageView& view, Qt::MouseButton button, QPoint by,
                     Qt::KeyboardModifiers modifiers = {}) {
        const QPointF from(100, 100);
        QTest::mousePress(&view, button, modifiers, from.toPoint());
        QMouseEvent move(QEvent::MouseMove, from + by, view.mapToGlobal(from + by), Qt::NoButton,
                         button, modifiers);
        QCoreApplication::sendEvent(&view, &move);
        QTest::mouseRelease(&view, button, modifiers, (from + by).toPoint());
    }
    static void wheel(ImageView& view, QPointF at, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &event);
    }
    /// Where the nipple is, in pixels from the middle of the window: equal on both sides.
    static double nippleFromMiddle(std::size_t i) {
        const bool right = i == 0;
        const auto at = view(i).view().toWidget({right ? 0.3 * 512 : 0.7 * 512, 320});
        return right ? view(i).width() - at.x : at.x;
    }
    static double heightOfNipple(std::size_t i) { return view(i).view().toWidget({256, 320}).y; }

private:
    static inline HangingView* s_hanging = nullptr;
};

TEST_F(HangingMoves, PanMovesTheOtherSideAsItsMirrorImage) {
    const double before = nippleFromMiddle(0), height = heightOfNipple(0);
    EXPECT_NEAR(nippleFromMiddle(1), before, 1e-6);
    drag(view(0), Qt::MiddleButton, {-60, 25});
    EXPECT_NEAR(nippleFromMiddle(0), before + 60, 1e-6);
    EXPECT_NEAR(nippleFromMiddle(1), before + 60, 1e-6);
    EXPECT_NEAR(heightOfNipple(0), height + 25, 1e-6);
    EXPECT_NEAR(heightOfNipple(1), height + 25, 1e-6);
    drag(view(1), Qt::MiddleButton, {-60, -25}); // and back, by the other one
    EXPECT_NEAR(nippleFromMiddle(0), before, 1e-6);
    EXPECT_NEAR(heightOfNipple(0), height, 1e-6);
}

TEST_F(HangingMoves, ZoomKeepsTheMirroredPointOfTheOtherSide) {
    wheel(view(0), {120, 90});
    EXPECT_NEAR(nippleFromMiddle(0), nippleFromMiddle(1), 1e-6);
    EXPECT_DOUBLE_EQ(view(0).view().zoom(), view(1).view().zoom());
}

TEST_F(HangingMoves, ShiftMovesOneViewAlone) {
    const auto other = view(1).view();
    const auto window = view(1).window();
    drag(view(0), Qt::MiddleButton, {-60, 25}, Qt::ShiftModifier);
    wheel(view(0), {120, 90}, Qt::ShiftModifier);
    drag(view(0), Qt::RightButton, {30, 30}, Qt::ShiftModifier);
    EXPECT_EQ(view(1).view(), other);
    EXPECT_EQ(view(1).window(), window);
    EXPECT_NE(view(0).view(), other);
    EXPECT_NE(view(0).window(), window);
    drag(view(0), Qt::RightButton, {30, 30});
    EXPECT_NE(view(1).window(), window);
}

TEST_F(HangingMoves, ViewsOfOneSidePanTheSameWay) {
    auto second = item("rcc2", Laterality::Right, ViewPosition::MLO);
    hanging().setCase({item("rcc", Laterality::Right, ViewPosition::CC), second});
    const auto picture = testing::pictureOf(testing::breast(512, 640, PictureSide::Right));
    hanging().setPicture(core::ImageId("rcc"), picture);
    hanging().setPicture(core::ImageId("rcc2"), picture);
    ASSERT_TRUE(hanging().setStep(4));
    drag(view(0), Qt::MiddleButton, {-40, 0});
    EXPECT_EQ(view(0).view(), view(1).view());
}

TEST_F(HangingMoves, ACloseUpHasItsOwnSizeAndMovesAlone) {
    auto closeUp = item("lcc", Laterality::Left, ViewPosition::CC);
    closeUp.attributes.closeUp = true;
    hanging().setCase({item("rcc", Laterality::Right, ViewPosition::CC), closeUp});
    hanging().setPicture(core::ImageId("rcc"),
                         testing::pictureOf(testing::breast(512, 640, PictureSide::Right)));
    hanging().setPicture(core::ImageId("lcc"),
                         testing::pictureOf(testing::breast(1024, 1280, PictureSide::Left)));
    EXPECT_NEAR(view(0).view().zoom(), 2 * view(1).view().zoom(), 1e-3); // each fills its viewport
    const auto still = view(1).view();
    drag(view(0), Qt::MiddleButton, {-60, 25});
    wheel(view(0), {120, 90});
    EXPECT_EQ(view(1).view(), still);
}

TEST_F(HangingMoves, AFileWithoutPixelSizeAmongOthersIsMarked) {
    auto sized = item("rcc", Laterality::Right, ViewPosition::CC);
    sized.attributes.spacing = core::SpacingMm{0.1, 0.1, core::SpacingSource::ImagerPixelSpacing};
    hanging().setCase({sized, item("lcc", Laterality::Left, ViewPosition::CC)});
    EXPECT_TRUE(view(0).place().doubts.empty());
    EXPECT_EQ(view(1).place().doubts, std::vector{HangingDoubt::SizeByPixels});
}

/// Every part of the breast is seen once at one image pixel a screen pixel, then the next image.
TEST_F(HangingMoves, TheQuadrantKeyGoesThroughTheWholeBreastPixelByPixel) {
    const auto picture = testing::pictureOf(testing::breast(1900, 1300, PictureSide::Right));
    hanging().setPicture(core::ImageId("rcc"), picture);
    ASSERT_TRUE(hanging().setStep(6));
    const auto shown = hanging().shown();
    EXPECT_EQ(shown.pages, 2U);
    EXPECT_EQ(shown.parts, 4U); // 1330 x 1170 of tissue in 1000 x 700
    std::vector<core::PointPx> unseen;
    for (int y = 60; y < 1300; y += 20)
        for (int x = 0; x < 1900; x += 20)
            if (picture->image().valueAt(x, y) > 0)
                unseen.push_back({x + 0.5, y + 0.5});
    ASSERT_GT(unseen.size(), 1000U);
    for (std::size_t part = 1; part <= shown.parts; ++part) {
        EXPECT_EQ(hanging().shown().part, part);
        EXPECT_TRUE(view(1).isHidden());
        EXPECT_DOUBLE_EQ(view(0).view().zoom() * view(0).devicePixelRatioF(), 1);
        std::erase_if(unseen, [](const core::PointPx& p) {
            const auto at = view(0).view().toWidget(p);
            return at.x >= -1 && at.y >= -1 && at.x <= 1001 && at.y <= 701;
        });
        hanging().nextOfStep();
    }
    EXPECT_TRUE(unseen.empty()) << unseen.size() << " samples of tissue were never shown";
    EXPECT_TRUE(view(0).isHidden());
    EXPECT_FALSE(view(1).isHidden());
    EXPECT_EQ(hanging().current(), &view(1));
}

TEST_F(HangingMoves, BringsUpAnImageWhereverItHangsAndGoesBack) {
    hanging().setCase({item("rcc", Laterality::Right, ViewPosition::CC),
                       item("rml", Laterality::Right, ViewPosition::ML),
                       item("rcc2", Laterality::Right, ViewPosition::CC)});
    const auto before = hanging().shown();
    EXPECT_EQ(before.pages, 2U);
    EXPECT_TRUE(hanging().bringUp(core::ImageId("rcc2")));
    EXPECT_FALSE(view(2).isHidden());
    EXPECT_FALSE(hanging().bringUp(core::ImageId("nobody's")));
    hanging().hangAs(before);
    EXPECT_FALSE(view(0).isHidden());
    EXPECT_EQ(hanging().readingOrder(), (std::vector<std::size_t>{0, 1, 2}));
}

TEST_F(HangingMoves, HangsAsAUsersProtocolSays) {
    auto protocol = builtInProtocol(core::ImageKind::Mammography);
    protocol.id = "mine";
    std::swap(protocol.steps[0], protocol.steps[2]); // opens with the MLO pair
    HangingView own;
    own.resize(600, 400);
    own.setProtocol(protocol);
    own.setCase({item("rcc", Laterality::Right, ViewPosition::CC),
                 item("rmlo", Laterality::Right, ViewPosition::MLO)});
    EXPECT_EQ(own.step(), 3);
    EXPECT_TRUE(own.views()[0]->isHidden());
    EXPECT_FALSE(own.views()[1]->isHidden());
    EXPECT_TRUE(own.setStep(2));
    EXPECT_FALSE(own.views()[0]->isHidden());
}

} // namespace
} // namespace cw::viewers
