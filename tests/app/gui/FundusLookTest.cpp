// SPDX-License-Identifier: Apache-2.0
// The ways to look at a fundus photograph, by keys and buttons.
#include "GuiFixture.h"
#include "PlantedProject.h"

#include <QRegularExpression>
#include <QToolButton>
#include <QTranslator>
#include <filesystem>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;

/// A project of two synthetic fundus patients, assigned; made once.
class FundusLookTest : public GuiTest {
protected:
    static void SetUpTestSuite() { s_eyes = new PlantedProject(core::ImageKind::Fundus, 2, 3); }
    static void TearDownTestSuite() { delete s_eyes; }

    void openFundus() {
        open("ann", QString::fromStdString(s_eyes->folder().string()));
        openCase("C-0001");
    }
    QToolButton& look(int i) {
        auto* button = m_window->findChild<QToolButton*>(QStringLiteral("look%1").arg(i));
        if (!button)
            throw std::runtime_error("no such look");
        return *button;
    }
    const core::Image& shown() { return view(0).picture()->image(); }
    bool shows(int samples) { return view(0).picture()->image().samplesPerPixel() == samples; }

    inline static PlantedProject* s_eyes = nullptr;
};

TEST_F(FundusLookTest, GoesThroughTheViewsByOneKeyAndKeepsZoomAndFindings) {
    openFundus();
    EXPECT_TRUE(look(0).isChecked());
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600); // the strip fits a common screen
    drawSquare(300, 300, 120);
    view(0).oneToOne();
    const auto seen = view(0).view();
    const auto original = view(0).picture()->image();
    key(Qt::Key_G);
    CW_EVENTUALLY(shows(1));
    EXPECT_TRUE(look(1).isChecked());
    EXPECT_FALSE(look(0).isChecked());
    ASSERT_EQ(shown().width(), original.width());
    for (int x = 0; x < shown().width(); x += 37)
        EXPECT_EQ(shown().valueAt(x, shown().height() / 2), // green
                  original.samples<std::uint8_t>()[static_cast<std::size_t>(
                      3 * (shown().height() / 2 * original.width() + x) + 1)]);
    EXPECT_TRUE(view(0).view() == seen);
    EXPECT_EQ(desk().findings().size(), 1U);
    for (int i = 2; i < 6; ++i) {
        key(Qt::Key_G);
        EXPECT_TRUE(look(i).isChecked());
        CW_EVENTUALLY(!m_window->loading());
        picture(QStringLiteral("fundus-look%1.png").arg(i));
    }
    key(Qt::Key_G);
    EXPECT_TRUE(look(0).isChecked());
    CW_EVENTUALLY(shows(3) && shown().bytes().size() == original.bytes().size() &&
                  std::ranges::equal(shown().bytes(), original.bytes()));
    EXPECT_TRUE(view(0).view() == seen);
    ASSERT_TRUE(page().undo());
}

TEST_F(FundusLookTest, FlicksToTheOriginalOnlyWhileSpaceIsHeld) {
    openFundus();
    QTest::mouseClick(&look(2), Qt::LeftButton);
    CW_EVENTUALLY(shows(1));
    QTest::keyPress(focus(), Qt::Key_Space);
    CW_EVENTUALLY(shows(3));
    EXPECT_TRUE(look(2).isChecked()); // what it goes back to
    QTest::keyRelease(focus(), Qt::Key_Space);
    CW_EVENTUALLY(shows(1));
}

TEST_F(FundusLookTest, OpensEachCaseInColour) {
    openFundus();
    key(Qt::Key_G);
    CW_EVENTUALLY(shows(1));
    key(Qt::Key_PageDown);
    CW_EVENTUALLY(page().caseId() == core::CaseId("C-0002") && page().ready());
    EXPECT_TRUE(look(0).isChecked());
    EXPECT_TRUE(shows(3));
    for (auto* each : page().hanging().views())
        EXPECT_EQ(each->picture()->image().samplesPerPixel(), 3);
}

TEST_F(FundusLookTest, ShowsTheLastOneAskedForHoweverFastTheKeyIsPressed) {
    openFundus();
    const auto original = view(0).picture()->image();
    const auto showsChannel = [&](int channel) {
        for (int y = 0; y < original.height(); y += 41)
            for (int x = 0; x < original.width(); x += 41)
                if (shown().valueAt(x, y) !=
                    original.samples<std::uint8_t>()[static_cast<std::size_t>(
                        3 * (y * original.width() + x) + channel)])
                    return false;
        return true;
    };
    for (int i = 0; i < 5; ++i)
        key(Qt::Key_G);
    EXPECT_TRUE(look(5).isChecked());
    CW_EVENTUALLY(shows(1) && showsChannel(0)); // red, the last of the strip
    CW_EVENTUALLY(!m_window->loading());
    EXPECT_TRUE(shows(1) && showsChannel(0)); // nothing older came after it
}

TEST_F(FundusLookTest, SpeaksKorean) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    openFundus();
    const QRegularExpression latin("[A-Za-z]{3,}"), allowed("CLAHE|Space");
    for (int i = 0; i < 6; ++i) {
        key(Qt::Key_G);
        for (auto text : {look(i).text(), look(i).toolTip(), look(i).accessibleName()})
            EXPECT_FALSE(text.remove(allowed).contains(latin)) << text.toStdString();
    }
    for (int i = 0; i < 4; ++i)
        key(Qt::Key_G);
    CW_EVENTUALLY(look(4).isChecked() && !m_window->loading() && shows(3));
    picture("fundus-even-light-korean.png");
    QCoreApplication::removeTranslator(&korean);
}

TEST_F(FundusLookTest, IsNotThereForMammograms) {
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(m_window->findChild<QToolButton*>("look1"), nullptr);
    const auto* before = view(0).picture();
    key(Qt::Key_G);
    QCoreApplication::processEvents();
    EXPECT_EQ(view(0).picture(), before);
}

} // namespace
} // namespace cw::testing
