// SPDX-License-Identifier: Apache-2.0
// The Compare page's panes, list, form and redrawing; the reader's own time and order.
#include "SettlingFixture.h"

#include <QRegularExpression>

namespace cw::testing {
namespace {

class CompareSettlingTest : public SettlingTest {};

const core::CaseId kCase("C-0001");

TEST_F(CompareSettlingTest, LaysBothReadingsOverEachOtherInTheThirdPane) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("cho");
    EXPECT_EQ(compare().side(0).otherShapes().size(), 1U);
    EXPECT_EQ(compare().side(1).otherShapes().size(), 1U);
    ASSERT_EQ(compare().side(2).otherShapes().size(), 2U);
    EXPECT_GT(pixels(2, 0xFF56B4E9), 20);
    EXPECT_GT(pixels(2, 0xFFE69F00), 20);
    EXPECT_EQ(pixels(0, 0xFFE69F00), 0);
    EXPECT_EQ(compare().side(2).view().zoom(), compare().side(0).view().zoom());
    picture("compare.png");

    QWheelEvent wheel(QPointF(200, 300), compare().side(2).mapToGlobal(QPointF(200, 300)), {},
                      {0, 360}, {}, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&compare().side(2), &wheel);
    for (const std::size_t side : {0U, 1U}) {
        EXPECT_EQ(compare().side(side).view().zoom(), compare().side(2).view().zoom());
        EXPECT_EQ(compare().side(side).view().focus(), compare().side(2).view().focus());
    }
    key(Qt::Key_V, Qt::ShiftModifier);
    EXPECT_FALSE(compare().side(2).isVisible());
    key(Qt::Key_V, Qt::ShiftModifier);
    EXPECT_TRUE(compare().side(2).isVisible());
    auto* panes = m_window->findChild<gui::ComparePanes*>();
    panes->resize(700, 500); // a narrow window
    EXPECT_FALSE(compare().side(2).isVisible());
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600);
}

TEST_F(CompareSettlingTest, HasNoThirdPaneAndNoFormWhileOneIsHidden) {
    readAndSubmit("ben", 800);
    openCompare("ann");
    EXPECT_FALSE(compare().side(2).isVisible());
    EXPECT_TRUE(find<QWidget>("formComparison").isHidden());
    EXPECT_TRUE(find<QWidget>("crossCheck").isHidden());
    key(Qt::Key_V, Qt::ShiftModifier);
    EXPECT_FALSE(compare().side(2).isVisible());
    EXPECT_EQ(message(), "There are not two readings to be seen yet.");
    picture("compare-blind.png");
}

TEST_F(CompareSettlingTest, PutsTheFormSideBySideWithWhatMatters) {
    readAndSubmit("ann", 800, {{"assessment", "2"}, {"density", "c"}});
    readAndSubmit("ben", 800);
    openCompare("cho");
    auto& form = find<QTableWidget>("formComparison");
    const auto rowOf = [&](const QString& question) {
        for (int row = 0; row < form.rowCount(); ++row)
            if (form.item(row, 0)->text() == question)
                return row;
        return -1;
    };
    const auto cell = [&](const QString& question, int column) {
        const int row = rowOf(question);
        return row < 0 ? QString("no row") : form.item(row, column)->text();
    };
    const auto ink = [&](const QString& question) {
        return form.item(rowOf(question), 3)->foreground().color();
    };
    EXPECT_EQ(cell("Density", 3), "△ minor");
    ASSERT_GE(rowOf("Diagnosis"), 0);
    EXPECT_EQ(cell("Diagnosis", 3), "= same");
    int major = -1;
    for (int row = 0; row < form.rowCount(); ++row)
        if (form.item(row, 3)->text() == "▲ major")
            major = row;
    ASSERT_GE(major, 0); // BI-RADS 2 and 4: biopsy or not
    EXPECT_TRUE(form.item(major, 1)->text().startsWith("2"))
        << form.item(major, 1)->text().toStdString();
    EXPECT_TRUE(form.item(major, 2)->text().startsWith("4"));
    EXPECT_NE(form.item(major, 3)->foreground().color(), ink("Density"));
    // The list says the same, and leads to the row.
    auto& list = find<QListWidget>("differences");
    key(Qt::Key_Tab);
    EXPECT_TRUE(list.currentItem()->text().contains("major"))
        << list.currentItem()->text().toStdString();
    EXPECT_EQ(form.currentRow(), major);
    key(Qt::Key_Tab);
    EXPECT_TRUE(list.currentItem()->text().contains("minor"));
    key(Qt::Key_Tab); // around: the lesion that agrees is no difference
    EXPECT_TRUE(list.currentItem()->text().contains("major"));
    key(Qt::Key_Tab, Qt::ShiftModifier);
    EXPECT_TRUE(list.currentItem()->text().contains("minor"));
    picture("compare-form.png");
}

