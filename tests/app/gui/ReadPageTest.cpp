// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QProcess>
#include <csignal>

namespace cw::testing {
namespace {

using Mode = viewers::PolygonTool::Mode;

class ReadPageTest : public GuiTest {};

TEST_F(ReadPageTest, OpensACaseFromTheWorklistByEnter) {
    open("ann");
    auto* table = m_window->findChild<QTableView*>("cases");
    ASSERT_TRUE(table);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(m_window->place(), gui::Workplace::Read);
    EXPECT_EQ(page().caseId(), core::CaseId("C-0002"));
    CW_EVENTUALLY(page().ready());
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Editing);
}

TEST_F(ReadPageTest, ShowsFourViewsWithTheChestWallsInTheMiddle) {
    open("ann");
    openCase("C-0001");
    const auto meanGrey = [](const QImage& image, double from, double to) {
        double sum = 0;
        int count = 0;
        for (int y = image.height() / 3; y < image.height(); y += 3)
            for (int x = static_cast<int>(from * image.width()); x < to * image.width();
                 x += 3, ++count)
                sum += image.pixelColor(x, y).red();
        return sum / count;
    };
    ASSERT_EQ(page().hanging().views().size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        auto* view = page().hanging().views()[i];
        const auto picture = view->grabPicture();
        const bool right =
            page().hanging().items()[i].attributes.laterality == core::Laterality::Right;
        const bool cc = page().hanging().items()[i].attributes.view == core::ViewPosition::CC;
        EXPECT_EQ(view->x() == 0, right) << i;
        EXPECT_EQ(view->y() == 0, cc) << i;
        const double inner = right ? meanGrey(picture, 0.85, 1) : meanGrey(picture, 0, 0.15);
        const double outer = right ? meanGrey(picture, 0, 0.15) : meanGrey(picture, 0.85, 1);
        EXPECT_GT(inner, 25) << i; // tissue at the middle of the screen
        EXPECT_LT(outer, 3) << i;  // air at the outside
        EXPECT_TRUE(view->place().doubts.empty()) << i;
    }
}

TEST_F(ReadPageTest, DrawsUndoesRedoesEditsDeletesAndSubmits) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    ASSERT_EQ(desk().findings().size(), 1U);
    const auto id = desk().findings().front().id;
    EXPECT_EQ(desk().findings().front().label, "mass");
    EXPECT_NEAR(core::areaPx2(desk().findings().front().outline), 200 * 200, 3500);

    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(desk().findings().empty());
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(desk().findings().size(), 1U);

    key(Qt::Key_V);
    const auto corner = desk().find(id)->outline.vertices[2];
    click(view(0), 900, 800); // select
    drag(view(0), corner, {1150, 1050});
    EXPECT_GT(desk().find(id)->outline.vertices[2].x, 1100);
    key(Qt::Key_Z, Qt::ControlModifier); // the whole drag is one step
    EXPECT_EQ(desk().find(id)->outline.vertices[2], corner);

    const auto& v = desk().find(id)->outline.vertices;
    const core::PointPx edge{(v[0].x + v[1].x) / 2, v[0].y};
    click(view(0), 900, 800);
    click(view(0), edge.x, edge.y, Qt::AltModifier);
    EXPECT_EQ(desk().find(id)->outline.vertices.size(), 5U);
    key(Qt::Key_Delete); // the corner just inserted is the selected one
    EXPECT_EQ(desk().find(id)->outline.vertices.size(), 4U);
    key(Qt::Key_Delete);
    EXPECT_TRUE(desk().findings().empty());
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(desk().findings().size(), 1U);

    auto* submit = m_window->findChild<QPushButton*>("submit");
    EXPECT_FALSE(submit->isEnabled()); // the questions are open
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Editing);
    answerEverything();
    EXPECT_TRUE(submit->isEnabled());
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    EXPECT_EQ(desk().findings().size(), 1U); // shown, and final
    drawSquare(400, 400, 100);
    EXPECT_EQ(desk().findings().size(), 1U);
    EXPECT_EQ(m_window->worklistPage()->cases().front().submitted, (std::vector{true, false}));
}

