// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/ShortcutCard.h"
#include "app/gui/panels/KeyListPanel.h"
#include "core/Files.h"

#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>

namespace cw::testing {
namespace {

using Mode = viewers::PolygonTool::Mode;

/// Each test begins with a reader who has changed nothing.
class KeysTest : public GuiTest {
protected:
    void SetUp() override {
        for (const auto* name : {"ann", "ben"}) {
            gui::ReaderSettings settings{core::ReaderId(name)};
            ASSERT_TRUE(settings.setKeys({}));
            for (const auto* panel : {"rail", "panel", "thumbnails"})
                settings.setFolded(panel, false);
        }
    }
    void TearDown() override { SetUp(); }
    QPushButton* keyButton(const QString& id) {
        return m_window->findChild<QPushButton*>("key-" + id);
    }
    void ask(const QString& id) {
        auto* list = m_window->findChild<gui::KeyListPanel*>();
        if (!list || list->isHidden())
            key(Qt::Key_F1);
        ASSERT_TRUE(keyButton(id)) << id.toStdString();
        QTest::mouseClick(keyButton(id), Qt::LeftButton);
    }
    QString message() { return m_window->findChild<QLabel*>("keyMessage")->text(); }
    Mode mode() { return view(0).tool().mode(); }
};

TEST_F(KeysTest, AMovedKeyWorksAtItsNewPlaceAndNoLongerAtTheOld) {
    open("ann");
    openCase("C-0001");
    ask("P");
    EXPECT_TRUE(message().contains("Polygon")) << message().toStdString();
    key(Qt::Key_Z);
    EXPECT_EQ(message(), "Z is now Polygon.");
    EXPECT_EQ(mode(), Mode::Select) << "the key pressed to be the new one did something else";
    picture("key-list.png");
    key(Qt::Key_Escape);
    key(Qt::Key_P);
    EXPECT_EQ(mode(), Mode::Select);
    key(Qt::Key_Z);
    EXPECT_EQ(mode(), Mode::Polygon);
}

TEST_F(KeysTest, ATakenKeyIsNamedAndExchangedWhenPressedAgain) {
    open("ann");
    openCase("C-0001");
    ask("P");
    key(Qt::Key_F);
    EXPECT_TRUE(message().contains("F is taken: Freehand")) << message().toStdString();
    key(Qt::Key_F1);
    EXPECT_TRUE(message().contains("F1 cannot be changed")) << message().toStdString();
    EXPECT_TRUE(m_window->keys().changes().empty());
    key(Qt::Key_F);
    key(Qt::Key_F); // another key in between: said once more, then exchanged
    EXPECT_TRUE(message().startsWith("Exchanged")) << message().toStdString();
    key(Qt::Key_Escape);
    key(Qt::Key_F);
    EXPECT_EQ(mode(), Mode::Polygon);
    key(Qt::Key_P);
    EXPECT_EQ(mode(), Mode::Freehand);
}

TEST_F(KeysTest, EscapeLeavesAKeyAsItIsAndIsNeverMovedItself) {
    open("ann");
    openCase("C-0001");
    ask("P");
    key(Qt::Key_Escape);
    EXPECT_TRUE(m_window->keys().changes().empty());
    EXPECT_TRUE(m_window->findChild<gui::KeyListPanel*>()->isVisible());
    EXPECT_EQ(keyButton("Esc"), nullptr);
    EXPECT_EQ(keyButton("F1"), nullptr);
    EXPECT_EQ(m_window->keys().move("Esc", {Qt::Key_U, {}}), gui::KeyMap::Move::Fixed);
    key(Qt::Key_Escape);
    EXPECT_FALSE(m_window->findChild<gui::KeyListPanel*>()->isVisible());
}

TEST_F(KeysTest, MovedKeysAreTheReadersOwnAndThereNextTime) {
    open("ann");
    openCase("C-0001");
    ask("P");
    key(Qt::Key_U, Qt::ControlModifier);
    m_window->setReader(core::ReaderId("ben"));
    EXPECT_TRUE(m_window->keys().changes().empty());
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(m_window->keys().changes(),
              (std::map<QString, QString>{{QString("P"), QString("Ctrl+U")}}));
    key(Qt::Key_U, Qt::ControlModifier);
    EXPECT_EQ(mode(), Mode::Polygon);
}

TEST_F(KeysTest, AKeyIsMovedByItsPlaceWhileHangulIsOn) {
    open("ann");
    openCase("C-0001");
    ask("P");
    // The key Z on a Korean keyboard; 52 is its X11 code.
    QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, {}, 52, 0, 0, QStringLiteral("ㅋ"));
    QCoreApplication::sendEvent(focus(), &press);
    EXPECT_EQ(message(), "Z is now Polygon.");
    key(Qt::Key_Escape);
    key(Qt::Key_Z);
    EXPECT_EQ(mode(), Mode::Polygon);
}

TEST_F(KeysTest, TooltipsAndHintsNameTheMovedKeyUntilAllAreReset) {
    open("ann");
    openCase("C-0001");
    const auto* tool = m_window->findChild<QToolButton*>("tool-polygon");
    const auto before = tool->toolTip();
    const auto hint = m_window->status().message();
    ASSERT_TRUE(before.endsWith("   P"));
    ASSERT_TRUE(hint.contains("P polygon")) << hint.toStdString();
    ask("P");
    key(Qt::Key_Z);
    EXPECT_TRUE(tool->toolTip().endsWith("   Z")) << tool->toolTip().toStdString();
    EXPECT_TRUE(m_window->status().message().contains("Z polygon"));
    QTest::mouseClick(m_window->findChild<QPushButton*>("resetKeys"), Qt::LeftButton);
    EXPECT_EQ(tool->toolTip(), before);
    EXPECT_EQ(m_window->status().message(), hint);
    EXPECT_TRUE(m_window->keys().changes().empty());
    EXPECT_TRUE(gui::ReaderSettings(core::ReaderId("ann")).keys().empty());
}

TEST_F(KeysTest, AChangeThatMeetsAKeyOfTheProgramGivesWay) {
    QWidget window;
    gui::KeyMap keys(&window);
    const auto nothing = [] { return true; };
    keys.add({Qt::Key_P, {}, "polygon", nothing});
    keys.add({Qt::Key_F, {}, "freehand", nothing});
    keys.add({Qt::Key_D, {}, "point", nothing});
    keys.add({Qt::Key_D, {}, "intake: device", nothing});
    EXPECT_FALSE(keys.setChanges({{"P", "F"}})); // F is not moved away
    EXPECT_TRUE(keys.changes().empty());
    EXPECT_FALSE(keys.setChanges({{"Q", "U"}, {"D", "U"}})); // Q is no key here
    EXPECT_EQ(keys.changes(), (std::map<QString, QString>{{QString("D"), QString("U")}}));
    EXPECT_EQ(keys.lines().size(), 3U); // what shares a key shares a line
    EXPECT_TRUE(keys.setChanges({{"P", "F"}, {"F", "P"}}));
    EXPECT_EQ(keys.whoHas({Qt::Key_F, {}}), "P");
    EXPECT_FALSE(keys.setChanges({{"P", "F"}, {"F", "D"}})); // a chain falls from its end
    EXPECT_TRUE(keys.changes().empty());
}

TEST_F(KeysTest, PanelsStayFoldedForTheReaderWhoFoldedThem) {
    open("ann");
    key(Qt::Key_F8);
    key(Qt::Key_F9);
    const auto shown = [this] {
        return std::pair(!m_window->findChild<QWidget*>("rail")->isHidden(), page().panelVisible());
    };
    EXPECT_EQ(shown(), std::pair(false, false));
    m_window->setReader(core::ReaderId("ben"));
    EXPECT_EQ(shown(), std::pair(true, true));
    open("ann");
    EXPECT_EQ(shown(), std::pair(false, false));
    key(Qt::Key_F8);
    open("ann");
    EXPECT_EQ(shown(), std::pair(true, false));
}

TEST_F(KeysTest, TheWindowComesBackWhereItsReaderLeftIt) {
    open("ann");
    m_window->setGeometry(120, 90, 1640, 900);
    CW_EVENTUALLY(m_window->size() == QSize(1640, 900));
    m_window->close();
    open("ann");
    EXPECT_TRUE(m_window->restorePlace());
    EXPECT_EQ(m_window->geometry(), QRect(120, 90, 1640, 900));
}

TEST_F(KeysTest, AReadersNameOpensNoOtherReadersSettings) {
    gui::ReaderSettings plain{core::ReaderId("a")}, slashed{core::ReaderId("a/folded")};
    slashed.setFolded("rail", true);
    EXPECT_FALSE(plain.folded("rail"));
    EXPECT_TRUE(gui::ReaderSettings(core::ReaderId("a/folded")).folded("rail"));
    EXPECT_FALSE(gui::ReaderSettings().folded("rail"));
    // One name's settings must not be a folder of the other's.
    slashed.setGeometry("1");
    EXPECT_FALSE(plain.folded("geometry"));
}

int countOf(const QByteArray& bytes, const char* pattern) {
    auto it = QRegularExpression(pattern).globalMatch(QString::fromLatin1(bytes));
    int count = 0;
    for (; it.hasNext(); it.next())
        ++count;
    return count;
}

TEST_F(KeysTest, TheProgramWritesTheCardOnOnePageOfA4) {
    QTemporaryDir folder;
    for (const auto* language : {"en", "ko"}) {
        const auto file = folder.path() + "/" + language + ".pdf";
        QProcess program;
        program.start(CW_WORKSTATION, {"--shortcut-card", file, "--lang", language});
        ASSERT_TRUE(program.waitForFinished(60000));
        ASSERT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
        QFile pdf(file);
        ASSERT_TRUE(pdf.open(QIODevice::ReadOnly));
        const auto bytes = pdf.readAll();
        EXPECT_TRUE(bytes.startsWith("%PDF-"));
        EXPECT_EQ(countOf(bytes, "/Type\\s*/Page\\b"), 1) << language;
        EXPECT_EQ(countOf(bytes, "/MediaBox\\s*\\[0 0 595\\.?\\d* 84[12]\\.?\\d*\\]"), 1)
            << language;
        EXPECT_GE(countOf(bytes, "/FontFile"), 1) << "fonts are in the file";
        if (QString(language) == "ko") {
            EXPECT_GE(countOf(bytes, "CJK|Nanum"), 1) << "a font with Hangul";
        }
    }
    QProcess program;
    program.start(CW_WORKSTATION, {"--shortcut-card", folder.path() + "/no/such/card.pdf"});
    ASSERT_TRUE(program.waitForFinished(60000));
    EXPECT_EQ(program.exitCode(), 3);
    EXPECT_FALSE(program.readAllStandardError().isEmpty());
}

TEST_F(KeysTest, TheCardHoldsEveryKeyOfTheListAndItsInkStaysInsideTheMargins) {
    open("ann");
    auto card = gui::shortcutCard(m_window->keys(), "ann");
    EXPECT_EQ(card.keys.size(), m_window->keys().lines().size());
    EXPECT_GE(card.keys.size(), 30U);
    QImage page(1190, 1684, QImage::Format_Grayscale8);
    page.fill(Qt::white);
    QPainter painter(&page);
    ASSERT_TRUE(gui::paint(card, painter, page.rect()));
    const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS");
    if (!to.isEmpty())
        page.save(to + "/card.png");
    int ink = 0, outside = 0;
    const QRect inner = page.rect().adjusted(76, 76, -76, -76);
    for (int y = 0; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x)
            if (page.pixelColor(x, y).value() < 128)
                ++(inner.contains(x, y) ? ink : outside);
    EXPECT_GT(ink, 10000);
    EXPECT_EQ(outside, 0);
    for (int i = 0; i < 400; ++i)
        card.keys.emplace_back("Ctrl+Shift+X", "one more of far too many lines for one page");
    EXPECT_FALSE(gui::paint(card, painter, page.rect()));
}

} // namespace
} // namespace cw::testing
