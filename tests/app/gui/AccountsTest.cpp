// SPDX-License-Identifier: Apache-2.0
#include "PartyFixture.h"

#include "app/gui/panels/LoginDialog.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QImage>
#include <QMetaProperty>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QTranslator>

namespace cw::testing {
namespace {

class LoginTest : public PartyTest {
protected:
    void start() {
        gui::Options options;
        options.project = m_project.folder();
        m_station = std::make_unique<gui::Workstation>(options);
        m_station->start();
    }
    template <class Widget>
    Widget& in(const char* name) {
        return *m_station->login()->findChild<Widget*>(name);
    }
    void enterAs(const char* name, const QString& password) {
        auto& nameField = in<QLineEdit>("loginName");
        nameField.clear();
        QTest::keyClicks(&nameField, name);
        QTest::keyClicks(&in<QLineEdit>("loginPassword"), password);
        QTest::keyClick(&in<QLineEdit>("loginPassword"), Qt::Key_Return);
    }
    std::unique_ptr<gui::Workstation> m_station;
};

TEST_F(LoginTest, AWrongPasswordAndAnUnknownNameAreToldInTheSameWords) {
    start();
    ASSERT_TRUE(m_station->login());
    EXPECT_FALSE(m_station->window());
    enterAs("ann", "not the password");
    const auto wrong = in<QLabel>("loginMessage").text();
    EXPECT_EQ(wrong, "Name and password do not fit.");
    EXPECT_TRUE(in<QLineEdit>("loginPassword").text().isEmpty());
    enterAs("nobody", "password of ann");
    EXPECT_EQ(in<QLabel>("loginMessage").text(), wrong);
    EXPECT_FALSE(m_station->window());
}

TEST_F(LoginTest, WhoLogsInIsTheReaderAndChangesWithoutRestarting) {
    start();
    enterAs("ben", "password of ben");
    ASSERT_TRUE(m_station->window());
    EXPECT_FALSE(m_station->login());
    auto* window = m_station->window();
    EXPECT_EQ(window->reader().text(), "ben");
    EXPECT_FALSE(window->findChild<QComboBox*>("readers"));
    EXPECT_EQ(window->findChild<QLabel*>("account")->text(), "ben");
    EXPECT_EQ(window->findChild<QLabel*>("role")->text(), "Reader");
    QTest::mouseClick(window->findChild<QPushButton*>("changeUser"), Qt::LeftButton);
    CW_EVENTUALLY(m_station->login() && !m_station->window());
    enterAs("boss", "password of boss");
    ASSERT_TRUE(m_station->window());
    EXPECT_EQ(m_station->window()->reader().text(), "boss");
    EXPECT_EQ(m_station->window()->findChild<QLabel*>("role")->text(), "Coordinator");
    // With the key as well.
    QTest::keyClick(m_station->window(), Qt::Key_L, Qt::ControlModifier);
    CW_EVENTUALLY(m_station->login() && !m_station->window());
}

TEST_F(LoginTest, SaysThatCapsLockIsOnAndComposesNoHangulInThePassword) {
    start();
    auto& password = in<QLineEdit>("loginPassword");
    auto& hint = in<QLabel>("capsLock");
    QTest::keyClick(&password, Qt::Key_A); // "a"
    EXPECT_TRUE(hint.isHidden());
    QTest::sendKeyEvent(QTest::Click, &password, Qt::Key_A, QStringLiteral("A"), Qt::NoModifier);
    EXPECT_FALSE(hint.isHidden());
    QTest::sendKeyEvent(QTest::Click, &password, Qt::Key_A, QStringLiteral("A"), Qt::ShiftModifier);
    EXPECT_TRUE(hint.isHidden());
    EXPECT_FALSE(password.testAttribute(Qt::WA_InputMethodEnabled));
    EXPECT_EQ(password.echoMode(), QLineEdit::Password);
}

TEST_F(LoginTest, SpeaksKorean) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    start();
    enterAs("ann", "not the password");
    QStringList texts;
    for (const auto* label : m_station->login()->findChildren<QLabel*>())
        texts << label->text();
    for (const auto* button : m_station->login()->findChildren<QPushButton*>())
        texts << button->text();
    const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS");
    if (!to.isEmpty())
        m_station->login()->grab().save(to + "/login-ko.png");
    QCoreApplication::removeTranslator(&korean);
    for (auto text : texts) {
        text.remove(QRegularExpression("project|Caps Lock")); // the folder's name; the key's
        EXPECT_FALSE(text.contains(QRegularExpression("[A-Za-z]{3,}"))) << text.toStdString();
    }
}

class RolesTest : public PartyTest {};

TEST_F(RolesTest, ARoleSeesItsOwnWorkplacesAndNoKeyLeadsElsewhere) {
    using enum gui::Workplace;
    const std::map<std::string, std::set<std::string>> own{
        {"ann", {"worklist", "read", "compare"}},
        {"judge", {"worklist", "compare"}},
        {"stew", {"intake", "dataset", "validate"}},
        {"boss", {"intake", "worklist", "compare", "inspect", "dataset", "validate", "audit"}},
        {"review", {"compare", "inspect", "dataset"}}};
    const std::pair<Qt::Key, gui::Workplace> keys[] = {
        {Qt::Key_1, Intake},  {Qt::Key_2, Worklist}, {Qt::Key_3, Read},  {Qt::Key_4, Compare},
        {Qt::Key_5, Dataset}, {Qt::Key_6, Validate}, {Qt::Key_7, Audit}, {Qt::Key_8, Inspect}};
    for (const auto& [name, expected] : own) {
        enter(name);
        std::set<std::string> shown;
        for (const auto* button : m_window->findChildren<QToolButton*>())
            if (button->objectName().startsWith("rail-") && button->isVisible())
                shown.insert(button->objectName().mid(5).toStdString());
        EXPECT_EQ(shown, expected) << name;
        EXPECT_TRUE(m_window->places().contains(m_window->place())) << name;
        for (const auto& [pressed, place] : keys) {
            key(pressed, Qt::ControlModifier);
            EXPECT_EQ(m_window->place() == place, m_window->places().contains(place)) << name;
        }
        picture(QStringLiteral("role-%1.png").arg(QString::fromStdString(name)));
    }
}

TEST_F(RolesTest, AReaderSeesWhatTheySubmittedTodayWithoutTheTrail) {
    read("ann", "C-0001", "mass", "");
    enter("ann");
    const auto text = m_window->findChild<QLabel*>("left")->text();
    EXPECT_TRUE(text.contains("1 submitted today")) << text.toStdString();
}

TEST_F(RolesTest, AProjectWithoutAccountsSaysThatEverybodySeesEverything) {
    GuiProject open;
    GuiTest::open("ann", open.folder());
    EXPECT_EQ(m_window->findChild<QLabel*>("openProject")->text(),
              "open project: everybody sees everything");
    EXPECT_TRUE(m_window->findChild<QComboBox*>("readers"));
    EXPECT_FALSE(m_window->findChild<QPushButton*>("changeUser"));
    EXPECT_EQ(m_window->findChild<QLabel*>("version")->text(), "no version yet");
}

TEST_F(RolesTest, TheProgramTakesUserAndPasswordFileAndRefusesAWrongOne) {
    QTemporaryDir folder;
    const auto run = [&](const QStringList& who) {
        QProcess program;
        program.start(CW_WORKSTATION, QStringList{m_project.folder(), "--lang", "en",
                                                  "--screenshot", folder.filePath("w.png")} +
                                          who);
        EXPECT_TRUE(program.waitForFinished(90000));
        return std::pair(program.exitCode(), program.readAllStandardError());
    };
    EXPECT_EQ(run({"--user", "ann", "--password-file", passwordFile("ann")}).first, 0);
    EXPECT_EQ(QImage(folder.filePath("w.png")).size(), QSize(1600, 1000));
    const auto [code, words] = run({"--user", "ann", "--password-file", passwordFile("ben")});
    EXPECT_EQ(code, 3);
    EXPECT_TRUE(words.contains("do not fit")) << words.toStdString();
    EXPECT_FALSE(words.contains("password of"));
    EXPECT_TRUE(run({}).second.contains("has accounts"));
}

// -- blindness: everything that the window holds as text ------------------------------------------

const QString kMarker = QStringLiteral("zebra");

void addModel(QStringList& texts, const QAbstractItemModel& model, const QModelIndex& parent = {}) {
    for (int row = 0; row < model.rowCount(parent); ++row)
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const auto index = model.index(row, column, parent);
            for (int role = 0; role < Qt::UserRole + 16; ++role)
                texts << model.data(index, role).toString();
            if (model.hasChildren(index))
                addModel(texts, model, index);
        }
    for (int section = 0; section < model.columnCount(parent); ++section)
        texts << model.headerData(section, Qt::Horizontal).toString();
}

