// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/PictureWindow.h"

#include <QLabel>

namespace cw::testing {
namespace {

using gui::pictureMonitors;

TEST(PictureMonitors, AreTheOnesBesideTheMainWindowTogetherIfTheyStandSideBySide) {
    const QRect desk(0, 0, 1920, 1200), left(1920, 0, 1536, 2048), right(3456, 0, 1536, 2048);
    EXPECT_EQ(pictureMonitors({desk, right, left}, desk), QRect(1920, 0, 3072, 2048));
    EXPECT_EQ(pictureMonitors({desk, left}, desk), left);
    EXPECT_TRUE(pictureMonitors({desk}, desk).isNull());
    // One on each side of the desk, or of two heights: never across a monitor of other things.
    const QRect beyond(-1536, 0, 1536, 2048);
    EXPECT_EQ(pictureMonitors({desk, left, beyond}, desk), left);
    EXPECT_EQ(pictureMonitors({desk, left, QRect(3456, 0, 1200, 1600)}, desk), left);
}

class PictureWindowTest : public GuiTest {};

TEST_F(PictureWindowTest, HoldsThePicturesWithTheKeysOfTheMainWindowAndGivesThemBack) {
    open("ann");
    openCase("C-0001");
    const auto meanOf = [this] {
        const auto picture = view(0).grabPicture();
        double sum = 0;
        for (int y = 0; y < picture.height(); y += 4)
            for (int x = 0; x < picture.width(); x += 4)
                sum += picture.pixelColor(x, y).red();
        return sum / (picture.height() / 4 * (picture.width() / 4));
    };
    ASSERT_GT(meanOf(), 5);
    key(Qt::Key_F11);
    auto* apart = m_window->findChild<gui::PictureWindow*>("pictureWindow");
    ASSERT_TRUE(apart);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(apart));
    EXPECT_EQ(view(0).QWidget::window(), apart);
    EXPECT_TRUE(m_window->findChild<QLabel*>("picturesAway")->isVisible());
    EXPECT_GT(meanOf(), 5) << "drawn in its new context";

    QTest::keyClick(&view(0), Qt::Key_P); // keys come from the pictures' window too
    EXPECT_EQ(view(0).tool().mode(), viewers::PolygonTool::Mode::Polygon);
    for (const auto& p : {core::PointPx{800, 700}, {1000, 700}, {1000, 900}, {800, 900}})
        click(view(0), p.x, p.y);
    QTest::keyClick(&view(0), Qt::Key_Return);
    EXPECT_EQ(desk().findings().size(), 1U);
    QTest::keyClick(&view(0), Qt::Key_2);
    EXPECT_EQ(page().hanging().step(), 2);

    apart->close();
    EXPECT_EQ(view(0).QWidget::window(), m_window.get());
    EXPECT_FALSE(page().picturesApart());
    EXPECT_FALSE(m_window->findChild<QLabel*>("picturesAway")->isVisible());
    CW_EVENTUALLY(meanOf() > 5);
    key(Qt::Key_F11);
    EXPECT_TRUE(page().picturesApart());
    key(Qt::Key_F11);
    EXPECT_FALSE(page().picturesApart());
}

} // namespace
} // namespace cw::testing
