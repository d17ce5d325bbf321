// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/pages/IntakePage.h"
#include "app/gui/panels/RunBar.h"
#include "app/support/HospitalExport.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>
#include <QTranslator>

namespace cw::testing {
namespace {

using gui::IntakeDesk;
using workflow::WritingVerdict;

/// An empty project beside an export of two patients with writing in some pictures and one
/// damaged file.
class IntakePageTest : public GuiTest {
protected:
    static void SetUpTestSuite() {
        s_folder = new QTemporaryDir;
        s_export = new HospitalExport(fs::path(s_folder->path().toStdString()) / "export");
    }
    static void TearDownTestSuite() {
        delete s_export;
        delete s_folder;
    }
    void SetUp() override {
        const auto made =
            workflow::Project::create(folder().toStdString(), core::ImageKind::Mammography);
        ASSERT_TRUE(made);
    }
    QString folder() const { return m_scratch.path() + "/breast-2026"; }
    QString source() const { return QString::fromStdString(s_export->folder().string()); }
    gui::IntakePage& intake() { return *m_window->intakePage(); }
    IntakeDesk& deskOf() { return intake().desk(); }

    template <class Widget>
    Widget& find(const char* name) {
        auto* widget = m_window->findChild<Widget*>(name);
        if (!widget)
            throw std::runtime_error(name);
        return *widget;
    }
    void type(const char* name, const QString& text) {
        auto& edit = find<QLineEdit>(name);
        edit.setFocus();
        edit.selectAll();
        QTest::keyClick(&edit, Qt::Key_Delete);
        QTest::keyClicks(&edit, text);
        QTest::keyClick(&edit, Qt::Key_Return);
    }
    void press(const char* name) { QTest::mouseClick(&find<QPushButton>(name), Qt::LeftButton); }
    void choose(const char* name, int row) {
        auto& box = find<QComboBox>(name);
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(&box, Qt::Key_Down);
        ASSERT_EQ(box.currentIndex(), row);
    }
    void openPage() {
        open("", folder());
        key(Qt::Key_1, Qt::ControlModifier);
        ASSERT_EQ(m_window->place(), gui::Workplace::Intake);
    }
    void openSource() {
        openPage();
        type("source", source());
        CW_EVENTUALLY(deskOf().isOpen() && deskOf().quiet());
    }
    void fillFacts() {
        type("operator", "Kim");
        choose("purpose", 2);
    }
    void runToTheEnd() {
        QSignalSpy ran(&deskOf(), &IntakeDesk::ran);
        press("run");
        ASSERT_TRUE(QTest::qWaitFor([&] { return ran.count() > 0; }, 120000));
        CW_EVENTUALLY(deskOf().quiet());
    }
    std::size_t count(workflow::IntakeItem::State state) { return deskOf().status().count(state); }
    QTableView& writings() { return find<QTableView>("writings"); }
    int undecided() {
        int n = 0;
        for (const auto& writing : deskOf().writings())
            n += writing.verdict == WritingVerdict::Undecided;
        return n;
    }
    /// For the documentation: CONCORD_SCREENSHOTS names a folder.
    inline static QTemporaryDir* s_folder = nullptr;
    inline static HospitalExport* s_export = nullptr;
    QTemporaryDir m_scratch;
};

TEST_F(IntakePageTest, SaysWhatToDoBeforeThereIsASource) {
    openPage();
    EXPECT_TRUE(find<QLabel>("previewNote").text().contains("Choose a source folder"));
    EXPECT_FALSE(find<QPushButton>("run").isEnabled());
    EXPECT_FALSE(find<QPushButton>("release").isEnabled());
    EXPECT_EQ(find<QLabel>("role").text(), "Role: steward");
    EXPECT_EQ(find<QLineEdit>("key").text(), folder() + ".key");
    key(Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(find<QLabel>("role").text(), "Reader");
}

TEST_F(IntakePageTest, SaysInWordsWhatIsWrongWithAPlan) {
    openPage();
    type("source", "/nowhere/at-all");
    CW_EVENTUALLY(find<QLabel>("intakeProblem").isVisible());
    EXPECT_EQ(find<QLabel>("intakeProblem").text(), "The source folder is not there.");
    type("key", folder() + "/inside.key");
    type("source", source());
    CW_EVENTUALLY(deskOf().quiet());
    EXPECT_TRUE(find<QLabel>("intakeProblem").text().contains("The key lies inside"));
    EXPECT_FALSE(find<QPushButton>("run").isEnabled());
}

TEST_F(IntakePageTest, PreviewsExactlyWhatChangesAndMasksTheValues) {
    openSource();
    auto& table = find<QTableView>("preview");
    CW_EVENTUALLY(table.model()->rowCount() > 20);
    auto& files = find<QComboBox>("previewFile");
    EXPECT_EQ(files.count(), static_cast<int>(s_export->files()));
    EXPECT_EQ(files.currentText(), QString("File 1 of %1").arg(s_export->files()));
    const auto& paths = deskOf().intake()->files();
    const auto go = [&](auto wanted) {
        files.setFocus();
        QTest::keyClick(&files, Qt::Key_Home);
        for (const auto& path : paths) {
            if (wanted(path))
                break;
            QTest::keyClick(&files, Qt::Key_Down);
        }
    };
    go([](const fs::path& path) { return path == "damaged.dcm"; });
    CW_EVENTUALLY(deskOf().quiet());
    EXPECT_TRUE(find<QLabel>("previewNote").isVisible());
    EXPECT_EQ(table.model()->rowCount(), 0); // nothing of the file before it is left
    go([](const fs::path& path) { return path != "damaged.dcm"; });
    CW_EVENTUALLY(deskOf().quiet());
    type("previewFilter", "(0010,0010)");
    ASSERT_EQ(table.model()->rowCount(), 1);
    const auto before = [&] { return table.model()->index(0, 1).data().toString(); };
    const auto& planted = s_export->truth().plantedIdentifiers;
    const auto isPlanted = [&](const QString& text) {
        return std::ranges::any_of(planted, [&](const std::string& identifier) {
            return identifier.size() > 3 && text.contains(QString::fromStdString(identifier));
        });
    };
    EXPECT_FALSE(isPlanted(before())) << before().toStdString();
    QTest::mouseClick(&find<QToolButton>("showValues"), Qt::LeftButton);
    CW_EVENTUALLY(deskOf().quiet());
    EXPECT_TRUE(isPlanted(before())) << before().toStdString();
    EXPECT_FALSE(files.currentText().startsWith("File "));
    QTest::mouseClick(&find<QToolButton>("showValues"), Qt::LeftButton);
    CW_EVENTUALLY(deskOf().quiet());
    EXPECT_FALSE(isPlanted(before()));
    // Another profile, another answer.
    type("previewFilter", "(0008,0020)");
    const auto after = [&] { return table.model()->index(0, 3).data().toString(); };
    const auto shifted = after();
    choose("profile", 0);
    CW_EVENTUALLY(deskOf().isOpen() && deskOf().quiet());
    EXPECT_NE(after(), shifted);
    EXPECT_FALSE(fs::exists((folder() + "/images").toStdString() + "/x"));
    EXPECT_TRUE(m_window->worklistPage()->cases().empty());
}

TEST_F(IntakePageTest, TakesADroppedFolder) {
    openPage();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(source())});
    QDragEnterEvent enter(QPoint(700, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&intake(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(700, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&intake(), &drop);
    EXPECT_EQ(find<QLineEdit>("source").text(), source());
    CW_EVENTUALLY(deskOf().isOpen());
}

TEST_F(IntakePageTest, GoesFromAFolderToCasesByMouseAndKeysAlone) {
    openSource();
    picture("intake-preview.png");
    EXPECT_TRUE(find<QLabel>("blockers").text().contains("No run has reached the end."));
    runToTheEnd();
    using State = workflow::IntakeItem::State;
    EXPECT_EQ(find<QTableView>("done").model()->rowCount(), static_cast<int>(count(State::Done)));
    EXPECT_EQ(count(State::Quarantined), 1U);
    const auto held = count(State::Held);
    ASSERT_GT(held, 0U);
    EXPECT_EQ(find<QTableView>("quarantined").model()->rowCount(), static_cast<int>(held + 1));
    EXPECT_FALSE(find<QPushButton>("release").isEnabled());
    EXPECT_TRUE(find<QLabel>("blockers").text().contains("Writing in pictures to decide on"));

    // Decided by nobody: refused in words.
    const int open = undecided();
    QTest::keyClick(&writings(), Qt::Key_H);
    EXPECT_EQ(undecided(), open);
    EXPECT_TRUE(m_window->status().message().contains("operator"));
    fillFacts();
    EXPECT_FALSE(m_window->status().message().contains("operator")); // answered

    // What it says is masked until it is asked for.
    writings().setFocus();
    CW_EVENTUALLY(deskOf().quiet());
    auto& says = find<QLabel>("writingText");
    EXPECT_EQ(says.text(), QString(8, QChar(0x2022)));
    QSignalSpy looked(&deskOf(), &IntakeDesk::textRead);
    press("showText");
    ASSERT_TRUE(QTest::qWaitFor([&] { return looked.count() > 0; }, kPatienceMs));
    EXPECT_NE(says.text(), QString(8, QChar(0x2022)));
    picture("intake-pixels.png");

    // A key at the place of H, whatever a Hangul input method makes of it; 43 is its X11 code.
    QKeyEvent hide(QEvent::KeyPress, Qt::Key_unknown, {}, 43, 0, 0, QStringLiteral("ㅗ"));
    QCoreApplication::sendEvent(&writings(), &hide);
    QKeyEvent hidden(QEvent::KeyRelease, Qt::Key_unknown, {}, 43, 0, 0, QStringLiteral("ㅗ"));
    QCoreApplication::sendEvent(&writings(), &hidden);
    EXPECT_EQ(undecided(), open - 1);
    EXPECT_EQ(says.text(), QString(8, QChar(0x2022))); // masked again for the next one
    for (int left = open - 1; left > 0; --left) {
        QTest::keyClick(&writings(), Qt::Key_H);
        ASSERT_EQ(undecided(), left - 1);
    }
    EXPECT_TRUE(find<QLabel>("blockers").text().contains("Decided but not written yet"));

    key(Qt::Key_Return, Qt::ControlModifier);
    CW_EVENTUALLY(deskOf().work() == IntakeDesk::Work::None && count(State::Held) == 0);
    EXPECT_EQ(count(State::Done), s_export->images());
    EXPECT_EQ(find<QLabel>("blockers").text(), "Nothing stands in the way.");
    QSignalSpy released(&deskOf(), &IntakeDesk::released);
    press("release");
    ASSERT_TRUE(QTest::qWaitFor([&] { return released.count() > 0; }, 120000));
    EXPECT_EQ(m_window->worklistPage()->cases().size(), s_export->truth().patients.size());
    EXPECT_TRUE(m_window->status().message().contains("Released"))
        << m_window->status().message().toStdString();
    // What came in is checked by itself.
    EXPECT_TRUE(intake().refineDesk().running());
    CW_EVENTUALLY(intake().quiet());
    EXPECT_TRUE(find<QLabel>("refineText").text().startsWith("Image checks"));
    EXPECT_TRUE(fs::exists((folder() + "/refinement/fingerprints.jsonl").toStdString()));
    key(Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(find<QTableView>("cases").model()->rowCount(),
              static_cast<int>(s_export->truth().patients.size()));
}

TEST_F(IntakePageTest, KeepsWritingWithAReasonAndGoesOnToTheNext) {
    openSource();
    fillFacts();
    runToTheEnd();
    const int open = undecided();
    ASSERT_GT(open, 0);
    type("keepReason", "");
    writings().setFocus();
    QTest::keyClick(&writings(), Qt::Key_K);
    EXPECT_EQ(undecided(), open);
    EXPECT_TRUE(m_window->status().message().contains("reason"));
    type("keepReason", "side marker"); // k typed in words is a letter
    EXPECT_EQ(undecided(), open);
    writings().setFocus();
    QTest::keyClick(&writings(), Qt::Key_K);
    EXPECT_EQ(undecided(), open - 1);
}

TEST_F(IntakePageTest, StopsWhenAskedStaysAliveAndGoesOn) {
    openSource();
    QSignalSpy progressed(&deskOf(), &IntakeDesk::progressed);
    QSignalSpy ran(&deskOf(), &IntakeDesk::ran);
    press("run");
    EXPECT_FALSE(find<QLineEdit>("source").isEnabled());
    // The window answers while the work goes on: another page opens and shows its rows.
    key(Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(m_window->place(), gui::Workplace::Worklist);
    key(Qt::Key_1, Qt::ControlModifier);
    press("cancelRun");
    ASSERT_TRUE(QTest::qWaitFor([&] { return ran.count() > 0; }, 60000));
    EXPECT_TRUE(deskOf().stoppedEarly());
    EXPECT_TRUE(find<QPushButton>("run").text().startsWith("Resume"));
    runToTheEnd();
    EXPECT_FALSE(deskOf().stoppedEarly());
    EXPECT_TRUE(deskOf().status().reconciles);
}

TEST_F(IntakePageTest, ReleasesIntoAFolderAndSavesTheReport) {
    openSource();
    fillFacts();
    runToTheEnd();
    writings().setFocus();
    for (int left = undecided(); left > 0; --left)
        QTest::keyClick(&writings(), Qt::Key_H);
    runToTheEnd();
    choose("target", 1);
    EXPECT_TRUE(find<QLabel>("blockers").text().contains("Name a target folder."));
    const auto out = m_scratch.path() + "/out";
    type("targetFolder", out);
    QSignalSpy released(&deskOf(), &IntakeDesk::released);
    press("release");
    ASSERT_TRUE(QTest::qWaitFor([&] { return released.count() > 0; }, 60000));
    EXPECT_TRUE(fs::exists((out + "/deidentification-report.json").toStdString()));

    press("report");
    auto& page = find<QTextBrowser>("reportPage");
    ASSERT_TRUE(page.isVisible());
    EXPECT_TRUE(page.toPlainText().contains("Kim"));
    EXPECT_FALSE(page.toPlainText().contains(source()));
    press("reportSave");
    auto* dialog = m_window->findChild<QFileDialog*>();
    ASSERT_TRUE(dialog);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog)); // laid out: a click finds its button
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    const auto file = m_scratch.path() + "/report.html";
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    ASSERT_TRUE(name);
    // Its list of completions opens when the disk has answered, and takes the next click or Return.
    name->setCompleter(nullptr);
    name->selectAll();
    QTest::keyClicks(name, file);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save),
                      Qt::LeftButton);
    CW_EVENTUALLY(fs::exists(file.toStdString()));
    EXPECT_NE(contentOf(file.toStdString()).find("Kim"), std::string::npos);
    key(Qt::Key_Escape);
    EXPECT_FALSE(page.isVisible());
}

TEST_F(IntakePageTest, SpeaksKoreanFromPreviewToRelease) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    openSource();
    fillFacts();
    QTest::mouseClick(&find<QToolButton>("more"), Qt::LeftButton);
    runToTheEnd();
    writings().setFocus();
    for (int left = undecided(); left > 1; --left)
        QTest::keyClick(&writings(), Qt::Key_H);
    CW_EVENTUALLY(deskOf().quiet());
    QTest::mouseClick(&find<QToolButton>("more"), Qt::LeftButton);
    picture("intake-korean.png");
    QTest::keyClick(&writings(), Qt::Key_H);
    runToTheEnd();
    QStringList texts;
    for (const auto* label : intake().findChildren<QLabel*>())
        texts << label->text() << label->toolTip();
    for (const auto* button : intake().findChildren<QAbstractButton*>())
        texts << button->text() << button->toolTip() << button->accessibleName();
    for (const auto* edit : intake().findChildren<QLineEdit*>())
        texts << edit->placeholderText() << edit->accessibleName();
    for (const auto* name : {"done", "quarantined", "writings", "preview"}) {
        const auto* model = find<QTableView>(name).model();
        for (int c = 0; c < model->columnCount(); ++c) {
            texts << model->headerData(c, Qt::Horizontal).toString();
            // Paths, keywords and devices are names; the words are in the other columns.
            const bool words = (name == QString("quarantined") && c == 1) ||
                               (name == QString("writings") && c <= 1) ||
                               (name == QString("preview") && c == 2);
            for (int r = 0; words && r < model->rowCount(); ++r)
                texts << model->index(r, c).data().toString();
        }
    }
    press("report");
    texts << find<QTextBrowser>("reportPage").toPlainText();
    key(Qt::Key_Escape);
    QSignalSpy released(&deskOf(), &IntakeDesk::released);
    press("release");
    ASSERT_TRUE(QTest::qWaitFor([&] { return released.count() > 0; }, 120000));
    texts << m_window->status().message();
    CW_EVENTUALLY(intake().quiet());
    texts << find<QLabel>("refineText").text();
    picture("intake-done-korean.png");
    QCoreApplication::removeTranslator(&korean);
    const QRegularExpression english("[A-Za-z]{3,}");
    int hangul = 0;
    for (auto text : texts) {
        hangul += text.contains(QRegularExpression("[가-힣]"));
        text.remove(QRegularExpression(
            "DICOMDIR|DICOM|JSON|json|html|IRB|DRB|Ctrl|Enter|Esc|UID|"
            "Concord Phantom \\(SYNTHETIC\\) CP-\\w+ \\(SYNTHETIC\\)|MLO|" // maker, model, view
            "PS3\\.15|K-[0-9A-Z]+|curation|basic|programme|Kim|[0-9a-f]{8,}|/[^ ]*"));
        EXPECT_FALSE(text.contains(english)) << text.toStdString();
    }
    EXPECT_GT(hangul, 80);
}

TEST(Pace, SaysHowFastAndHowLongStillByBytesWhereTheyAreKnown) {
    const auto none = gui::paceOf({1, 100, 10, 1000}, 0.1);
    EXPECT_FALSE(none.secondsLeft);
    const auto pace = gui::paceOf({10, 1000, 250'000'000, 1'000'000'000}, 5);
    EXPECT_DOUBLE_EQ(pace.filesPerSecond, 2);
    EXPECT_DOUBLE_EQ(pace.megabytesPerSecond, 50);
    EXPECT_DOUBLE_EQ(*pace.secondsLeft, 15);
    EXPECT_DOUBLE_EQ(*gui::paceOf({10, 40, 0, 0}, 5).secondsLeft, 15);
    EXPECT_FALSE(gui::paceOf({0, 40, 0, 0}, 5).secondsLeft);
}

} // namespace
} // namespace cw::testing
