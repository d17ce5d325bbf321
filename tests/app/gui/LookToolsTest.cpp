// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/MonitorCalibration.h"
#include "app/gui/panels/RulerDialog.h"
#include "app/gui/panels/StatusLine.h"
#include "viewers/Magnifier.h"
#include "viewers/WindowPresets.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSettings>
#include <QTranslator>

namespace cw::testing {
namespace {

using viewers::CurtainKind;

class LookToolsTest : public GuiTest {
protected:
    LookToolsTest() {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void SetUp() override {
        open("ann");
        openCase("C-0001");
    }
    std::string message() { return m_window->status().message().toStdString(); }
    viewers::LookingAids& aids() { return page().hanging().aids(); }
    viewers::Magnifier& lens(int index) {
        return *view(index).findChild<viewers::Magnifier*>("magnifier");
    }
    void pointAt(viewers::ImageView& view, QPoint at) {
        QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(QPointF(at)), Qt::NoButton,
                         Qt::NoButton, {});
        QCoreApplication::sendEvent(&view, &move);
    }
    gui::RulerDialog* ruler() {
        auto* dialog = m_window->findChild<gui::RulerDialog*>("rulerDialog");
        return dialog && dialog->isVisible() ? dialog : nullptr;
    }
    /// Types the length of the bar and keeps it.
    void measure(const char* millimetres) {
        auto* length = ruler()->findChild<QDoubleSpinBox*>("rulerLength");
        length->selectAll();
        QTest::keyClicks(length, millimetres);
        QTest::mouseClick(ruler()->findChild<QPushButton*>("rulerKeep"), Qt::LeftButton);
        CW_EVENTUALLY(!ruler());
    }
    QString zoomText() { return m_window->findChild<QLabel*>("zoom")->text(); }

