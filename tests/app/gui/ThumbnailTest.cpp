// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/ReaderSettings.h"
#include "app/gui/Thumbnail.h"
#include "app/gui/panels/ThumbnailStrip.h"

#include <QListWidget>

namespace cw::testing {
namespace {

class ThumbnailTest : public GuiTest {
protected:
    void SetUp() override {
        gui::ReaderSettings(core::ReaderId("ann")).setFolded("thumbnails", false);
    }
    void TearDown() override { SetUp(); }
    gui::ThumbnailStrip& strip() { return *m_window->findChild<gui::ThumbnailStrip*>(); }
    QListWidget& list() { return *m_window->findChild<QListWidget*>("thumbnails"); }
    QString said(int row) { return list().item(row)->toolTip(); }
    int rowOf(const char* title) {
        for (int row = 0; row < list().count(); ++row)
            if (said(row).startsWith(title))
                return row;
        return -1;
    }
    QPoint middleOf(int row) { return list().visualItemRect(list().item(row)).center(); }
    void openAll() {
        open("ann");
        openCase("C-0001");
        CW_EVENTUALLY(strip().allMade());
    }
};

double meanGrey(const QImage& image, double from, double to) {
    double sum = 0;
    int count = 0;
    for (int y = image.height() / 4; y < image.height() * 3 / 4; ++y)
        for (int x = static_cast<int>(from * image.width()); x < to * image.width(); ++x, ++count)
            sum += image.pixelColor(x, y).red();
    return sum / count;
}

TEST_F(ThumbnailTest, IsTheWholePictureTurnedAsItHangsAndNeverStretched) {
    openAll();
    for (auto* view : page().hanging().views()) {
        const auto& image = view->picture()->image();
        const auto thumbnail =
            gui::thumbnailOf(*view->picture(), view->place().orientation, {72, 84});
        ASSERT_FALSE(thumbnail.isNull());
        EXPECT_TRUE(thumbnail.width() == 72 || thumbnail.height() == 84);
        EXPECT_LE(thumbnail.width(), 72);
        EXPECT_LE(thumbnail.height(), 84);
        const double wanted = static_cast<double>(image.width()) / image.height();
        EXPECT_NEAR(thumbnail.width() / (thumbnail.height() * wanted), 1, 0.02);
        // The chest wall is where it hangs: at the inner edge, tissue there and air outside.
        const bool wallRight = view->place().anchor > 0;
        const double inner = wallRight ? meanGrey(thumbnail, 0.8, 1) : meanGrey(thumbnail, 0, 0.2);
        const double outer = wallRight ? meanGrey(thumbnail, 0, 0.1) : meanGrey(thumbnail, 0.9, 1);
        EXPECT_GT(inner, 25);
        EXPECT_LT(outer, 5);
    }
}

TEST_F(ThumbnailTest, ShowsWhatHangsAndHowManyFindingsAndBringsUpWhatIsClicked) {
    openAll();
    ASSERT_EQ(list().count(), 4);
    for (int row = 0; row < 4; ++row) // as they hang, row by row
        EXPECT_TRUE(said(row).startsWith(QStringList{"R CC", "L CC", "R MLO", "L MLO"}[row]))
            << row;
    // The first view is one of the two CC.
    const auto drawn = viewers::titleOf(page().hanging().items().front().attributes);
    const int row = rowOf(drawn.c_str()), other = 1 - row;
    drawSquare(800, 700, 200);
    drawSquare(400, 1200, 80);
    key(Qt::Key_V);
    EXPECT_TRUE(said(row).contains("findings: 2")) << said(row).toStdString();
    EXPECT_TRUE(said(other).contains("findings: 0"));
    key(Qt::Key_3);
    EXPECT_TRUE(said(row).contains("does not hang")) << said(row).toStdString();
    picture("thumbnails.png");
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, middleOf(row));
    EXPECT_FALSE(view(0).isHidden());
    EXPECT_EQ(page().hanging().current(), &view(0));
    EXPECT_TRUE(said(row).contains("hangs now"));
}

TEST_F(ThumbnailTest, EnterShowsAnImageAlone) {
    openAll();
    key(Qt::Key_F6);
    ASSERT_TRUE(list().hasFocus() || m_window->focusWidget() == &list());
    const auto title = viewers::titleOf(page().hanging().items()[1].attributes);
    list().setCurrentRow(rowOf(title.c_str()));
    QTest::keyClick(&list(), Qt::Key_Return);
    EXPECT_EQ(view(1).size(), page().hanging().size());
    EXPECT_TRUE(view(0).isHidden());
    int hung = 0;
    for (int row = 0; row < list().count(); ++row)
        hung += said(row).contains("hangs now");
    EXPECT_EQ(hung, 1);
}

TEST_F(ThumbnailTest, FoldsAndStaysFoldedForTheReader) {
    openAll();
    EXPECT_TRUE(strip().isVisible());
    const int before = page().hanging().width();
    key(Qt::Key_F7);
    EXPECT_FALSE(strip().isVisible());
    CW_EVENTUALLY(page().hanging().width() > before);
    openAll();
    EXPECT_FALSE(strip().isVisible());
}

} // namespace
} // namespace cw::testing
