// SPDX-License-Identifier: Apache-2.0
#include "viewers/LookingAids.h"

#include "viewers/HangingView.h"
#include "viewers/SyntheticImages.h"
#include "viewers/TrueSize.h"

#include <QSignalSpy>
#include <QTest>

namespace cw::viewers {
namespace {

using core::Laterality;
using core::ViewPosition;

void moveTo(ImageView& view, QPoint at, Qt::MouseButtons buttons) {
    QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(QPointF(at)), Qt::NoButton, buttons,
                     {});
    QCoreApplication::sendEvent(&view, &move);
}

HangingView::Item mammogram(const char* id, Laterality side, double spacing) {
    HangingView::Item item{core::ImageId(id), {}, "Maker Model\n28 kV  60 mAs", {"A warning"}};
    item.attributes.kind = core::ImageKind::Mammography;
    item.attributes.laterality = side;
    item.attributes.view = ViewPosition::CC;
    item.attributes.rowTowards = side == Laterality::Right ? 'P' : 'A';
    item.attributes.columnTowards = side == Laterality::Right ? 'L' : 'R';
    item.attributes.spacing = core::SpacingMm{spacing, spacing, core::SpacingSource::PixelSpacing};
    return item;
}

/// R CC and L CC side by side, 500 x 600 each.
class LookingAidsTest : public ::testing::Test {
protected:
    LookingAidsTest() {
        m_hanging.resize(1000, 600);
        m_hanging.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&m_hanging));
        m_hanging.setCase(
            {mammogram("r", Laterality::Right, 0.05), mammogram("l", Laterality::Left, 0.1)});
        hang("r", PictureSide::Right, 800);
        hang("l", PictureSide::Left, 400);
    }
    void hang(const char* id, PictureSide wall, int width) {
        m_hanging.setPicture(core::ImageId(id),
                             testing::pictureOf(testing::breast(width, width * 5 / 4, wall),
                                                testing::windowed(1000, 2000)));
    }
    ImageView& view(std::size_t i) { return *m_hanging.views()[i]; }
    int greyAt(std::size_t i, int x, int y) { return view(i).grabPicture().pixelColor(x, y).red(); }
    /// Pixels brighter than that in the columns [from, to) and rows [top, bottom).
    int bright(std::size_t i, QRect area, int than = 60) {
        const auto image = view(i).grabPicture();
        int n = 0;
        for (int y = area.top(); y <= area.bottom(); ++y)
            for (int x = area.left(); x <= area.right(); ++x)
                n += image.pixelColor(x, y).green() > than;
        return n;
    }
    HangingView m_hanging;
};

TEST_F(LookingAidsTest, CurtainsCoverBothBreastsAsMirrorImages) {
    ASSERT_GT(greyAt(0, 450, 200), 200);
    ASSERT_GT(greyAt(1, 50, 200), 200);
    m_hanging.aids().setCurtains(curtainsOf(CurtainKind::ChestWallSide));
    for (const int y : {200, 300, 400}) {
        EXPECT_EQ(greyAt(0, 450, y), 0);
        EXPECT_EQ(greyAt(1, 49, y), 0);
        EXPECT_GT(greyAt(0, 235, y), 200); // still tissue on the free half
        EXPECT_GT(greyAt(1, 264, y), 200);
    }
    m_hanging.aids().setCurtains({});
    EXPECT_GT(greyAt(0, 450, 300), 200);
}

TEST_F(LookingAidsTest, ACurtainFollowsTheMouseOnAllViews) {
    m_hanging.aids().setCurtains(curtainsOf(CurtainKind::NippleSide)); // x 0 to 250 on the right
    QTest::mousePress(&view(0), Qt::LeftButton, {}, {252, 300});
    moveTo(view(0), {400, 300}, Qt::LeftButton);
    QTest::mouseRelease(&view(0), Qt::LeftButton, {}, {400, 300});
    EXPECT_DOUBLE_EQ(view(0).curtains().nippleSide, 0.8);
    EXPECT_EQ(greyAt(0, 390, 300), 0);
    EXPECT_GT(greyAt(0, 410, 300), 200);
    EXPECT_EQ(greyAt(1, 109, 300), 0);
    EXPECT_GT(greyAt(1, 90, 300), 200);
    moveTo(view(0), {300, 300}, Qt::NoButton); // released
    EXPECT_DOUBLE_EQ(view(0).curtains().nippleSide, 0.8);
}

