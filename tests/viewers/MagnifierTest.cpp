// SPDX-License-Identifier: Apache-2.0
#include "viewers/Magnifier.h"

#include "viewers/LookingAids.h"
#include "viewers/SyntheticImages.h"

#include <QLineF>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace cw::viewers {
namespace {

void moveTo(ImageView& view, QPoint at, Qt::MouseButtons buttons = Qt::NoButton) {
    QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(QPointF(at)), Qt::NoButton, buttons,
                     {});
    QCoreApplication::sendEvent(&view, &move);
}

void wheelAt(ImageView& view, QPoint at, int notches, Qt::KeyboardModifiers modifiers) {
    QWheelEvent wheel(at, view.mapToGlobal(QPointF(at)), {}, {0, 120 * notches}, {}, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &wheel);
}

struct Spot {
    QPointF centre; ///< device pixels
    int count = 0;
};
/// Pixels whose red lies in that range.
Spot spotOf(const QImage& image, int from, int to) {
    Spot spot;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const auto c = image.pixelColor(x, y);
            if (c.red() < from || c.red() > to || c.green() != c.red() || c.blue() != c.red() ||
                c.alpha() < 255)
                continue;
            spot.centre += QPointF(x + 0.5, y + 0.5);
            ++spot.count;
        }
    if (spot.count > 0)
        spot.centre /= spot.count;
    return spot;
}

/// The lens's middle, without the frame and the words on it.
QImage middleOf(Magnifier& lens) {
    const int half = static_cast<int>(lens.width() * 0.3 * lens.devicePixelRatioF());
    const auto image = lens.grab().toImage();
    return image.copy(image.width() / 2 - half, image.height() / 2 - half, 2 * half, 2 * half);
}

class MagnifierTest : public ::testing::Test {
protected:
    MagnifierTest() {
        m_view.resize(500, 400);
        m_view.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&m_view));
        m_aids.add(&m_view);
        // A white pixel and a grey one beside and below it, on black.
        m_view.setPicture(testing::pictureOf(testing::imageOf(60, 80,
                                                              [](int column, int row) {
                                                                  if (column == 40 && row == 30)
                                                                      return 2000;
                                                                  return column == 42 && row == 31
                                                                             ? 1000
                                                                             : 0;
                                                              }),
                                             testing::windowed(1000, 2000)));
        m_view.setShapes(core::ImageId("i"), {}, {});
        lookAt({40, 30}, 4);
    }
    void lookAt(core::PointPx focus, double zoom) {
        auto view = m_view.view();
        view.setZoom(zoom);
        view.setFocus(focus);
        m_view.setView(view);
    }
    Magnifier& lens() { return *m_view.findChild<Magnifier*>("magnifier"); }

    LookingAids m_aids;
    ImageView m_view;
};

TEST_F(MagnifierTest, ShowsThePixelUnderThePointerInAllEightOrientations) {
    const QPoint pointer(247, 203);
    for (const bool mirrored : {false, true})
        for (int turns = 0; turns < 4; ++turns) {
            SCOPED_TRACE(::testing::Message() << mirrored << " " << turns);
            Place place;
            place.orientation = {mirrored, turns, true};
            m_view.setPlace(place);
            lookAt({41, 30}, 4);
            const auto picture = m_view.grabPicture(); // the lens is not in it
            const auto white = spotOf(picture, 250, 255), grey = spotOf(picture, 120, 135);
            ASSERT_EQ(white.count, 16); // 4 x 4
            ASSERT_EQ(grey.count, 16);
            for (const int times : {2, 3, 4}) {
                m_aids.setMagnifier(true);
                while (m_aids.magnification() != times)
                    wheelAt(m_view, pointer, m_aids.magnification() < times ? 1 : -1,
                            Qt::ControlModifier);
                moveTo(m_view, pointer);
                ASSERT_TRUE(lens().isVisible());
                EXPECT_EQ(lens().geometry().center() + QPoint(1, 1), pointer);
                const auto seen = middleOf(lens());
                const QPointF centre(seen.width() / 2.0, seen.height() / 2.0);
                const auto whiteSeen = spotOf(seen, 250, 255), greySeen = spotOf(seen, 120, 135);
                EXPECT_EQ(whiteSeen.count, 16 * times * times);
                EXPECT_EQ(greySeen.count, 16 * times * times);
                const auto off = [&](const Spot& in, const Spot& through) {
                    const auto expected = (in.centre - QPointF(pointer)) * times + centre;
                    return QLineF(expected, through.centre).length();
                };
                EXPECT_LT(off(white, whiteSeen), 0.01);
                EXPECT_LT(off(grey, greySeen), 0.01);
            }
        }
}