void addAccessible(QStringList& texts, QAccessibleInterface* interface, int depth = 0) {
    if (!interface || depth > 12)
        return;
    for (const auto text :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        texts << interface->text(text);
    for (int i = 0; i < std::min(interface->childCount(), 400); ++i)
        addAccessible(texts, interface->child(i), depth + 1);
}

void addShapes(QStringList& texts, const std::vector<viewers::Shape>& shapes) {
    for (const auto& shape : shapes) {
        texts << shape.caption << QString::fromStdString(shape.finding.label);
        for (const auto& [key, value] : shape.finding.attributes)
            texts << QString::fromStdString(value);
    }
}

/// Whatever text any object of the program holds: every property, every model with all roles, what
/// a screen reader is told, what is drawn over the pictures.
QStringList everythingHeld() {
    QStringList texts;
    QObjectList objects;
    for (auto* top : QApplication::topLevelWidgets())
        objects << top << top->findChildren<QObject*>();
    for (auto* object : objects) {
        const auto* meta = object->metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const auto value = meta->property(i).read(object);
            texts << value.toString() << value.toStringList();
        }
        for (const auto& name : object->dynamicPropertyNames())
            texts << object->property(name).toString();
        if (const auto* model = qobject_cast<QAbstractItemModel*>(object))
            addModel(texts, *model);
        if (const auto* view = qobject_cast<QAbstractItemView*>(object); view && view->model())
            addModel(texts, *view->model());
        if (const auto* view = qobject_cast<viewers::ImageView*>(object)) {
            addShapes(texts, view->ownShapes());
            addShapes(texts, view->otherShapes());
        }
        addAccessible(texts, QAccessible::queryAccessibleInterface(object));
    }
    return texts;
}

