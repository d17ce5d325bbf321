// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingView.h"

#include "viewers/SyntheticImages.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace cw::viewers {
namespace {

using core::Laterality;
using core::ViewPosition;

void show(QWidget& widget, int width, int height) {
    widget.resize(width, height);
    widget.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget));
}

HangingView::Item item(const char* id, Laterality side, ViewPosition view, char row, char column) {
    HangingView::Item item;
    item.id = core::ImageId(id);
    item.attributes.kind = core::ImageKind::Mammography;
    item.attributes.laterality = side;
    item.attributes.view = view;
    item.attributes.rowTowards = row;
    item.attributes.columnTowards = column;
    return item;
}

/// Four views as vendors store them, of two sizes; the left ones are stored mirrored on purpose.
void hangCase(HangingView& hanging) {
    hanging.setCase({item("rcc", Laterality::Right, ViewPosition::CC, 'P', 'L'),
                     item("lcc", Laterality::Left, ViewPosition::CC, 'P', 'R'),
                     item("rmlo", Laterality::Right, ViewPosition::MLO, 'P', 'F'),
                     item("lmlo", Laterality::Left, ViewPosition::MLO, 'P', 'F')});
    const auto wall = PictureSide::Right; // P to the right in all four files
    for (const char* id : {"rcc", "lcc"})
        hanging.setPicture(core::ImageId(id), testing::pictureOf(testing::breast(512, 640, wall),
                                                                 testing::windowed(1000, 2000)));
    for (const char* id : {"rmlo", "lmlo"})
        hanging.setPicture(core::ImageId(id), testing::pictureOf(testing::breast(640, 800, wall),
                                                                 testing::windowed(1000, 2000)));
}

TEST(HangingView, BringsAllChestWallsTogetherInTheMiddleWithoutAGap) {
    HangingView hanging;
    show(hanging, 1001, 701);
    hangCase(hanging);
    EXPECT_TRUE(hanging.allLoaded());
    const auto picture = hanging.grab().toImage();
    for (const int y : {175, 525}) { // the middle of each row
        int left = 500, right = 500;
        while (left > 0 && picture.pixelColor(left, y).red() > 200)
            --left;
        while (right < 1000 && picture.pixelColor(right, y).red() > 200)
            ++right;
        EXPECT_LT(left, 420) << "tissue of the right breast at y " << y;
        EXPECT_GT(right, 580) << "tissue of the left breast at y " << y;
    }
    EXPECT_LT(picture.pixelColor(40, 175).red(), 30); // air on the outside
    EXPECT_LT(picture.pixelColor(960, 175).red(), 30);
}

TEST(HangingView, GoesThroughTheWindowsOfTheFilesAndStaysInverted) {
    HangingView hanging;
    show(hanging, 400, 300);
    auto presentation = testing::windowed(1000, 2000);
    presentation.windows.push_back({500, 100, core::VoiFunction::Linear, "HARDER"});
    hanging.setCase({item("rcc", Laterality::Right, ViewPosition::CC, 'P', 'L'),
                     item("lcc", Laterality::Left, ViewPosition::CC, 'P', 'R')});
    EXPECT_FALSE(hanging.nextWindow()); // no picture yet
    hanging.setPicture(
        core::ImageId("rcc"),
        testing::pictureOf(testing::breast(64, 80, PictureSide::Right), presentation));
    hanging.setPicture(core::ImageId("lcc"),
                       testing::pictureOf(testing::breast(64, 80, PictureSide::Right),
                                          testing::windowed(1200, 2400))); // one window less
    hanging.toggleInvert();
    using Kind = Picture::Choice::Kind;
    auto chosen = hanging.nextWindow();
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->kind, Kind::Window);
    EXPECT_EQ(chosen->explanation, "HARDER");
    EXPECT_EQ(chosen->number, 2U);
    EXPECT_EQ(chosen->count, 3U);
    EXPECT_DOUBLE_EQ(hanging.views()[0]->window().width, 100);
    EXPECT_DOUBLE_EQ(hanging.views()[1]->window().width, 2001); // its last: 0 to 2000
    EXPECT_TRUE(hanging.views()[0]->grey().invert);
    EXPECT_EQ(hanging.nextWindow()->kind, Kind::FullRange);
    EXPECT_EQ(hanging.nextWindow()->number, 1U);
    EXPECT_DOUBLE_EQ(hanging.views()[0]->window().width, 2000);
    EXPECT_DOUBLE_EQ(hanging.views()[1]->window().width, 2400);
    EXPECT_TRUE(hanging.views()[1]->grey().invert);
}

TEST(HangingView, ShowsAllFourAtTheSameSize) {
    HangingView hanging;
    show(hanging, 1000, 700);
    hangCase(hanging);
    const double zoom = hanging.views().front()->view().zoom();
    for (const auto* view : hanging.views())
        EXPECT_DOUBLE_EQ(view->view().zoom(), zoom);
    EXPECT_NEAR(zoom, 349.0 / 800, 0.002); // the largest decides
}