TEST_F(ReadPageTest, DrawsFreehandInOneStroke) {
    open("ann");
    openCase("C-0001");
    key(Qt::Key_F);
    const auto centre = view(0).view().toWidget({900, 800});
    const auto on = [&](double degrees) {
        const double a = degrees * 3.14159265 / 180;
        return QPointF(centre.x + 40 * std::cos(a), centre.y + 40 * std::sin(a));
    };
    QTest::mousePress(&view(0), Qt::LeftButton, {}, on(0).toPoint());
    for (int degrees = 8; degrees < 355; degrees += 8) {
        QMouseEvent move(QEvent::MouseMove, on(degrees), view(0).mapToGlobal(on(degrees)),
                         Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&view(0), &move);
    }
    QTest::mouseRelease(&view(0), Qt::LeftButton, {}, on(352).toPoint());
    ASSERT_EQ(desk().findings().size(), 1U);
    const double radius = 40 / view(0).view().zoom();
    EXPECT_NEAR(core::areaPx2(desk().findings().front().outline), 3.14159 * radius * radius,
                0.05 * 3.14159 * radius * radius);
}

TEST_F(ReadPageTest, AnswersTheQuestionsByDigitsAlone) {
    open("ann");
    openCase("C-0001");
    key(Qt::Key_Q);
    for (const auto digit : {Qt::Key_3, Qt::Key_5, Qt::Key_1, Qt::Key_3, Qt::Key_1})
        key(digit);
    EXPECT_EQ(desk().answers(), (annotation::CaseAnswers{{"density", "c"},
                                                         {"assessmentRight", "5"},
                                                         {"assessmentLeft", "1"},
                                                         {"assessment", "5"}, // of the breasts
                                                         {"diagnosis", "malignant"},
                                                         {"imageType", "1"}}));
}

TEST_F(ReadPageTest, ShowsAPrefetchedCaseAtOnceAndJournalsQuickly) {
    open("ann");
    openCase("C-0001");
    CW_EVENTUALLY(!m_window->findChild<QLabel*>("jobs")->text().contains("loading"));
    QElapsedTimer timer;
    timer.start();
    key(Qt::Key_PageDown);
    CW_EVENTUALLY(page().ready());
    RecordProperty("nextCaseMs", static_cast<int>(timer.elapsed()));
    EXPECT_EQ(page().caseId(), core::CaseId("C-0002"));
    timer.restart();
    for (int i = 0; i < 20; ++i)
        desk().setAnswer("density", i % 2 ? "a" : "b");
    RecordProperty("twentyEditsMs", static_cast<int>(timer.elapsed()));
}

TEST_F(ReadPageTest, TakesBackPointsBeforeFindingsWhileDrawing) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    click(view(0), 400, 400); // P is still on
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(desk().findings().size(), 1U);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(desk().findings().empty());
}

TEST_F(ReadPageTest, SaysWhyAnOutlineIsRefused) {
    open("ann");
    openCase("C-0001");
    key(Qt::Key_P);
    for (const auto& p : {core::PointPx{800, 700}, {1000, 900}, {1000, 700}, {800, 960}})
        click(view(0), p.x, p.y);
    key(Qt::Key_Return);
    EXPECT_TRUE(desk().findings().empty());
    EXPECT_TRUE(m_window->status().message().contains("may not cross"))
        << m_window->status().message().toStdString();
    key(Qt::Key_Escape);
    EXPECT_EQ(view(0).tool().state(), viewers::PolygonTool::State::Idle);
}