TEST_F(CompareSettlingTest, SaysHowFarTwoOutlinesAreApart) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 900); // half over each other: IoU 1/3, Dice 1/2, 100 px apart
    double column = 0;         // mm between columns, as the file has it
    {
        auto project = closed();
        const auto images = project.store().images(kCase);
        ASSERT_TRUE(images && images->front().attributes.spacing);
        column = images->front().attributes.spacing->column;
    }
    openCompare("cho");
    const auto text = find<QListWidget>("differences").item(0)->text();
    const auto number = [&](const char* name) {
        const auto found = QRegularExpression(QString(name) + " ([0-9.]+)").match(text);
        return found.hasMatch() ? found.captured(1).toDouble() : -1.0;
    };
    EXPECT_NEAR(number("IoU"), 1.0 / 3, 0.04) << text.toStdString();
    EXPECT_NEAR(number("Dice"), 0.5, 0.04);
    EXPECT_TRUE(text.contains(" mm (")) << text.toStdString();
    EXPECT_NEAR(number("HD"), 100 * column, 6 * column + 0.05);
    EXPECT_NEAR(number("HD95"), 100 * column, 10 * column + 0.05);
    picture("compare-overlap.png");
}

TEST_F(CompareSettlingTest, RecordsTheTruthAsTheAdjudicatorDrawsIt) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("cho");
    key(Qt::Key_R);
    ASSERT_TRUE(find<QWidget>("redrawFrom").isVisible());
    key(Qt::Key_Down); // a copy of B
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(m_window->place(), gui::Workplace::Read);
    CW_EVENTUALLY(page().ready());
    ASSERT_EQ(desk().task(), gui::ReadingDesk::Task::Redrawing);
    EXPECT_EQ(desk().owner(), viewers::ShapeOwner::Truth);
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_NEAR(core::boundsOf(desk().findings().front().outline).left, 400, 6);
    EXPECT_EQ(view(0).otherShapes().size(), 2U); // A and B beside it
    drawSquare(700, 1000, 150);
    picture("read-redraw.png");

    openCompare("cho"); // left in the middle, the window closed
    EXPECT_TRUE(find<QLabel>("decision").text().startsWith("You have begun to redraw"));
    key(Qt::Key_R);
    EXPECT_FALSE(find<QWidget>("redrawFrom").isVisible());
    key(Qt::Key_Return, Qt::ControlModifier);
    CW_EVENTUALLY(page().ready());
    ASSERT_EQ(desk().findings().size(), 2U); // goes on where it was
    find<QLineEdit>("taskReason").setText("two lesions");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted) << message().toStdString();
    CW_EVENTUALLY(m_window->place() == gui::Workplace::Compare && compare().ready());
    EXPECT_EQ(find<QLabel>("decision").text(), "Decided: redrawn.");
    EXPECT_EQ(state(), storage::CaseState::Settled);

    auto project = closed();
    const auto decision = project.store().decision(kCase);
    ASSERT_TRUE(decision && *decision);
    EXPECT_EQ((*decision)->verdict, annotation::Verdict::Redrawn);
    EXPECT_EQ((*decision)->adjudicator, core::ReaderId("cho"));
    EXPECT_EQ((*decision)->comment, "two lesions");
    ASSERT_TRUE((*decision)->redrawn);
    EXPECT_EQ((*decision)->redrawn->findings.size(), 2U);
    const auto both = project.store().bothReadings(kCase);
    ASSERT_TRUE(both);
    EXPECT_EQ(both->first.findings.size() + both->second.findings.size(), 2U); // as they were
}