TEST_F(MagnifierTest, HasItsOwnWindowAndLeavesTheViewsAlone) {
    m_aids.setMagnifier(true);
    moveTo(m_view, {250, 200});
    QSignalSpy dragged(&m_view, &ImageView::windowDragged);
    const QRect inside(5, 5, 490, 390); // without the frame of the focus
    const auto before = m_view.grabPicture().copy(inside);
    const auto lensBefore = middleOf(lens());
    QTest::mousePress(&m_view, Qt::RightButton, {}, {250, 200});
    moveTo(m_view, {350, 180}, Qt::RightButton);
    QTest::mouseRelease(&m_view, Qt::RightButton, {}, {350, 180});
    EXPECT_EQ(dragged.count(), 0);
    EXPECT_DOUBLE_EQ(m_view.window().width, 2000);
    EXPECT_EQ(m_view.grabPicture().copy(inside), before);
    // 400 px of drag are one width of the file's window: 100 right, 20 up.
    ASSERT_TRUE(lens().grey().window);
    EXPECT_DOUBLE_EQ(lens().grey().window->width, 2500);
    EXPECT_DOUBLE_EQ(lens().grey().window->centre, 900);
    EXPECT_EQ(lens().geometry().center() + QPoint(1, 1), QPoint(250, 200)); // stays on its spot
    moveTo(m_view, {250, 200});
    EXPECT_NE(middleOf(lens()), lensBefore);

    m_aids.setMagnifier(false);
    EXPECT_FALSE(lens().isVisible());
    QTest::mousePress(&m_view, Qt::RightButton, {}, {250, 200});
    moveTo(m_view, {260, 200}, Qt::RightButton);
    QTest::mouseRelease(&m_view, Qt::RightButton, {}, {260, 200});
    EXPECT_EQ(dragged.count(), 1);
    m_aids.setMagnifier(true);
    EXPECT_FALSE(lens().hasOwnWindow()); // begins as the view's again
}

TEST_F(MagnifierTest, OwnWindowGoesWithThePictureItWasSetFor) {
    m_aids.setMagnifier(true);
    moveTo(m_view, {250, 200});
    lens().dragWindow(50, 0);
    EXPECT_TRUE(lens().hasOwnWindow());
    m_view.setPicture(testing::pictureOf(testing::imageOf(60, 80, [](int, int) { return 7; }),
                                         testing::windowed(10, 20)));
    EXPECT_FALSE(lens().hasOwnWindow());
}

TEST_F(MagnifierTest, CtrlAndWheelChangeItsPowerAndNotTheZoom) {
    m_aids.setMagnifier(true);
    moveTo(m_view, {250, 200});
    const auto view = m_view.view();
    for (const int expected : {3, 4, 4}) {
        wheelAt(m_view, {250, 200}, 1, Qt::ControlModifier);
        EXPECT_EQ(m_aids.magnification(), expected);
    }
    EXPECT_EQ(m_view.view(), view);
    wheelAt(m_view, {250, 200}, 1, {});
    EXPECT_NEAR(m_view.view().zoom(), 4 * 1.2, 1e-9);
}

TEST_F(MagnifierTest, MovesWithoutTouchingThePictureBelow) {
    m_aids.setMagnifier(true);
    moveTo(m_view, {100, 100});
    QSignalSpy painted(&m_view, &ImageView::looksDifferent);
    for (int x = 100; x < 300; x += 10)
        moveTo(m_view, {x, 150});
    EXPECT_EQ(painted.count(), 0);
    EXPECT_EQ(lens().geometry().center() + QPoint(1, 1), QPoint(290, 150));
}

TEST_F(MagnifierTest, ShowsOutlinesUntilTheyAreHidden) {
    Shape shape;
    shape.finding = {core::LesionId("L1"),
                     core::ImageId("i"),
                     "mass",
                     {{{30, 20}, {55, 20}, {55, 45}, {30, 45}}},
                     {}};
    m_view.setShapes(core::ImageId("i"), {shape}, {});
    m_aids.setMagnifier(true);
    const auto corner = m_view.view().toWidget({30, 32});
    moveTo(m_view, {static_cast<int>(corner.x), static_cast<int>(corner.y)});
    const auto blue = [&] {
        const auto image = middleOf(lens());
        int n = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                n += image.pixelColor(x, y).blue() > image.pixelColor(x, y).red() + 60;
        return n;
    };
    EXPECT_GT(blue(), 100);
    m_view.setFindingsHidden(true);
    EXPECT_EQ(blue(), 0);
}