TEST(HangingView, SizesByMillimetresWhereTheyAreKnown) {
    HangingView hanging;
    show(hanging, 1000, 700);
    auto fine = item("rcc", Laterality::Right, ViewPosition::CC, 'P', 'L');
    auto coarse = item("lcc", Laterality::Left, ViewPosition::CC, 'A', 'R');
    fine.attributes.spacing = core::SpacingMm{0.05, 0.05, core::SpacingSource::ImagerPixelSpacing};
    coarse.attributes.spacing = core::SpacingMm{0.1, 0.1, core::SpacingSource::ImagerPixelSpacing};
    hanging.setCase({fine, coarse});
    hanging.setPicture(fine.id, testing::pictureOf(testing::breast(512, 640, PictureSide::Right)));
    hanging.setPicture(coarse.id, testing::pictureOf(testing::breast(256, 320, PictureSide::Left)));
    EXPECT_DOUBLE_EQ(hanging.views()[1]->view().zoom(), 2 * hanging.views()[0]->view().zoom());
}

TEST(HangingView, MaximisesByDoubleClickAndComesBack) {
    HangingView hanging;
    show(hanging, 1000, 700);
    hangCase(hanging);
    auto* view = hanging.views()[2];
    QTest::mouseDClick(view, Qt::LeftButton, {}, QPoint(20, 20));
    EXPECT_EQ(view->size(), hanging.size());
    EXPECT_FALSE(hanging.views()[0]->isVisible());
    QTest::mouseDClick(view, Qt::LeftButton, {}, QPoint(20, 20));
    EXPECT_TRUE(hanging.views()[0]->isVisible());
    EXPECT_LT(view->width(), 600);
}

TEST(HangingView, StepsShowPairsAndRefuseEmptyOnes) {
    HangingView hanging;
    show(hanging, 1000, 700);
    hangCase(hanging);
    EXPECT_TRUE(hanging.setStep(3));
    EXPECT_FALSE(hanging.viewOf(core::ImageId("rcc"))->isVisible());
    EXPECT_EQ(hanging.viewOf(core::ImageId("rmlo"))->height(), 700);
    EXPECT_FALSE(hanging.setStep(7)); // there is no prior
    EXPECT_EQ(hanging.step(), 3);
}

TEST(HangingView, AFailedImageSaysWhyInItsViewport) {
    HangingView hanging;
    show(hanging, 600, 400);
    hanging.setCase({item("rcc", Laterality::Right, ViewPosition::CC, 'P', 'L')});
    QSignalSpy done(&hanging, &HangingView::allPicturesThere);
    hanging.setFailure(core::ImageId("rcc"), "Cannot be shown", "the pixel data is too short");
    EXPECT_EQ(done.count(), 1);
    const auto picture = hanging.grab().toImage();
    int amber = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const auto c = picture.pixelColor(x, y);
            amber += c.red() > 180 && c.blue() < 120;
        }
    EXPECT_GT(amber, 100); // the words are there
}

class ImageViewTest : public ::testing::Test {
protected:
    ImageViewTest() {
        show(m_view, 400, 400);
        m_view.setPicture(
            testing::pictureOf(testing::imageOf(800, 800, [](int column, int) { return column; }),
                               testing::windowed(400, 800)));
        m_view.setShapes(core::ImageId("i"), {}, {});
    }
    QPoint at(double x, double y) const {
        const auto p = m_view.view().toWidget({x, y});
        return {static_cast<int>(p.x), static_cast<int>(p.y)};
    }
    int greyAt(int x, int y) { return m_view.grabPicture().pixelColor(x, y).red(); }
    ImageView m_view;
};

TEST_F(ImageViewTest, ShowsARampWithTheRightGreyAtTheRightPixel) {
    for (const int x : {5, 100, 200, 301, 395})
        EXPECT_NEAR(greyAt(x, 200), (2 * x + 1) * 255.0 / 800, 1.5) << x;
}

