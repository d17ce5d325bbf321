// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/DiskWatch.h"
#include "app/gui/models/ReaderProgress.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QProgressBar>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextEdit>
#include <QTranslator>
#include <algorithm>

namespace cw::testing {
namespace {

class AccessTest : public GuiTest {
protected:
    void visitEverything() {
        open("ann");
        openCase("C-0001");
        drawSquare(800, 700, 200);
        key(Qt::Key_R, Qt::ControlModifier);
        key(Qt::Key_F1);
        using enum gui::Workplace;
        for (const auto place :
             {Intake, Worklist, Compare, Inspect, Dataset, Validate, Audit, Read})
            m_window->show(place);
        CW_EVENTUALLY(page().ready());
    }
};

/// What a user can operate, or reads a state from; without the parts that Qt makes inside them.
bool operable(const QWidget& widget) {
    const QString name = widget.objectName(), kind = widget.metaObject()->className();
    const bool inside = name.startsWith("qt_") || kind.startsWith("QLineEditIcon") ||
                        kind.startsWith("QTableCorner") || kind.startsWith("QComboBoxPrivate") ||
                        qobject_cast<const QScrollBar*>(&widget) ||
                        qobject_cast<const QHeaderView*>(&widget);
    if (inside)
        return false;
    for (const auto* above = widget.parentWidget(); above; above = above->parentWidget())
        if (qobject_cast<const QComboBox*>(above) || qobject_cast<const QAbstractSpinBox*>(above))
            return false;
    return qobject_cast<const QAbstractButton*>(&widget) ||
           qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const QAbstractSpinBox*>(&widget) ||
           qobject_cast<const QAbstractSlider*>(&widget) ||
           qobject_cast<const QAbstractItemView*>(&widget) ||
           qobject_cast<const QPlainTextEdit*>(&widget) ||
           qobject_cast<const QTextEdit*>(&widget) || qobject_cast<const QProgressBar*>(&widget) ||
           qobject_cast<const viewers::ImageView*>(&widget);
}

/// What a screen reader says of it.
QString nameOf(const QWidget& widget) {
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text();
    for (const auto* label : widget.window()->findChildren<QLabel*>())
        if (label->buddy() == &widget)
            return label->text();
    return {};
}

TEST_F(AccessTest, EveryControlOfEveryPageHasANameInBothLanguages) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    for (const bool inKorean : {false, true}) {
        if (inKorean)
            QCoreApplication::installTranslator(&korean);
        visitEverything();
        int seen = 0;
        for (const auto* widget : m_window->findChildren<QWidget*>()) {
            if (!operable(*widget))
                continue;
            ++seen;
            const auto name = nameOf(*widget);
            const auto which = (widget->objectName() + " " + widget->metaObject()->className() +
                                " in " + widget->parentWidget()->metaObject()->className())
                                   .toStdString();
            EXPECT_TRUE(std::any_of(name.begin(), name.end(), [](QChar c) {
                return c.isLetterOrNumber();
            })) << which;
            const bool english = name.contains(QRegularExpression("[A-Za-z]{4,}")) &&
                                 !name.contains(QRegularExpression("[가-힣]")) &&
                                 !name.startsWith("concord ");
            EXPECT_FALSE(inKorean && english) << which << ": " << name.toStdString();
        }
        EXPECT_GT(seen, 80);
        QCoreApplication::removeTranslator(&korean);
    }
}

TEST_F(AccessTest, TheHeaderWarnsBeforeTheDiskIsFull) {
    open("ann");
    auto& disk = m_window->disk();
    disk.setFree([] { return std::optional<std::uintmax_t>(50ULL << 30); });
    EXPECT_FALSE(disk.isVisible());
    disk.setFree([] { return std::optional<std::uintmax_t>(1500ULL << 20); });
    EXPECT_TRUE(disk.isVisible());
    EXPECT_TRUE(disk.text().contains("nearly full")) << disk.text().toStdString();
    disk.setFree([] { return std::optional<std::uintmax_t>(90ULL << 20); });
    EXPECT_TRUE(disk.text().contains("will soon not be saved")) << disk.text().toStdString();
    picture("disk-nearly-full.png");
    disk.setFree([] { return std::optional<std::uintmax_t>(); }); // not known: nothing is claimed
    EXPECT_FALSE(disk.isVisible());
    EXPECT_TRUE(gui::freeBytes(m_project.folder().toStdString()).has_value());
}

TEST_F(AccessTest, TheWorklistSaysWhatIsLeftAndWhatAnEmptyListMeans) {
    open("ann");
    auto* left = m_window->findChild<QLabel*>("left");
    auto* nothing = m_window->findChild<QLabel*>("nothing");
    const auto chip = [this](const QString& words) {
        for (auto* button : m_window->worklistPage()->findChildren<QToolButton*>())
            if (button->text().startsWith(words))
                return button;
        return static_cast<QToolButton*>(nullptr);
    };
    EXPECT_TRUE(left->text().contains("2 left for you to read, 0 submitted today"))
        << left->text().toStdString();
    EXPECT_EQ(chip("To read")->text(), "To read  2");
    QTest::mouseClick(chip("Settled"), Qt::LeftButton);
    EXPECT_TRUE(nothing->isVisible());
    EXPECT_EQ(nothing->text(), "No case is in this state.");
    QTest::mouseClick(chip("To read"), Qt::LeftButton);
    EXPECT_FALSE(nothing->isVisible());
    for (const char* id : {"C-0001", "C-0002"}) {
        openCase(id);
        answerEverything();
        key(Qt::Key_Return, Qt::ControlModifier);
        ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    }
    m_window->show(gui::Workplace::Worklist);
    EXPECT_TRUE(nothing->isVisible());
    EXPECT_TRUE(nothing->text().contains("You have submitted all 2 cases"));
    EXPECT_TRUE(left->text().contains("0 left for you to read, 2 submitted today"))
        << left->text().toStdString();
    EXPECT_EQ(m_window->worklistPage()->findChild<QProgressBar*>()->value(), 2);
    picture("worklist-finished.png");
    m_window->setReader(core::ReaderId("somebody"));
    EXPECT_TRUE(nothing->text().contains("No case is assigned to you"));
}

TEST_F(AccessTest, CountsADaysSubmissionsOfOneReaderFromTheirOwnWorklist) {
    std::vector<storage::CaseRow> cases(3);
    for (auto& row : cases) {
        row.readers = {core::ReaderId("ann"), core::ReaderId("ben")};
        row.submitted = {true, false};
    }
    cases[2].submitted = {false, true};
    const QDate day(2026, 11, 30);
    const auto item = [&](const char* id, int days) {
        storage::WorklistItem made;
        made.caseId = core::CaseId(id);
        made.submittedAt =
            QDateTime(day.addDays(days), QTime(12, 0)).toUTC().toString(Qt::ISODate).toStdString();
        return made;
    };
    std::vector<storage::WorklistItem> own = {item("C-0001", -1), item("C-0002", 0), {}};
    const auto progress = gui::progressOf(core::ReaderId("ann"), cases, own, day);
    EXPECT_EQ(progress.assigned, 3U);
    EXPECT_EQ(progress.submitted, 2U);
    EXPECT_EQ(progress.left(), 1U);
    EXPECT_EQ(progress.today, 1U);
    EXPECT_EQ(gui::progressOf({}, cases, own, day).assigned, 0U);
}

TEST_F(AccessTest, FillsAScreenOfTwiceTheDensityWithoutAGap) {
    QTemporaryDir folder;
    const auto file = folder.path() + "/dense.png";
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", "2");
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(CW_WORKSTATION, {m_project.folder(), "--reader", "ann", "--case", "C-0001",
                                   "--lang", "en", "--screenshot", file});
    ASSERT_TRUE(program.waitForFinished(90000));
    ASSERT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
    const QImage picture(file);
    ASSERT_EQ(picture.size(), QSize(3200, 2000));
    const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS");
    if (!to.isEmpty())
        picture.save(to + "/dense.png");
    // Tissue on both sides of the middle of the viewports, in both rows: a viewport that took
    // logical pixels for the screen's would fill a quarter of its place.
    const int middle = 76 + 92 + 1310;
    for (const int y : {600, 1500})
        for (const int x : {middle - 60, middle + 60})
            EXPECT_GT(picture.pixelColor(x, y).red(), 25) << x << "," << y;
}

TEST_F(AccessTest, TheEmptyProjectLeadsToTheIntake) {
    QTemporaryDir folder;
    const auto path = folder.path() + "/empty";
    { ASSERT_TRUE(workflow::Project::create(path.toStdString(), core::ImageKind::Fundus)); }
    open("", path);
    auto* button = m_window->findChild<QPushButton*>("toIntake");
    ASSERT_TRUE(button && button->isVisible());
    picture("empty-project.png");
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(m_window->place(), gui::Workplace::Intake);
}

} // namespace
} // namespace cw::testing