int heldWith(const QString& word) {
    int count = 0;
    for (const auto& text : everythingHeld())
        count += text.contains(word, Qt::CaseInsensitive);
    return count;
}

class BlindnessTest : public PartyTest {
protected:
    /// Every workplace, by key and by call, on both cases.
    void lookEverywhere() {
        using enum gui::Workplace;
        for (const char* id : {"C-0001", "C-0002"}) {
            m_window->worklistPage()->select(core::CaseId(id));
            m_window->openCase(core::CaseId(id));
            if (m_window->place() == Read) {
                CW_EVENTUALLY(page().ready());
                key(Qt::Key_R, Qt::ControlModifier);
            }
            for (const auto place :
                 {Intake, Worklist, Compare, Inspect, Dataset, Validate, Audit, Read, Compare})
                m_window->show(place);
            CW_EVENTUALLY(m_window->settled());
            key(Qt::Key_F1);
            EXPECT_EQ(heldWith(kMarker), 0) << id;
            key(Qt::Key_F1);
        }
    }
};

TEST_F(BlindnessTest, NothingOfTheOtherReadingIsHeldByAnyObjectBeforeBothAreIn) {
    read("ann", "C-0001", "zebra-label", "zebra-comment");
    read("ann", "C-0002", "zebra-label", "zebra-comment", Then::LeaveOpen);
    for (const auto* who : {"ben", "judge", "review", "stew"}) {
        enter(who);
        EXPECT_GT(everythingHeld().size(), 1000);
        lookEverywhere();
    }
}

TEST_F(BlindnessTest, TheSameWalkFindsItOnceBothAreIn) {
    read("ann", "C-0001", "zebra-label", "zebra-comment");
    read("ben", "C-0001", "mass", {});
    { as("ann"); }
    enter("ben");
    m_window->worklistPage()->select(core::CaseId("C-0001"));
    m_window->show(gui::Workplace::Compare);
    CW_EVENTUALLY(m_window->comparePage()->ready());
    EXPECT_GT(heldWith(kMarker), 1);
    EXPECT_EQ(m_window->status().message().contains("rules"), false)
        << m_window->status().message().toStdString();
}

} // namespace
} // namespace cw::testing