TEST_F(ReadPageTest, FindsKeysByTheirPlaceWhileHangulIsOn) {
    open("ann");
    openCase("C-0001");
    // What an input method makes of the key P on a Korean keyboard; 33 is that key's X11 code.
    QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, {}, 33, 0, 0, QStringLiteral("ㅔ"));
    QCoreApplication::sendEvent(&view(0), &press);
    EXPECT_EQ(view(0).tool().mode(), Mode::Polygon);
}

TEST_F(ReadPageTest, GoesThroughTheWindowsByOneKeyAndSaysWhich) {
    open("ann");
    openCase("C-0001");
    const auto first = view(0).window();
    key(Qt::Key_W);
    EXPECT_TRUE(m_window->status().message().contains("Full range of the image (2/2)"))
        << m_window->status().message().toStdString();
    EXPECT_FALSE(view(0).window() == first);
    key(Qt::Key_W);
    EXPECT_TRUE(m_window->status().message().contains("Window of the file: NORMAL (1/2)"))
        << m_window->status().message().toStdString();
    EXPECT_EQ(view(0).window().width, first.width);
    EXPECT_EQ(view(0).window().centre, first.centre);
}

TEST_F(ReadPageTest, HidesTheFindingsOnlyWhileTheKeyIsHeld) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    key(Qt::Key_V);
    key(Qt::Key_Escape); // without vertices
    const auto blue = [&] {
        const auto picture = view(0).grabPicture();
        int n = 0;
        for (int y = 60; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const auto c = picture.pixelColor(x, y);
                n += c.blue() > 180 && c.red() < 140;
            }
        return n;
    };
    EXPECT_GT(blue(), 100);
    QTest::keyPress(focus(), Qt::Key_H);
    EXPECT_LT(blue(), 20);
    QTest::keyRelease(focus(), Qt::Key_H);
    EXPECT_GT(blue(), 100);
}

TEST_F(ReadPageTest, ShowsWhyAnImageCannotBeShownAndTheOthersAllTheSame) {
    open("ann");
    core::ImageId broken;
    {
        auto store = m_project.folder();
        m_window.reset();
        auto project = workflow::Project::open(store.toStdString());
        ASSERT_TRUE(project);
        broken = project->store().images(core::CaseId("C-0001"))->front().id;
        const auto& text = broken.text();
        bool spoiled = false;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path(store.toStdString()) / "images"))
            if (entry.path().filename().string().find(text.substr(0, 20)) != std::string::npos) {
                std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all);
                std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
                spoiled = true;
            }
        ASSERT_TRUE(spoiled);
    }
    open("ann");
    openCase("C-0001");
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(page().hanging().views()[i]->picture() == nullptr,
                  page().hanging().items()[i].id == broken);
}

/// The body of the child process that is killed: not a test of its own.
TEST_F(ReadPageTest, DISABLED_ChildThatDrawsAndIsKilled) {
    open("ann", qEnvironmentVariable("CW_KILL_PROJECT"));
    openCase("C-0001");
    drawSquare(800, 700, 200);
    drawSquare(500, 900, 150);
    key(Qt::Key_Z, Qt::ControlModifier);
    answerEverything();
    key(Qt::Key_P);
    click(view(0), 300, 300);                          // a draft is open
    CW_EVENTUALLY(desk().journalState().pending == 0); // milliseconds
    std::raise(SIGKILL);
}

TEST_F(ReadPageTest, LosesNothingWhenTheProgramIsKilled) {
    runUntilKilled("ReadPageTest.DISABLED_ChildThatDrawsAndIsKilled");

    open("ann"); // the lock went with the process
    openCase("C-0001");
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_NEAR(core::areaPx2(desk().findings().front().outline), 200 * 200, 3500);
    EXPECT_EQ(desk().answers().at("diagnosis"), "malignant");
    EXPECT_TRUE(desk().canUndo());
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Z, Qt::ControlModifier); // the answers
    key(Qt::Key_Z, Qt::ControlModifier);     // the finding: the undo stack survived too
    EXPECT_TRUE(desk().findings().empty());
}

} // namespace
} // namespace cw::testing
