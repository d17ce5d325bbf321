// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/VtkCanvas.h"

#include <QPainter>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace cw::viewers::detail {
namespace {

/// Red counts columns, green counts rows: every pixel says where it belongs.
class Ramp : public CanvasSource {
public:
    void fillPicture(std::span<std::uint32_t> rgba, int width, int height, double) override {
        ++m_fills;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                rgba[static_cast<std::size_t>(y * width + x)] =
                    0xFF000000U | 77U << 16 | static_cast<std::uint32_t>(y & 255) << 8 |
                    static_cast<std::uint32_t>(x & 255);
    }
    void paintOverlay(QPainter& painter) override {
        painter.fillRect(QRectF(10, 20, 5, 5), Qt::white);
    }
    int m_fills = 0;
};

void expectRamp(const QImage& image) {
    for (const QPoint at :
         {QPoint(0, 0), QPoint(3, 7), QPoint(200, 31), QPoint(image.width() - 1, 0),
          QPoint(0, image.height() - 1), QPoint(image.width() - 1, image.height() - 1)}) {
        const QColor seen = image.pixelColor(at);
        EXPECT_EQ(seen.red(), at.x() & 255) << at.x() << "," << at.y();
        EXPECT_EQ(seen.green(), at.y() & 255) << at.x() << "," << at.y();
        EXPECT_EQ(seen.blue(), 77);
        EXPECT_EQ(seen.alpha(), 255);
    }
}

void show(QWidget& widget) {
    widget.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget));
}

TEST(VtkCanvas, ShowsTheRightValueAtTheRightPixel) {
    Ramp ramp;
    VtkCanvas canvas(ramp, nullptr);
    canvas.resize(301, 203);
    show(canvas);
    expectRamp(canvas.grab());
}

TEST(VtkCanvas, PaintsTheOverlayOverThePicture) {
    Ramp ramp;
    VtkCanvas canvas(ramp, nullptr);
    canvas.resize(300, 200);
    show(canvas);
    const auto image = canvas.grab();
    EXPECT_EQ(image.pixelColor(12, 22), QColor(Qt::white));
    EXPECT_EQ(image.pixelColor(16, 22), QColor(16, 22, 77));
}

TEST(VtkCanvas, TwoInOneWindowDoNotDisturbEachOther) {
    Ramp ramp;
    QWidget window;
    auto* first = new VtkCanvas(ramp, &window);
    auto* second = new VtkCanvas(ramp, &window);
    first->setGeometry(0, 0, 300, 200);
    second->setGeometry(300, 0, 260, 200);
    window.resize(560, 200);
    show(window);
    expectRamp(first->grab());
    expectRamp(second->grab());
    first->markChanged();
    expectRamp(first->grab());
    expectRamp(second->grab());
    const auto both = window.grab().toImage();
    EXPECT_EQ(both.pixelColor(40, 100), QColor(40, 100, 77));
    EXPECT_EQ(both.pixelColor(340, 100), QColor(40, 100, 77));
}

TEST(VtkCanvas, SurvivesMovingToAnotherWindow) {
    Ramp ramp;
    QWidget first, second;
    first.resize(300, 200);
    second.resize(300, 200);
    auto* canvas = new VtkCanvas(ramp, &first);
    canvas->resize(300, 200);
    show(first);
    expectRamp(canvas->grab());
    canvas->setParent(&second);
    canvas->show();
    show(second);
    expectRamp(canvas->grab());
}

TEST(VtkCanvas, SurvivesASizeOfNothing) {
    Ramp ramp;
    QWidget window;
    window.resize(400, 300);
    auto* canvas = new VtkCanvas(ramp, &window);
    canvas->resize(300, 200);
    show(window);
    canvas->resize(0, 0);
    canvas->markChanged();
    QCoreApplication::processEvents();
    canvas->resize(310, 190);
    expectRamp(canvas->grab());
}

TEST(VtkCanvas, CanBeDestroyedHiddenOrNeverShown) {
    Ramp ramp;
    { VtkCanvas never(ramp, nullptr); }
    auto canvas = std::make_unique<VtkCanvas>(ramp, nullptr);
    canvas->resize(300, 200);
    show(*canvas);
    canvas->hide();
    canvas.reset();
    VtkCanvas next(ramp, nullptr);
    next.resize(300, 200);
    show(next);
    expectRamp(next.grab());
}

TEST(VtkCanvas, AsksForThePictureOnlyWhenItChanged) {
    Ramp ramp;
    VtkCanvas canvas(ramp, nullptr);
    canvas.resize(300, 200);
    show(canvas);
    canvas.grab();
    const int fills = ramp.m_fills;
    canvas.grab();
    EXPECT_EQ(ramp.m_fills, fills);
    canvas.markChanged();
    canvas.grab();
    EXPECT_EQ(ramp.m_fills, fills + 1);
}

} // namespace
} // namespace cw::viewers::detail
