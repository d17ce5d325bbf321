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
    drawSquare(800, 700, 200);
    drawSquare(400, 1200, 80);
    key(Qt::Key_V);
    EXPECT_TRUE(said(0).contains("findings: 2")) << said(0).toStdString();
    EXPECT_TRUE(said(1).contains("findings: 0"));
    key(Qt::Key_3);
    EXPECT_TRUE(said(0).contains("does not hang")) << said(0).toStdString();
    picture("thumbnails.png");
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, middleOf(0));
    EXPECT_FALSE(view(0).isHidden());
    EXPECT_EQ(page().hanging().current(), &view(0));
    EXPECT_TRUE(said(0).contains("hangs now"));
}

TEST_F(ThumbnailTest, EnterShowsAnImageAlone) {
    openAll();
    list().setFocus();
    list().setCurrentRow(1);
    QTest::keyClick(&list(), Qt::Key_Return);
    EXPECT_EQ(view(1).size(), page().hanging().size());
    EXPECT_TRUE(view(0).isHidden());
    EXPECT_TRUE(said(0).contains("does not hang"));
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