TEST_F(CompareSettlingTest, AReaderOfTheCaseDoesNotRedrawIt) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCompare("ann");
    key(Qt::Key_R);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->place(), gui::Workplace::Compare);
}

class CompareReadingTimeTest : public SettlingTest {
protected:
    annotation::ActiveTime::Time m_now{std::chrono::hours(1000)};
    void useOwnClock() {
        m_window->readingTime().setClock([this] { return m_now; });
    }
    QString minutes() {
        m_window->show(gui::Workplace::Worklist);
        auto& table = find<QTableView>("cases");
        return table.model()->index(0, gui::CaseTableModel::Minutes).data().toString();
    }
};

TEST_F(CompareReadingTimeTest, CountsWhatSomebodyDoesAtACaseAndNoLunch) {
    open("ann");
    useOwnClock();
    openCase("C-0001");
    m_now += std::chrono::seconds(30);
    key(Qt::Key_P); // 30 s
    m_now += std::chrono::minutes(40);
    click(view(0), 800, 700); // lunch: a minute
    EXPECT_EQ(minutes(), "1.5");
    m_now += std::chrono::hours(1); // at the worklist: nothing
    m_window->show(gui::Workplace::Read);
    m_now += std::chrono::seconds(48);
    key(Qt::Key_V); // 48 s
    EXPECT_EQ(minutes(), "2.3");
    EXPECT_TRUE(find<QLabel>("left").text().contains("2.3 min of reading"))
        << find<QLabel>("left").text().toStdString();
    picture("worklist-minutes.png");
    open("ben"); // nobody sees a colleague's
    EXPECT_EQ(minutes(), "");
    EXPECT_FALSE(find<QLabel>("left").text().contains("min of reading"));
}

TEST_F(CompareReadingTimeTest, HandsOverWhatIsLeftWhenTheWindowCloses) {
    open("ann");
    useOwnClock();
    openCase("C-0001");
    m_now += std::chrono::seconds(36);
    key(Qt::Key_V);
    open("ann");
    EXPECT_EQ(minutes(), "0.6");
}

TEST_F(CompareReadingTimeTest, TheWorklistKeepsTheOrderThatWasDealtOut) {
    {
        auto project = closed();
        using Assigned = storage::AssignedReading;
        std::vector<Assigned> plan;
        for (const auto& [id, forAnn, forBen] :
             {std::tuple{"C-0001", 1, 0}, std::tuple{"C-0002", 0, 1}}) {
            Assigned a;
            a.caseId = core::CaseId(id);
            a.reader = core::ReaderId("ann");
            a.position = static_cast<std::size_t>(forAnn);
            Assigned b = a;
            b.reader = core::ReaderId("ben");
            b.slot = 1;
            b.position = static_cast<std::size_t>(forBen);
            plan.push_back(a);
            plan.push_back(b);
        }
        ASSERT_TRUE(storage::CaseProcess(project.store()).assign(plan, "by hand"));
    }
    const auto first = [this] {
        return find<QTableView>("cases").model()->index(0, 0).data().toString();
    };
    open("ann");
    EXPECT_EQ(first(), "C-0002");
    m_window->setReader(core::ReaderId("ben"));
    EXPECT_EQ(first(), "C-0001");
}

} // namespace
} // namespace cw::testing