TEST_F(ImageViewTest, ZoomsAtThePointer) {
    const auto before = m_view.view().toImage({300, 100});
    QWheelEvent wheel(QPointF(300, 100), m_view.mapToGlobal(QPointF(300, 100)), {}, {0, 240}, {},
                      {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&m_view, &wheel);
    const auto after = m_view.view().toImage({300, 100});
    EXPECT_NEAR(before.x, after.x, 1e-9);
    EXPECT_NEAR(before.y, after.y, 1e-9);
    EXPECT_NEAR(m_view.view().zoom(), 0.5 * 1.44, 1e-9);
}

TEST_F(ImageViewTest, PansWithTheMiddleButton) {
    const auto before = m_view.view().toWidget({400, 400});
    QTest::mousePress(&m_view, Qt::MiddleButton, {}, QPoint(200, 200));
    QTest::mouseMove(&m_view, QPoint(230, 190));
    QMouseEvent move(QEvent::MouseMove, QPointF(230, 190), m_view.mapToGlobal(QPointF(230, 190)),
                     Qt::NoButton, Qt::MiddleButton, {});
    QCoreApplication::sendEvent(&m_view, &move);
    QTest::mouseRelease(&m_view, Qt::MiddleButton, {}, QPoint(230, 190));
    const auto after = m_view.view().toWidget({400, 400});
    EXPECT_NEAR(after.x - before.x, 30, 1e-9);
    EXPECT_NEAR(after.y - before.y, -10, 1e-9);
}

TEST_F(ImageViewTest, WindowDragChangesTheGreyAndNothingElse) {
    const auto view = m_view.view();
    const int before = greyAt(200, 200);
    m_view.dragWindow(0, 100); // down: darker
    EXPECT_LT(greyAt(200, 200), before - 20);
    EXPECT_EQ(m_view.view(), view);
    core::ViewGrey inverted;
    inverted.invert = true;
    m_view.setGrey(inverted);
    EXPECT_NEAR(greyAt(5, 200), 255 - 11 * 255.0 / 800, 1.5);
}

TEST_F(ImageViewTest, ProposesAPolygonDrawnWithTheMouse) {
    annotation::Edit seen;
    int count = 0;
    QObject::connect(&m_view, &ImageView::editProposed, &m_view, [&](const annotation::Edit& edit) {
        seen = edit;
        ++count;
    });
    m_view.setMode(PolygonTool::Mode::Polygon);
    for (const QPoint p : {QPoint(100, 100), QPoint(300, 100), QPoint(200, 300)})
        QTest::mouseClick(&m_view, Qt::LeftButton, {}, p);
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, QPoint(102, 101)); // on the start
    ASSERT_EQ(count, 1);
    const auto* added = std::get_if<annotation::AddFinding>(&seen);
    ASSERT_TRUE(added);
    ASSERT_EQ(added->finding.outline.vertices.size(), 3U);
    EXPECT_NEAR(added->finding.outline.vertices[1].x, 600, 2.1);
}

TEST_F(ImageViewTest, DrawsOutlinesInTheirOwnersColourAndHidesThemOnDemand) {
    Shape shape;
    shape.finding = {core::LesionId("L1"),
                     core::ImageId("i"),
                     "mass",
                     {{{200, 200}, {600, 200}, {600, 600}, {200, 600}}},
                     {}};
    shape.owner = ShapeOwner::ReaderB;
    m_view.setShapes(core::ImageId("i"), {}, {shape});
    const auto orange = [&] {
        const auto picture = m_view.grabPicture();
        int n = 0;
        for (int x = 105; x < 295; ++x) {
            const auto c = picture.pixelColor(x, 100);
            n += c.red() > 180 && c.green() > 120 && c.blue() < 90;
        }
        return n;
    };
    EXPECT_GT(orange(), 60); // dashes
    EXPECT_LT(orange(), 185);
    m_view.setFindingsHidden(true);
    EXPECT_EQ(orange(), 0);
}

TEST_F(ImageViewTest, ShowsTheSameWithoutOpenGl) {
    qputenv("CONCORD_CANVAS", "raster");
    ImageView plain;
    qputenv("CONCORD_CANVAS", "vtk");
    show(plain, 400, 400);
    plain.setPicture(
        testing::pictureOf(testing::imageOf(800, 800, [](int column, int) { return column; }),
                           testing::windowed(400, 800)));
    const auto a = m_view.grabPicture(), b = plain.grabPicture();
    for (int y = 60; y < 390; y += 7)
        for (int x = 5; x < 395; x += 3)
            ASSERT_EQ(a.pixelColor(x, y), b.pixelColor(x, y)) << x << "," << y;
}

} // namespace
} // namespace cw::viewers

// A scale of 1.5 can only be set before the application starts: a second run of this program with
// the variable set carries these.
TEST(ScaledImageView, FillsEveryDevicePixelAtOneAndAHalf) {
    if (qEnvironmentVariable("QT_SCALE_FACTOR") != "1.5") {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_SCALE_FACTOR", "1.5");
        QProcess again;
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::MergedChannels);
        again.start(QCoreApplication::applicationFilePath(),
                    {"--gtest_filter=ScaledImageView.*:VtkCanvas.SurvivesASizeOfNothing"});
        ASSERT_TRUE(again.waitForFinished(60000));
        EXPECT_EQ(again.exitCode(), 0) << again.readAll().toStdString();
        return;
    }
    cw::viewers::ImageView view;
    view.resize(267, 201);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    ASSERT_EQ(view.devicePixelRatioF(), 1.5);
    view.setPicture(
        cw::testing::pictureOf(cw::testing::imageOf(2000, 2000, [](int, int) { return 2000; }),
                               cw::testing::windowed(1000, 2000)));
    auto whole = view.view();
    whole.setZoom(1);
    view.setView(whole);
    const auto picture = view.grabPicture();
    EXPECT_EQ(picture.width(), 401); // 400.5, rounded
    EXPECT_EQ(picture.pixelColor(picture.width() - 1, 150), QColor(Qt::white));
    EXPECT_EQ(picture.pixelColor(200, picture.height() - 1), QColor(Qt::white));
}
