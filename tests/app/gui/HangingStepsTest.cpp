// SPDX-License-Identifier: Apache-2.0
// Hanging steps and users' protocols in the real window.
#include "GuiFixture.h"

#include "app/gui/HangingFiles.h"
#include "app/gui/Options.h"

#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

namespace cw::testing {
namespace {

class HangingStepsTest : public GuiTest {
protected:
    HangingStepsTest() {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    QToolButton* button(int key) {
        return page().findChild<QToolButton*>(QStringLiteral("step-%1").arg(key));
    }
    QString said() { return m_window->findChild<QLabel*>("hint")->text(); }
    int visibleViews() {
        int n = 0;
        for (const auto* view : page().hanging().views())
            n += view->isVisible();
        return n;
    }
    /// The built-in mammography protocol with one text replaced, as a file of the folder.
    void putFile(const char* name, const QByteArray& from, const QByteArray& to) {
        auto text = viewers::builtInProtocolFile(core::ImageKind::Mammography);
        ASSERT_TRUE(text.contains(from)) << from.constData();
        text.replace(text.indexOf(from), from.size(), to);
        QFile file(m_hangings.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_settings, m_hangings;
};

TEST_F(HangingStepsTest, DigitsShowTheStepsOfTheProtocol) {
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(visibleViews(), 4);
    picture("step-1-all.png");
    for (const auto& [digit, views, name] :
         {std::tuple{Qt::Key_2, 2, "step-2-cc.png"}, std::tuple{Qt::Key_3, 2, "step-3-mlo.png"},
          std::tuple{Qt::Key_4, 2, "step-4-right.png"}, std::tuple{Qt::Key_5, 2, "step-5-left.png"},
          std::tuple{Qt::Key_6, 1, "step-6-quadrants.png"}}) {
        key(digit);
        EXPECT_EQ(visibleViews(), views) << name;
        EXPECT_TRUE(button(digit - Qt::Key_0)->isChecked()) << name;
        picture(name);
    }
    key(Qt::Key_7); // there is no prior
    EXPECT_EQ(page().hanging().step(), 6);
    EXPECT_TRUE(button(6)->isChecked());
    EXPECT_FALSE(button(7)->isChecked());
}

TEST_F(HangingStepsTest, TheSameDigitGoesThroughTheQuadrantsOfEveryImage) {
    open("ann");
    openCase("C-0001");
    key(Qt::Key_6);
    auto shown = page().hanging().shown();
    EXPECT_EQ(shown.pages, 4U);
    std::set<const viewers::ImageView*> seen;
    std::size_t presses = 0;
    do {
        const auto* current = page().hanging().current();
        ASSERT_TRUE(current && current->isVisible());
        EXPECT_DOUBLE_EQ(current->view().zoom() * current->devicePixelRatioF(), 1);
        seen.insert(current);
        key(Qt::Key_6);
        shown = page().hanging().shown();
    } while ((shown.page > 1 || shown.part > 1) && ++presses < 100);
    EXPECT_EQ(seen.size(), 4U);
    EXPECT_EQ(shown.part, 1U);
    EXPECT_FALSE(said().isEmpty());
    key(Qt::Key_1);
    EXPECT_EQ(visibleViews(), 4);
}

TEST_F(HangingStepsTest, AUsersFileReplacesTheBuiltInProtocol) {
    putFile("mine.json", "\"en\": \"CC pair\"", "\"en\": \"Both CC\"");
    open("ann");
    page().useHangingFolder(m_hangings.path());
    openCase("C-0001");
    EXPECT_TRUE(button(2)->toolTip().contains("Both CC"));
    EXPECT_EQ(page().findChild<QToolButton*>("hangings"), nullptr); // nothing to choose from
}

TEST_F(HangingStepsTest, AFaultyFileIsSaidWithItsLineAndTheBuiltInProtocolIsUsed) {
    putFile("mine.json", "\"view\": \"MLO\"", "\"view\": \"OLM\"");
    open("ann");
    page().useHangingFolder(m_hangings.path());
    openCase("C-0001");
    EXPECT_TRUE(said().contains("mine.json")) << said().toStdString();
    EXPECT_TRUE(said().contains("line 20")) << said().toStdString();
    EXPECT_EQ(visibleViews(), 4);
    EXPECT_TRUE(button(7));
}

TEST_F(HangingStepsTest, AReaderChoosesAmongProtocolsAndFindsTheChoiceAgain) {
    putFile("short.json", "\"id\": \"mammography\"", "\"id\": \"short\"");
    open("ann");
    page().useHangingFolder(m_hangings.path());
    openCase("C-0001");
    auto* menu = page().findChild<QToolButton*>("hangings");
    ASSERT_TRUE(menu);
    ASSERT_EQ(menu->menu()->actions().size(), 2);
    EXPECT_EQ(page().hanging().protocol().id, "mammography");
    menu->menu()->actions().at(1)->trigger();
    EXPECT_EQ(page().hanging().protocol().id, "short");
    open("ann");
    page().useHangingFolder(m_hangings.path());
    openCase("C-0001");
    EXPECT_EQ(page().hanging().protocol().id, "short");
    open("ben");
    page().useHangingFolder(m_hangings.path());
    openCase("C-0001");
    EXPECT_EQ(page().hanging().protocol().id, "mammography");
}

TEST_F(HangingStepsTest, TheBuiltInFilesAreWrittenForEditingAndNeverOverOthers) {
    ASSERT_TRUE(gui::writeBuiltInHangings(m_hangings.filePath("new")));
    const auto files = gui::hangingFiles(core::ImageKind::Mammography, m_hangings.filePath("new"));
    EXPECT_TRUE(files.faults.isEmpty());
    ASSERT_EQ(files.protocols.size(), 1U);
    EXPECT_EQ(files.protocols.front(), viewers::builtInProtocol(core::ImageKind::Mammography));
    EXPECT_FALSE(gui::writeBuiltInHangings(m_hangings.filePath("new")));
}

} // namespace
} // namespace cw::testing
