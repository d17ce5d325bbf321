// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include <QLabel>
#include <QPushButton>
#include <QWheelEvent>

namespace cw::testing {
namespace {

class ReviewTest : public GuiTest {
protected:
    QString words(const char* name) { return m_window->findChild<QLabel*>(name)->text(); }
    QString title() {
        return QString::fromStdString(
            viewers::titleOf(page().hanging().items().front().attributes));
    }
    bool shown() { return m_window->findChild<QWidget*>("review")->isVisible(); }
    /// The image point in the middle of the viewport.
    core::PointPx middle() {
        return view(0).view().toImage({view(0).width() / 2.0, view(0).height() / 2.0});
    }
};

TEST_F(ReviewTest, GoesThroughTheFindingsTheAnswersAndWhatIsMissingAndBackToTheOldView) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    drawSquare(400, 1200, 80);
    ASSERT_TRUE(desk().apply(annotation::SetAttribute{desk().findings()[0].id, "shape",
                                                      std::nullopt, std::string("irregular")}));
    ASSERT_TRUE(desk().setAnswer("density", "b"));
    key(Qt::Key_V);
    // Zoomed by the reader: this, and not a fitted picture, has to come back.
    const QPointF at(200, 150);
    QWheelEvent wheel(at, view(0).mapToGlobal(at), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view(0), &wheel);
    ASSERT_FALSE(view(0).fitted());
    const auto before = view(0).view();

    key(Qt::Key_R, Qt::ControlModifier);
    ASSERT_TRUE(shown());
    EXPECT_TRUE(words("reviewHeading").contains("1 of 4"));
    EXPECT_TRUE(words("reviewWhat").contains("Mass")) << words("reviewWhat").toStdString();
    EXPECT_TRUE(words("reviewWhat").contains(title())) << words("reviewWhat").toStdString();
    EXPECT_TRUE(words("reviewTerms").contains("Irregular", Qt::CaseInsensitive));
    EXPECT_TRUE(words("reviewOpen").contains("Margin"));
    EXPECT_NEAR(middle().x, 900, 3);
    EXPECT_NEAR(middle().y, 800, 3);
    EXPECT_GT(view(0).view().zoom(), 2 * before.zoom());
    EXPECT_EQ(view(0).tool().selected(), desk().findings()[0].id);
    picture("review-finding.png");

    key(Qt::Key_Tab);
    EXPECT_NEAR(middle().x, 440, 3);
    EXPECT_NEAR(middle().y, 1240, 3);
    key(Qt::Key_Tab, Qt::ShiftModifier);
    EXPECT_NEAR(middle().x, 900, 3);
    key(Qt::Key_Tab);
    key(Qt::Key_Tab);
    EXPECT_TRUE(words("reviewTerms").contains("Density: b"));
    key(Qt::Key_Tab);
    EXPECT_TRUE(words("reviewOpen").contains("Not answered"));
    EXPECT_FALSE(m_window->findChild<QPushButton*>("reviewSubmit")->isEnabled());
    picture("review-missing.png");
    key(Qt::Key_Tab);
    EXPECT_TRUE(words("reviewHeading").contains("4 of 4")) << "the last stop is the last";

    key(Qt::Key_Escape);
    EXPECT_FALSE(shown());
    EXPECT_EQ(view(0).view(), before);
}

TEST_F(ReviewTest, SubmitsFromItsLastStop) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    answerEverything();
    key(Qt::Key_R, Qt::ControlModifier);
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Tab);
    auto* submit = m_window->findChild<QPushButton*>("reviewSubmit");
    ASSERT_TRUE(submit->isVisible());
    ASSERT_TRUE(submit->isEnabled());
    QTest::mouseClick(submit, Qt::LeftButton);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
}

TEST_F(ReviewTest, BringsUpAnImageThatDoesNotHang) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200); // on a CC
    key(Qt::Key_3);            // MLO alone
    ASSERT_TRUE(view(0).isHidden());
    key(Qt::Key_F9); // and the panel folded
    key(Qt::Key_R, Qt::ControlModifier);
    EXPECT_TRUE(shown());
    EXPECT_FALSE(view(0).isHidden());
    EXPECT_NEAR(middle().x, 900, 3);
    key(Qt::Key_R, Qt::ControlModifier);
    EXPECT_TRUE(view(0).isHidden()) << "hung as before the review";
    EXPECT_FALSE(page().panelVisible());
    key(Qt::Key_F9);
}

TEST_F(ReviewTest, ShowsNothingOfTheOtherReaderAndNothingToWhoDoesNotRead) {
    open("ben");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    drawSquare(400, 1200, 80);
    answerEverything();
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    open("ann");
    openCase("C-0001");
    key(Qt::Key_R, Qt::ControlModifier);
    EXPECT_TRUE(words("reviewHeading").contains("1 of 2")); // answers and what is missing
    EXPECT_TRUE(words("reviewTerms").contains("No question is answered"));
    m_window->setReader(core::ReaderId("somebody"));
    key(Qt::Key_R, Qt::ControlModifier);
    key(Qt::Key_R, Qt::ControlModifier);
    EXPECT_FALSE(shown());
    EXPECT_TRUE(m_window->status().message().contains("no reading of yours"));
}

} // namespace
} // namespace cw::testing
