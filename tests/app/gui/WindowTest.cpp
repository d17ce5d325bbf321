// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"
#include "core/Files.h"

#include <QAbstractButton>
#include <QLabel>
#include <QProcess>
#include <QRegularExpression>
#include <QTranslator>

namespace cw::testing {
namespace {

class WindowTest : public GuiTest {};

TEST_F(WindowTest, SaysInOneSentenceWhyAProjectCannotBeOpened) {
    gui::Options options;
    options.project = "/nowhere/at-all";
    QString problem;
    const auto window = gui::makeWindow(options, problem);
    EXPECT_EQ(problem, "There is no Concord project in \"at-all\".");
    // Somebody who wants it for themselves alone: windows and verbs share it otherwise.
    const auto alone = core::FileLock::take(m_project.folder().toStdString() + "/.lock");
    ASSERT_TRUE(alone);
    options.project = m_project.folder();
    const auto second = gui::makeWindow(options, problem);
    EXPECT_TRUE(problem.contains("open in another program")) << problem.toStdString();
}

TEST_F(WindowTest, OpensAProjectThatAnotherWindowHasOpen) {
    open("ann");
    gui::Options options;
    options.project = m_project.folder();
    QString problem;
    const auto second = gui::makeWindow(options, problem);
    EXPECT_TRUE(second) << problem.toStdString();
}

TEST_F(WindowTest, FiltersTheWorklist) {
    open("ann");
    auto* table = m_window->findChild<QTableView*>("cases");
    EXPECT_EQ(table->model()->rowCount(), 2);
    key(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(focus(), "0002");
    EXPECT_EQ(table->model()->rowCount(), 1);
    key(Qt::Key_P); // a letter typed, not a tool
    EXPECT_EQ(table->model()->rowCount(), 0);
}

TEST_F(WindowTest, ShowsWhatToDoInAnEmptyProject) {
    QTemporaryDir folder;
    const auto path = folder.path() + "/empty";
    { ASSERT_TRUE(workflow::Project::create(path.toStdString(), core::ImageKind::Fundus)); }
    open("", path);
    bool demo = false;
    for (const auto* line : m_window->worklistPage()->findChildren<QLineEdit*>())
        demo |= line->text().startsWith("concord demo") && line->isVisible();
    EXPECT_TRUE(demo);
}

TEST_F(WindowTest, EveryPageOpensAndEveryControlHasAName) {
    open("ann");
    using enum gui::Workplace;
    for (const auto place : {Intake, Worklist, Read, Compare, Inspect, Dataset, Validate, Audit})
        m_window->show(place);
    for (const auto* button : m_window->findChildren<QAbstractButton*>()) {
        const bool named = !button->accessibleName().isEmpty() || !button->text().isEmpty() ||
                           !button->toolTip().isEmpty();
        const bool ours = !button->objectName().startsWith("qt_") &&
                          !QString(button->metaObject()->className()).startsWith("QLineEditIcon") &&
                          !QString(button->metaObject()->className()).startsWith("QTableCorner");
        EXPECT_TRUE(named || !ours)
            << button->objectName().toStdString() << " " << button->metaObject()->className();
    }
}

/// Words that stay as they are in Korean: names, codes, keys, commands, and what Korean hospitals
/// call their boards (IRB, DRB).
const QRegularExpression& allowedLatin() {
    static const QRegularExpression pattern(
        "Concord|Phantom|SYNTHETIC|BI-RADS|SHA|Ctrl|Enter|Tab|"
        "Esc|Page ?Down|Page ?Up|PgDown|PgDn|PgUp|UTC|Shift|"
        "Del|Backspace|IoU|MLO|project|"
        "COCO|Pascal VOC|YOLO|CVAT|LabelMe|CSV|JSON|PNG|DICOM|SEG|GSPS|"
        "concord [a-z ./A-Z,_-]*|ann|ben|CP-\\d+\\w?|AMD|AUC|ROC|SOP|IRB|DRB");
    return pattern;
}

TEST_F(WindowTest, SpeaksKoreanWithoutEnglishLeftOver) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    using enum gui::Workplace;
    for (const auto place : {Intake, Compare, Inspect, Dataset, Validate, Audit, Worklist})
        m_window->show(place);
    key(Qt::Key_F1);
    QStringList texts;
    for (const auto* label : m_window->findChildren<QLabel*>())
        texts << label->text();
    for (const auto* button : m_window->findChildren<QAbstractButton*>())
        texts << button->text() << button->toolTip();
    for (const auto* box : m_window->findChildren<QComboBox*>())
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i);
    const auto* table = m_window->findChild<QTableView*>("cases");
    for (int c = 0; c < table->model()->columnCount(); ++c)
        texts << table->model()->headerData(c, Qt::Horizontal).toString()
              << table->model()->index(0, c).data().toString();
    QCoreApplication::removeTranslator(&korean);
    const QRegularExpression english("[A-Za-z]{3,}");
    int hangul = 0;
    for (auto text : texts) {
        hangul += text.contains(QRegularExpression("[가-힣]"));
        text.remove(allowedLatin());
        EXPECT_FALSE(text.contains(english)) << text.toStdString();
    }
    EXPECT_GT(hangul, 80);
}

TEST_F(WindowTest, TheProgramWritesAScreenshotOfThePageAndQuits) {
    QTemporaryDir folder;
    const auto file = folder.path() + "/read.png";
    QProcess program;
    program.start(CW_WORKSTATION, {m_project.folder(), "--reader", "ann", "--case", "C-0001",
                                   "--page", "read", "--lang", "en", "--screenshot", file});
    ASSERT_TRUE(program.waitForFinished(90000));
    EXPECT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
    const QImage picture(file);
    ASSERT_EQ(picture.size(), QSize(1600, 1000));
    // Tissue just left and right of the middle of the viewports, in both rows.
    const int strip = 92, middle = (76 + strip + 1310) / 2;
    for (const int y : {300, 750})
        for (const int x : {middle - 30, middle + 30})
            EXPECT_GT(picture.pixelColor(x, y).red(), 25) << x << "," << y;
    EXPECT_LT(picture.pixelColor(120 + strip, 500).red(), 8); // air
}

TEST_F(WindowTest, TheProgramRefusesWrongArgumentsWithASentence) {
    QProcess program;
    program.start(CW_WORKSTATION, {"--page", "nowhere"});
    ASSERT_TRUE(program.waitForFinished(30000));
    EXPECT_EQ(program.exitCode(), 2);
    EXPECT_TRUE(program.readAllStandardError().contains("no page of that name"));
    program.start(CW_WORKSTATION,
                  {"/nowhere/at-all", "--lang", "en", "--screenshot", "/tmp/never.png"});
    ASSERT_TRUE(program.waitForFinished(30000));
    EXPECT_EQ(program.exitCode(), 3);
    EXPECT_TRUE(program.readAllStandardError().contains("no Concord project"));
}

} // namespace
} // namespace cw::testing