TEST_F(LookingAidsTest, AFindingUnderACurtainIsNotTouched) {
    const auto at = [&](int x, int y) { return view(0).view().toImage({double(x), double(y)}); };
    Shape shape;
    shape.finding = {core::LesionId("L1"),
                     core::ImageId("r"),
                     "mass",
                     {{at(380, 100), at(460, 100), at(460, 180), at(380, 180)}},
                     {}};
    view(0).setShapes(core::ImageId("r"), {shape}, {});
    QTest::mouseClick(&view(0), Qt::LeftButton, {}, {420, 140});
    ASSERT_EQ(view(0).tool().selected(), core::LesionId("L1"));
    m_hanging.aids().setCurtains(curtainsOf(CurtainKind::Upper));
    EXPECT_TRUE(view(0).tool().selected().empty()); // Del has nothing to take away
    QSignalSpy edits(&view(0), &ImageView::editProposed);
    QSignalSpy told(&m_hanging.aids(), &LookingAids::coveredPressed);
    QTest::mousePress(&view(0), Qt::LeftButton, {}, {420, 140});
    moveTo(view(0), {470, 190}, Qt::LeftButton);
    QTest::mouseRelease(&view(0), Qt::LeftButton, {}, {470, 190});
    EXPECT_TRUE(view(0).tool().selected().empty());
    EXPECT_EQ(edits.count(), 0);
    EXPECT_EQ(told.count(), 1);
    view(0).setMode(PolygonTool::Mode::Polygon);
    QTest::mouseClick(&view(0), Qt::LeftButton, {}, {420, 140});
    EXPECT_EQ(view(0).tool().state(), PolygonTool::State::Idle); // no outline begins there
    QTest::mouseClick(&view(0), Qt::LeftButton, {}, {420, 400});
    EXPECT_EQ(view(0).tool().state(), PolygonTool::State::Drawing);
}

TEST_F(LookingAidsTest, TechniqueStandsOnAirAndNeverOnTheBreast) {
    // Of the right breast the air is on the left, under the title.
    const QRect top(8, 32, 160, 34);
    EXPECT_GT(bright(0, top), 50);
    auto zoomed = view(0).view();
    zoomed.setZoom(4);
    zoomed.setFocus({700, 500}); // tissue from edge to edge
    view(0).setView(zoomed);
    ASSERT_EQ(greyAt(0, 250, 300), 255);
    const auto with = view(0).grabPicture();
    view(0).setTitle("R CC", {});
    EXPECT_EQ(view(0).grabPicture(), with);
}

TEST_F(LookingAidsTest, TechniqueGoesToTheLowerCornerWhereTheUpperOneShowsTissue) {
    auto moved = view(0).view();
    // The air above the breast leaves the viewport at the top, that below comes in.
    moved.setFocus({0.62 * 800, 900});
    moved.setZoom(1.2);
    view(0).setView(moved);
    CaptionBlock block;
    const auto place = block.placeFor({120, 30}, view(0).picture(), moved, 1, 31);
    EXPECT_EQ(place, QRectF(10, 600 - 10 - 30, 120, 30));
    EXPECT_EQ(block.placeFor({120, 30}, view(0).picture(), view(0).view(), 0, 31),
              QRectF(10, 31, 120, 30)); // a picture without a side: as ever
}

TEST_F(LookingAidsTest, WordsAreHiddenAndWarningsStay) {
    const auto amber = [&] {
        const auto image = view(0).grabPicture();
        int n = 0;
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 200; ++x) {
                const auto c = image.pixelColor(x, y);
                n += c.red() > 180 && c.blue() < 120;
            }
        return n;
    };
    EXPECT_GT(amber(), 50);
    m_hanging.aids().setWordsHidden(true);
    EXPECT_GT(amber(), 50);
    const auto image = view(0).grabPicture();
    int grey = 0; // letters of title and technique are grey, the badge is amber
    for (int y = 2; y < 120; ++y)
        for (int x = 2; x < 150; ++x) {
            const auto c = image.pixelColor(x, y);
            grey += c.blue() > 100 && c.blue() >= c.red();
        }
    EXPECT_EQ(grey, 0);
    m_hanging.setCase({mammogram("r", Laterality::Right, 0.05),
                       mammogram("l", Laterality::Left, 0.1),
                       mammogram("l2", Laterality::Left, 0.1)});
    hang("r", PictureSide::Right, 800);
    EXPECT_TRUE(m_hanging.aids().wordsHidden()); // the next case, with a new viewport
}

TEST_F(LookingAidsTest, TrueSizeGivesFiftyMillimetresOfBreastFiftyMillimetresOfGlass) {
    EXPECT_EQ(showTrueSize(m_hanging, 0.25), 2);
    EXPECT_DOUBLE_EQ(view(0).view().zoom(), 0.2); // 0.05 mm on pixels of 0.25 mm
    EXPECT_DOUBLE_EQ(view(1).view().zoom(), 0.4);
    // The breast is 0.7 x 800 pixels of 0.05 mm = 28 mm deep: 112 pixels of 0.25 mm.
    const auto picture = view(0).grabPicture();
    int depth = 0;
    for (int x = 0; x < picture.width(); ++x)
        depth += picture.pixelColor(x, picture.height() / 2).red() > 128;
    EXPECT_NEAR(depth, 112, 1);
    EXPECT_GT(picture.pixelColor(picture.width() - 1, 300).red(), 200); // wall in the middle
}

TEST_F(LookingAidsTest, AWindowIsChosenByItsNumberAndTheKeyGoesOnFromThere) {
    auto chosen = m_hanging.chooseWindow(1);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->number, 2U);
    EXPECT_EQ(m_hanging.nextWindow()->number, 1U);
}

} // namespace
} // namespace cw::viewers