TEST_F(MagnifierTest, AtThePensTipStandsBesideTheSpotWhileAToolDraws) {
    m_aids.setTipLens(true);
    moveTo(m_view, {250, 200});
    EXPECT_FALSE(lens().isVisible()); // nothing is drawn in Select
    m_view.setMode(PolygonTool::Mode::Polygon);
    EXPECT_TRUE(lens().isVisible());
    for (const QPoint tip : {QPoint(250, 200), QPoint(490, 10), QPoint(10, 10), QPoint(490, 390)}) {
        moveTo(m_view, tip);
        const QRectF place(lens().geometry());
        EXPECT_GT(QLineF(place.center(), tip).length(), place.width() / 2 + 20); // round
        EXPECT_TRUE(m_view.rect().contains(lens().geometry())) << tip.x() << " " << tip.y();
        const auto image = m_view.view().toImage({double(tip.x()), double(tip.y())});
        const auto centre = lens().lensView().toWidget(image);
        EXPECT_NEAR(centre.x, lens().width() / 2.0, 1e-9);
        EXPECT_NEAR(centre.y, lens().height() / 2.0, 1e-9);
    }
    m_view.setMode(PolygonTool::Mode::Select);
    EXPECT_FALSE(lens().isVisible());
}

TEST_F(MagnifierTest, ShowsColourAndLeavesWithThePointer) {
    auto image = core::Image::create(50, 50, 3, core::SampleType::U8, core::PixelMeaning::Rgb);
    auto samples = image->samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); i += 3) {
        samples[i] = 200;
        samples[i + 1] = 90;
        samples[i + 2] = 30;
    }
    m_view.setPicture(testing::pictureOf(std::make_shared<const core::Image>(std::move(*image))));
    lookAt({25, 25}, 8);
    m_aids.setMagnifier(true);
    moveTo(m_view, {250, 200});
    const auto seen = middleOf(lens());
    EXPECT_EQ(seen.pixelColor(seen.width() / 2, seen.height() / 2), QColor(200, 90, 30));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&m_view, &leave);
    EXPECT_FALSE(lens().isVisible());
}

TEST_F(MagnifierTest, DoesNotShowWhatACurtainCovers) {
    m_view.setPicture(testing::pictureOf(testing::imageOf(60, 80, [](int, int) { return 2000; }),
                                         testing::windowed(1000, 2000)));
    lookAt({30, 40}, 20);
    m_aids.setCurtains(curtainsOf(CurtainKind::Upper)); // down to y 200
    m_aids.setMagnifier(true);
    moveTo(m_view, {250, 220});
    const auto seen = middleOf(lens());
    const int x = seen.width() / 2, centre = seen.height() / 2;
    // The edge is 20 px above the pointer: twice that in the lens.
    EXPECT_EQ(seen.pixelColor(x, centre - 44).red(), 0);
    EXPECT_EQ(seen.pixelColor(x, centre - 36).red(), 255);
}

} // namespace
} // namespace cw::viewers

// A scale of 1.5 can only be set before the application starts.
TEST(ScaledMagnifier, FillsEveryDevicePixelAtOneAndAHalf) {
    using namespace cw::viewers;
    if (qEnvironmentVariable("QT_SCALE_FACTOR") != "1.5") {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_SCALE_FACTOR", "1.5");
        QProcess again;
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::MergedChannels);
        again.start(QCoreApplication::applicationFilePath(), {"--gtest_filter=ScaledMagnifier.*"});
        ASSERT_TRUE(again.waitForFinished(60000));
        EXPECT_EQ(again.exitCode(), 0) << again.readAll().toStdString();
        return;
    }
    ImageView view;
    view.resize(400, 400);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    LookingAids aids;
    aids.add(&view);
    view.setPicture(cw::testing::pictureOf(
        cw::testing::imageOf(100, 100,
                             [](int column, int row) { return (column + row) % 2 * 2000; }),
        cw::testing::windowed(1000, 2000)));
    auto zoomed = view.view();
    zoomed.setZoom(4 / 1.5); // 4 device pixels an image pixel
    view.setView(zoomed);
    aids.setMagnifier(true);
    moveTo(view, {201, 202});
    auto* lens = view.findChild<Magnifier*>("magnifier");
    ASSERT_TRUE(lens && lens->isVisible());
    const auto seen = middleOf(*lens);
    EXPECT_EQ(lens->grab().toImage().width(), static_cast<int>(lens->width() * 1.5));
    // Squares of 8 device pixels, black and white and nothing between.
    int changes = 0;
    for (int x = 1; x < seen.width(); ++x) {
        const int grey = seen.pixelColor(x, 40).red();
        ASSERT_TRUE(grey == 0 || grey == 255) << grey;
        changes += grey != seen.pixelColor(x - 1, 40).red();
    }
    EXPECT_NEAR(changes, seen.width() / 8.0, 1);
}
