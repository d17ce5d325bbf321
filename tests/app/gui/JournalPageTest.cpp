// SPDX-License-Identifier: Apache-2.0
// What the window does while the journal is written, is not written, or the program dies.
#include "GuiFixture.h"
#include "app/gui/panels/JournalBanner.h"

#include <QLabel>
#include <QProcess>
#include <csignal>
#include <filesystem>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;

class JournalPageTest : public GuiTest {
protected:
    gui::JournalBanner& banner() {
        return *m_window->findChild<gui::JournalBanner*>("journalBanner");
    }
    QString savedWords() { return m_window->findChild<QLabel*>("saved")->text(); }
    bool onDisk() { return desk().journalState().pending == 0; }
    fs::path journal(const char* caseId) const {
        for (const auto& entry : fs::recursive_directory_iterator(m_project.folder().toStdString()))
            if (entry.path().extension() == ".jsonl" &&
                entry.path().filename().string().find(caseId) != std::string::npos)
                return entry.path();
        return {};
    }
    /// The disk with the journal is gone, or back.
    void takeAway(const fs::path& file) { fs::rename(file, file.string() + ".away"); }
    void bringBack(const fs::path& file) { fs::rename(file.string() + ".away", file); }
};

TEST_F(JournalPageTest, SaysWhenAnEditReachedTheDisk) {
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(savedWords(), "");
    drawSquare(800, 700, 200);
    CW_EVENTUALLY(savedWords().startsWith("saved "));
    EXPECT_TRUE(onDisk());
    EXPECT_EQ(savedWords(), "saved " + desk().savedAt().toString("HH:mm:ss"));
    EXPECT_FALSE(banner().isVisible());
}

TEST_F(JournalPageTest, WorksOnWhileTheDiskTakesNothingAndSaysSoUntilItDoes) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    CW_EVENTUALLY(onDisk());
    const auto file = journal("C-0001");
    ASSERT_FALSE(file.empty());
    takeAway(file);
    const auto place = view(0).geometry();
    drawSquare(500, 900, 150);
    drawSquare(300, 400, 100);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(desk().findings().size(), 2U);
    CW_EVENTUALLY(banner().isVisible());
    EXPECT_TRUE(banner().text().startsWith("Not on disk since ")) << banner().text().toStdString();
    EXPECT_TRUE(savedWords().startsWith("not on disk since ")) << savedWords().toStdString();
    EXPECT_EQ(desk().journalState().pending, 3U);
    EXPECT_EQ(view(0).geometry(), place) << "no picture moves because of it";
    picture("not-on-disk.png");

    key(Qt::Key_PageDown); // another case: the first one's edits stay
    CW_EVENTUALLY(page().ready());
    EXPECT_EQ(page().caseId(), core::CaseId("C-0002"));
    EXPECT_TRUE(banner().isVisible());
    drawSquare(800, 700, 200);
    key(Qt::Key_PageUp);
    CW_EVENTUALLY(page().ready());
    EXPECT_EQ(desk().findings().size(), 2U);
    EXPECT_TRUE(desk().canRedo());

    EXPECT_FALSE(m_window->close()) << "one click does not give the edits up";
    EXPECT_TRUE(banner().text().contains("close again")) << banner().text().toStdString();

    bringBack(file);
    CW_EVENTUALLY(onDisk());
    CW_EVENTUALLY(!banner().isVisible());
    EXPECT_TRUE(savedWords().startsWith("saved ")) << savedWords().toStdString();
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(desk().findings().size(), 2U);
    EXPECT_TRUE(desk().canRedo());
    openCase("C-0002");
    EXPECT_EQ(desk().findings().size(), 1U);
}

TEST_F(JournalPageTest, DoesNotSubmitWhatItCannotWrite) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    answerEverything();
    CW_EVENTUALLY(onDisk());
    const auto file = journal("C-0001");
    takeAway(file);
    drawSquare(500, 900, 150);
    key(Qt::Key_V);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Editing);
    m_window->worklistPage()->refresh();
    EXPECT_FALSE(m_window->worklistPage()->cases().front().submitted.front());
    bringBack(file);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    EXPECT_EQ(desk().findings().size(), 2U);
}

TEST_F(JournalPageTest, IsSubmittedOnceTheStoreHasItWhateverBecomesOfTheJournal) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    answerEverything();
    CW_EVENTUALLY(onDisk());
    const auto file = journal("C-0001");
    takeAway(file);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    bringBack(file);
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    EXPECT_EQ(desk().findings().size(), 1U);
}

/// The bodies of child processes that are killed: not tests of their own.
TEST_F(JournalPageTest, DISABLED_ChildKilledInADrag) {
    open("ann", qEnvironmentVariable("CW_KILL_PROJECT"));
    openCase("C-0001");
    drawSquare(800, 700, 200);
    drawSquare(500, 1200, 150);
    key(Qt::Key_V);
    click(view(0), 900, 800);
    const auto corner = desk().findings().front().outline.vertices[2];
    const auto from = at(view(0), corner.x, corner.y);
    CW_EVENTUALLY(onDisk());
    QTest::mousePress(&view(0), Qt::LeftButton, {}, from);
    for (int i = 1; i < 6; ++i) {
        const QPointF p = QPointF(from) + QPointF(5 * i, 4 * i);
        QMouseEvent move(QEvent::MouseMove, p, view(0).mapToGlobal(p), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(&view(0), &move);
    }
    if (view(0).tool().state() == viewers::PolygonTool::State::DraggingVertex)
        std::raise(SIGKILL);
}
TEST_F(JournalPageTest, DISABLED_ChildKilledRightAfterAnEdit) {
    open("ann", qEnvironmentVariable("CW_KILL_PROJECT"));
    openCase("C-0001");
    const auto image = view(0).imageId();
    for (int i = 0; i < 25; ++i) {
        const double x = 300 + 20 * i;
        annotation::Finding finding{{}, image, "mass", {}, {}};
        finding.outline.vertices = {{x, 300}, {x + 100, 300}, {x + 100, 400}, {x, 400}};
        desk().apply(annotation::AddFinding{finding});
    }
    std::raise(SIGKILL);
}

TEST_F(JournalPageTest, StandsWhereItWasBeforeADragThatTheProgramDiedIn) {
    runUntilKilled("ChildKilledInADrag");
    open("ann");
    openCase("C-0001");
    ASSERT_EQ(desk().findings().size(), 2U);
    EXPECT_NEAR(core::areaPx2(desk().findings().front().outline), 200 * 200, 3500);
    for (std::size_t left = 2; left > 0; --left) {
        EXPECT_EQ(desk().findings().size(), left);
        key(Qt::Key_Z, Qt::ControlModifier);
    }
    EXPECT_TRUE(desk().findings().empty());
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(desk().findings().size(), 1U);
}

TEST_F(JournalPageTest, LosesAtMostTheYoungestEditsWhenKilledRightAfterOne) {
    runUntilKilled("ChildKilledRightAfterAnEdit");
    open("ann");
    openCase("C-0001");
    ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Editing) << "the journal is whole";
    EXPECT_LE(desk().findings().size(), 25U);
    // Whole findings, the oldest ones, each an undo step.
    const auto kept = desk().findings().size();
    for (const auto& finding : desk().findings())
        EXPECT_LE(finding.outline.vertices[0].x, 300 + 20 * (static_cast<double>(kept) - 1));
    for (std::size_t i = 0; i < kept; ++i)
        EXPECT_TRUE(desk().undo());
    EXPECT_FALSE(desk().canUndo());
}

} // namespace
} // namespace cw::testing
