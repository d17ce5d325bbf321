// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include <QLabel>
#include <QListWidget>

namespace cw::testing {
namespace {

class ComparePageTest : public GuiTest {
protected:
    /// That reader draws a square and submits, through the window.
    void readAndSubmit(const QString& reader, double left) {
        open(reader);
        openCase("C-0001");
        drawSquare(left, 700, 200);
        answerEverything();
        key(Qt::Key_Return, Qt::ControlModifier);
        ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    }
    gui::ComparePage& compare() { return *m_window->comparePage(); }
    void openCompare(const QString& reader) {
        open(reader);
        m_window->worklistPage()->select(core::CaseId("C-0001"));
        m_window->show(gui::Workplace::Compare);
        CW_EVENTUALLY(compare().ready());
    }
    QString blind() { return m_window->findChild<QLabel*>("blind")->text(); }
    QListWidget& differences() { return *m_window->findChild<QListWidget*>("differences"); }
    /// Pixels of reader B's orange in the right-hand view.
    int orange() {
        const auto picture = compare().side(1).grabPicture();
        int n = 0;
        for (int y = 60; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const auto c = picture.pixelColor(x, y);
                n += c.red() > 190 && c.green() > 130 && c.blue() < 60;
            }
        return n;
    }
};

TEST_F(ComparePageTest, HidesTheOtherReadingUntilOneSubmits) {
    readAndSubmit("ben", 800);
    openCompare("ann");
    EXPECT_EQ(blind(), "Hidden until you submit.");
    EXPECT_TRUE(differences().isHidden()); // never an empty list
    EXPECT_EQ(orange(), 0);
}

TEST_F(ComparePageTest, HidesBothFromAThirdPersonUntilBothHaveSubmitted) {
    readAndSubmit("ben", 800);
    openCompare("cho");
    EXPECT_EQ(blind(), "Hidden until both readers have submitted.");
    EXPECT_EQ(orange(), 0);
}

TEST_F(ComparePageTest, ShowsBothSideBySideAndLetsAThirdPersonDecide) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("cho");
    EXPECT_TRUE(m_window->findChild<QLabel*>("blind")->isHidden());
    EXPECT_EQ(differences().count(), 2); // each missed the other's
    key(Qt::Key_Tab);
    EXPECT_GT(compare().side(0).view().zoom(), 0.3); // goes to the lesion
    compare().fit();
    EXPECT_GT(orange(), 30);
    // Of three panes one may be a pixel wider: the same place at the same zoom.
    EXPECT_EQ(compare().side(0).view().zoom(), compare().side(1).view().zoom());
    EXPECT_EQ(compare().side(0).view().focus(), compare().side(1).view().focus());

    key(Qt::Key_X);
    auto* reason = m_window->findChild<QComboBox*>("reason");
    EXPECT_TRUE(reason->isVisible());
    key(Qt::Key_B);
    EXPECT_FALSE(reason->isVisible());
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->findChild<QLabel*>("decision")->text(), "Decided: reading B is right.");
    EXPECT_EQ(m_window->worklistPage()->cases().front().state, storage::CaseState::Settled);
}

TEST_F(ComparePageTest, LetsOnlyOneOfTwoDecideTheSameCase) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("cho");
    const auto inHand = [&] {
        return workflow::Project::open(m_project.folder().toStdString(), storage::Access::ReadOnly)
            ->store()
            .claims()
            .value();
    };
    ASSERT_EQ(inHand().size(), 1U);
    EXPECT_EQ(inHand().front().holder, "cho");
    EXPECT_EQ(inHand().front().purpose, "adjudication");
    m_window->show(gui::Workplace::Worklist); // gives it free
    EXPECT_TRUE(inHand().empty());

    // Another workstation takes it.
    auto other =
        workflow::Project::open(m_project.folder().toStdString(), storage::Access::ReadWrite);
    ASSERT_TRUE(other) << other.error().sentence();
    const auto theirs = other->store().claim(
        {core::CaseId("C-0001"), "adjudication", "dan", "another room", {}, {}, "token"});
    ASSERT_TRUE(theirs) << theirs.error().sentence();
    m_window->show(gui::Workplace::Compare);
    auto* decision = m_window->findChild<gui::DecisionPanel*>();
    ASSERT_TRUE(decision);
    EXPECT_FALSE(decision->isEnabled());
    key(Qt::Key_B);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->worklistPage()->cases().front().state,
              storage::CaseState::NeedsAdjudication);

    ASSERT_TRUE(other->store().release(*theirs));
    key(Qt::Key_B); // asks again
    EXPECT_TRUE(decision->isEnabled());
    key(Qt::Key_B);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->worklistPage()->cases().front().state, storage::CaseState::Settled);
}

TEST_F(ComparePageTest, GoesToADifferenceOnAnImageThatIsStillToCome) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    for (const auto& p : {core::PointPx{800, 700}, {1000, 700}, {1000, 900}, {800, 900}})
        click(view(1), p.x, p.y);
    key(Qt::Key_Return);
    ASSERT_EQ(desk().findings().size(), 2U);
    answerEverything();
    key(Qt::Key_Return, Qt::ControlModifier);
    readAndSubmit("ben", 400);
    openCompare("cho");
    ASSERT_EQ(differences().count(), 3);
    for (int i = 0; i < 3; ++i) { // on two images: at least one of them has to be loaded first
        compare().fit();
        const double fitted = compare().side(0).view().zoom();
        key(Qt::Key_Tab);
        CW_EVENTUALLY(compare().ready());
        EXPECT_GT(compare().side(0).view().zoom(), 1.2 * fitted) << i;
    }
}

TEST_F(ComparePageTest, ExcludesWithAReason) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("cho");
    key(Qt::Key_X);
    auto* reason = m_window->findChild<QComboBox*>("reason");
    reason->setCurrentIndex(1);
    key(Qt::Key_Return, Qt::ControlModifier);
    const auto& row = m_window->worklistPage()->cases().front();
    EXPECT_EQ(row.state, storage::CaseState::Excluded);
    EXPECT_EQ(row.exclusion, annotation::ExclusionReason::ImageFaulty);
}

TEST_F(ComparePageTest, DoesNotLetAReaderOfTheCaseDecide) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("ann");
    EXPECT_EQ(differences().count(), 2); // both have submitted: ann may see
    EXPECT_TRUE(m_window->findChild<QWidget*>("verdict")->isHidden());
    key(Qt::Key_B);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->worklistPage()->cases().front().state,
              storage::CaseState::NeedsAdjudication);
}

TEST_F(ComparePageTest, PansAndZoomsBothSidesTogether) {
    readAndSubmit("ann", 800);
    openCompare("ann");
    auto& left = compare().side(0);
    QWheelEvent wheel(QPointF(200, 300), left.mapToGlobal(QPointF(200, 300)), {}, {0, 360}, {}, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&left, &wheel);
    EXPECT_EQ(left.view(), compare().side(1).view());
    left.dragWindow(10, 10); // programmatic: this side only
    QTest::mousePress(&left, Qt::RightButton, {}, QPoint(100, 100));
    QMouseEvent move(QEvent::MouseMove, QPointF(140, 90), left.mapToGlobal(QPointF(140, 90)),
                     Qt::NoButton, Qt::RightButton, {});
    QCoreApplication::sendEvent(&left, &move);
    QTest::mouseRelease(&left, Qt::RightButton, {}, QPoint(140, 90));
    EXPECT_NE(compare().side(1).window(), compare().side(1).picture()->firstWindow());
}

} // namespace
} // namespace cw::testing