    QTemporaryDir m_settings;
};

TEST_F(LookToolsTest, MTurnsTheMagnifierOnAndOffAndEscOff) {
    pointAt(view(0), {200, 200});
    key(Qt::Key_M);
    EXPECT_TRUE(lens(0).isVisible());
    EXPECT_FALSE(lens(1).isVisible()); // the pointer is in one viewport
    EXPECT_NE(message().find("Ctrl and wheel"), std::string::npos) << message();
    pointAt(view(0), {view(0).width() - 160, view(0).height() / 2});
    picture("magnifier.png");
    key(Qt::Key_M);
    EXPECT_FALSE(lens(0).isVisible());
    key(Qt::Key_M);
    key(Qt::Key_Escape);
    EXPECT_FALSE(aids().magnifier());
}

TEST_F(LookToolsTest, TheLensAtThePensTipIsThereOnlyWhileDrawing) {
    pointAt(view(0), {200, 200});
    key(Qt::Key_M, Qt::ShiftModifier);
    EXPECT_FALSE(lens(0).isVisible());
    key(Qt::Key_P);
    EXPECT_TRUE(lens(0).isVisible());
    for (const QPoint p : {QPoint(440, 180), QPoint(500, 190), QPoint(520, 240)})
        QTest::mouseClick(&view(0), Qt::LeftButton, {}, p);
    pointAt(view(0), {480, 260});
    picture("tip-lens.png");
    key(Qt::Key_Escape);
    key(Qt::Key_V);
    EXPECT_FALSE(lens(0).isVisible());
    key(Qt::Key_M, Qt::ShiftModifier);
    EXPECT_FALSE(aids().tipLens());
}

TEST_F(LookToolsTest, UGoesThroughTheCurtainsAndEscOpensThem) {
    for (const auto kind :
         {CurtainKind::Upper, CurtainKind::Lower, CurtainKind::Band, CurtainKind::NippleSide,
          CurtainKind::ChestWallSide, CurtainKind::None}) {
        key(Qt::Key_U);
        EXPECT_EQ(aids().curtains().kind, kind);
        for (int i = 0; i < 4; ++i)
            EXPECT_EQ(view(i).curtains().kind, kind);
        if (kind == CurtainKind::Band)
            picture("curtains-band.png");
        if (kind == CurtainKind::NippleSide)
            picture("curtains-nipple.png");
    }
    key(Qt::Key_U);
    EXPECT_NE(message().find("Upper half covered"), std::string::npos) << message();
    key(Qt::Key_Escape);
    EXPECT_EQ(aids().curtains().kind, CurtainKind::None);
}

TEST_F(LookToolsTest, THidesTheWordsAndKeepsThemHiddenInTheNextCase) {
    const auto with = view(0).grabPicture();
    key(Qt::Key_T);
    EXPECT_NE(view(0).grabPicture(), with);
    EXPECT_NE(message().find("warnings stay"), std::string::npos) << message();
    key(Qt::Key_PageDown);
    CW_EVENTUALLY(page().ready());
    EXPECT_TRUE(aids().wordsHidden());
    key(Qt::Key_T);
    EXPECT_FALSE(aids().wordsHidden());
}

TEST_F(LookToolsTest, ShiftWListsTheWindowsOfTheFileAndPresets) {
    key(Qt::Key_W, Qt::ShiftModifier);
    auto* menu = m_window->findChild<QMenu*>("windowMenuList");
    ASSERT_TRUE(menu && menu->isVisible());
    QStringList texts;
    for (const auto* action : menu->actions())
        texts << action->text();
    EXPECT_TRUE(texts.join('|').contains("Window of the file: NORMAL"))
        << texts.join('|').toStdString();
    EXPECT_TRUE(texts.join('|').contains("Full range of the image"));
    EXPECT_TRUE(texts.join('|').contains("Dense tissue"));
    EXPECT_TRUE(menu->actions().front()->isChecked());
    if (const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS"); !to.isEmpty())
        menu->grab().save(to + "/window-menu.png");
    const auto before = view(0).window();
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down); // the full range
    QTest::keyClick(menu, Qt::Key_Return);
    EXPECT_NE(message().find("Full range of the image (2/2)"), std::string::npos) << message();
    EXPECT_FALSE(view(0).window() == before);

    page().look().choosePreset(0);
    EXPECT_DOUBLE_EQ(view(0).window().width, before.width * 0.6);
    EXPECT_DOUBLE_EQ(view(0).window().centre, before.centre + before.width * 0.15);
    key(Qt::Key_W);
    EXPECT_DOUBLE_EQ(view(0).window().width, before.width); // on from the file's list
}

TEST_F(LookToolsTest, TrueSizeAsksForARulerOnceAndKeepsItsAnswer) {
    key(Qt::Key_8);
    CW_EVENTUALLY(ruler());
    const int bar = ruler()->barDevicePixels();
    // Measured on the picture of the bar, not taken from the dialog's word.
    const auto drawn = ruler()->findChild<QWidget*>("rulerBar")->grab().toImage();
    int first = -1, last = -1;
    for (int x = 0; x < drawn.width(); ++x)
        if (drawn.pixelColor(x, 2).red() > 150) {
            first = first < 0 ? x : first;
            last = x;
        }
    EXPECT_EQ(last - first, bar);
    EXPECT_GT(bar, 900); // of 1920
    if (const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS"); !to.isEmpty())
        ruler()->grab().save(to + "/ruler.png");
    measure("240.0");
    const auto today = QDate::currentDate().toString(Qt::ISODate);
    EXPECT_EQ(message(), "True size by the ruler of " + today.toStdString() + ".");
    EXPECT_TRUE(zoomText().contains("true size (ruler " + today + ")")) << zoomText().toStdString();
    const double spacing = page().hanging().items()[0].attributes.spacing->row;
    EXPECT_NEAR(view(0).view().zoom(), spacing * bar / 240.0, 1e-9);
    picture("true-size.png");
    key(Qt::Key_0);
    EXPECT_FALSE(zoomText().contains("true size")) << zoomText().toStdString();
    key(Qt::Key_8);
    EXPECT_FALSE(ruler());
    EXPECT_NEAR(view(0).view().zoom(), spacing * bar / 240.0, 1e-9);
    open("ann"); // another day
    openCase("C-0001");
    key(Qt::Key_8);
    EXPECT_FALSE(ruler());
    EXPECT_TRUE(zoomText().contains("true size (ruler")) << zoomText().toStdString();
    // Another resolution, other pixels: the measurement does not hold for it.
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, "Concord", "workstation");
    settings.setValue(
        "monitor/" + gui::monitorName(*m_window->screen()).replace('/', '_') + "/pixels", 1234);
    settings.sync();
    EXPECT_FALSE(gui::calibrationOf(*m_window->screen()));
}

TEST_F(LookToolsTest, TrueSizeWithoutARulerSaysThatItIsNotCalibrated) {
    key(Qt::Key_8);
    CW_EVENTUALLY(ruler());
    QTest::keyClick(ruler(), Qt::Key_Escape);
    CW_EVENTUALLY(!ruler());
    key(Qt::Key_8);
    EXPECT_FALSE(ruler());
    EXPECT_NE(message().find("not calibrated"), std::string::npos) << message();
    EXPECT_TRUE(zoomText().contains("not calibrated")) << zoomText().toStdString();
    key(Qt::Key_8, Qt::ShiftModifier); // by its own key at any time
    CW_EVENTUALLY(ruler());
    auto* length = ruler()->findChild<QDoubleSpinBox*>("rulerLength");
    auto* keep = ruler()->findChild<QPushButton*>("rulerKeep");
    EXPECT_TRUE(keep->isEnabled());
    length->selectAll();
    QTest::keyClicks(length, "2.4"); // centimetres
    EXPECT_FALSE(keep->isEnabled());
}

TEST_F(LookToolsTest, TrueSizeSaysWhyThereIsNone) {
    auto items = page().hanging().items();
    for (auto& item : items)
        item.attributes.spacing.reset();
    page().hanging().setCase(items);
    key(Qt::Key_8);
    EXPECT_FALSE(ruler());
    EXPECT_EQ(message(), "No true size: the file names no pixel size.");
    for (auto& item : items)
        item.attributes.spacing = core::SpacingMm{0.07, 0.09, core::SpacingSource::Raster};
    page().hanging().setCase(items);
    key(Qt::Key_8);
    EXPECT_EQ(message(), "No true size: the pixels of this picture are not square.");
}

TEST_F(LookToolsTest, SpeaksKoreanInMenusAndInTheRuler) {
    m_window.reset();
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    open("ann");
    openCase("C-0001");
    key(Qt::Key_W, Qt::ShiftModifier);
    auto* windows = m_window->findChild<QMenu*>("windowMenuList");
    QStringList texts;
    for (const auto* menu : {windows, m_window->findChild<QMenu*>("lookMenuList")})
        for (const auto* action : menu->actions())
            texts << action->text();
    windows->hide();
    for (const auto k : {Qt::Key_M, Qt::Key_U, Qt::Key_T}) {
        key(k);
        texts << m_window->status().message();
    }
    key(Qt::Key_8);
    CW_EVENTUALLY(ruler());
    for (const auto* label : ruler()->findChildren<QLabel*>())
        texts << label->text();
    for (const auto* button : ruler()->findChildren<QPushButton*>())
        texts << button->text();
    picture("ruler-korean.png");
    if (const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS"); !to.isEmpty()) {
        ruler()->grab().save(to + "/ruler-korean.png");
        m_window->findChild<QMenu*>("lookMenuList")->grab().save(to + "/look-menu-korean.png");
    }
    measure("240.0");
    texts << m_window->status().message() << zoomText();
    QCoreApplication::removeTranslator(&korean);
    for (auto text : texts) {
        text.remove(QRegularExpression("VOI LUT|NORMAL|Ctrl|Shift|Esc"));
        EXPECT_FALSE(text.contains(QRegularExpression("[A-Za-z]{3,}"))) << text.toStdString();
    }
    EXPECT_GT(texts.size(), 25);
}

TEST_F(LookToolsTest, TheMagnifierIsOnTheComparePageToo) {
    m_window->show(gui::Workplace::Compare);
    auto& compare = *m_window->comparePage();
    CW_EVENTUALLY(compare.ready());
    auto& side = compare.side(0);
    key(Qt::Key_M);
    pointAt(side, {150, 150});
    EXPECT_TRUE(side.findChild<viewers::Magnifier*>("magnifier")->isVisible());
    EXPECT_FALSE(aids().magnifier()); // the Read page has its own
}

TEST_F(LookToolsTest, TheWindowStillFitsAMonitorOf1600Pixels) {
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600);
}

} // namespace
} // namespace cw::testing
