// SPDX-License-Identifier: Apache-2.0
#include "SettlingFixture.h"

#include <QRegularExpression>
#include <QTranslator>

namespace cw::testing {
namespace {

class CompareCrossCheckTest : public SettlingTest {};

const core::CaseId kCase("C-0001");

TEST_F(CompareCrossCheckTest, LeadsFromTwoReadersToAgreementAndKeepsTheOriginal) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCrossChecks();
    EXPECT_EQ(message(), "1 cross-checks opened.");
    EXPECT_EQ(state(), storage::CaseState::CrossCheck);

    openFromWorklist("ann"); // opens where both readings are seen
    ASSERT_EQ(m_window->place(), gui::Workplace::Compare);
    EXPECT_EQ(find<QLabel>("crossCheckHeading").text(), "Cross-check: does your reading stand?");
    picture("compare-crosscheck.png");
    key(Qt::Key_E);
    ASSERT_EQ(m_window->place(), gui::Workplace::Read);
    CW_EVENTUALLY(page().ready());
    ASSERT_EQ(desk().task(), gui::ReadingDesk::Task::Amendment);
    ASSERT_EQ(desk().findings().size(), 1U);     // begins with what ann had submitted
    EXPECT_EQ(view(0).otherShapes().size(), 1U); // and ben's lies beside it
    key(Qt::Key_Tab);
    key(Qt::Key_Delete);
    drawSquare(400, 700, 200);
    picture("read-amendment.png");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(message().startsWith("Say above the pictures why")) << message().toStdString();
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Editing);
    QTest::keyClicks(focus(), "overlooked");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    CW_EVENTUALLY(m_window->place() == gui::Workplace::Compare && compare().ready());
    EXPECT_EQ(message(), "Amended. What you had submitted stays on record.");
    EXPECT_TRUE(find<QLabel>("crossCheckSaid").text().contains("ann: amended – overlooked"));

    openFromWorklist("ben");
    EXPECT_EQ(pixels(2, 0xFF009E73), 0); // what differs is not marked as agreed
    // Still the blind reading of ann: what ben says must not lean on her amendment.
    ASSERT_EQ(compare().side(0).otherShapes().size(), 1U);
    EXPECT_NEAR(core::boundsOf(compare().side(0).otherShapes().front().finding.outline).left, 800,
                6);
    key(Qt::Key_S);
    QTest::keyClicks(focus(), "seen on both views");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(message().startsWith("Recorded: your reading stands.")) << message().toStdString();
    EXPECT_TRUE(find<QLabel>("crossCheckSaid").text().contains("ben: stands – seen on both views"));
    key(Qt::Key_S); // said once
    EXPECT_TRUE(find<QWidget>("standReason").isHidden());

    open("");
    press("closeCrossChecks");
    EXPECT_EQ(message(), "1 closed: 1 agree, 0 excluded, 0 to adjudicate. 0 wait for a reader.");
    EXPECT_EQ(state(), storage::CaseState::Settled);
    openCompare("cho");
    EXPECT_GT(pixels(2, 0xFF009E73), 20); // the lesion on which they agree now
    picture("compare-agreed.png");

    auto project = closed();
    const auto blind = project.store().bothReadings(kCase);
    ASSERT_TRUE(blind);
    EXPECT_NEAR(core::boundsOf(blind->first.findings.front().outline).left, 800, 6);
    const auto counted = storage::CaseProcess(project.store()).readingsThatCount(kCase);
    ASSERT_TRUE(counted);
    EXPECT_NEAR(core::boundsOf(counted->first.findings.front().outline).left, 400, 6);
    EXPECT_EQ(counted->second.id, blind->second.id);
}

TEST_F(CompareCrossCheckTest, ExcludesByKeysAloneWhatBothLetStand) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCrossChecks();
    for (const char* reader : {"ann", "ben"}) {
        openFromWorklist(reader);
        ASSERT_EQ(m_window->place(), gui::Workplace::Compare);
        key(Qt::Key_S);
        key(Qt::Key_Return, Qt::ControlModifier); // the reason need not be said
        EXPECT_TRUE(message().startsWith("Recorded")) << message().toStdString();
    }
    open("");
    press("closeCrossChecks");
    EXPECT_EQ(message(), "1 closed: 0 agree, 1 excluded, 0 to adjudicate. 0 wait for a reader.");
    EXPECT_EQ(state(), storage::CaseState::Excluded);
}

TEST_F(CompareCrossCheckTest, AnAmendmentThatChangesNothingIsRefusedInWords) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCrossChecks();
    openFromWorklist("ann");
    key(Qt::Key_E);
    CW_EVENTUALLY(page().ready());
    find<QLineEdit>("taskReason").setText("why not");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(message(), "Nothing was amended: say that your reading stands.");
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Editing);
}

TEST_F(CompareCrossCheckTest, NobodyElseMayStandOrAmendAndNobodyDecidesMeanwhile) {
    readAndSubmit("ann", 800);
    readAndSubmit("ben", 400);
    openCrossChecks();
    openCompare("cho");
    EXPECT_EQ(find<QLabel>("crossCheckHeading").text(), "Cross-check: waiting for the readers.");
    EXPECT_TRUE(find<QWidget>("stand").isHidden());
    key(Qt::Key_E);
    key(Qt::Key_S);
    key(Qt::Key_B);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_window->place(), gui::Workplace::Compare);
    EXPECT_TRUE(find<QWidget>("verdict").isHidden());
    m_window->worklistPage()->refresh();
    EXPECT_EQ(state(), storage::CaseState::CrossCheck);
}

TEST_F(CompareCrossCheckTest, OnlyWhoCoordinatesOpensAndClosesThem) {
    open("ann");
    EXPECT_TRUE(find<QWidget>("openCrossChecks").parentWidget()->isHidden());
    open("");
    EXPECT_FALSE(find<QWidget>("openCrossChecks").parentWidget()->isHidden());
    EXPECT_FALSE(find<QWidget>("openCrossChecks").isEnabled()); // nothing differs yet
}

TEST_F(CompareCrossCheckTest, SpeaksKorean) {
    readAndSubmit("ann", 800, {{"assessment", "2"}});
    readAndSubmit("ben", 400);
    openCrossChecks();
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    openFromWorklist("ann");
    QStringList texts;
    const auto gather = [&](QWidget& page) {
        for (const auto* label : page.findChildren<QLabel*>())
            texts << label->text();
        for (const auto* button : page.findChildren<QAbstractButton*>())
            texts << button->text() << button->toolTip();
        for (const auto* line : page.findChildren<QLineEdit*>())
            texts << line->placeholderText() << line->accessibleName();
        for (const auto* box : page.findChildren<QComboBox*>())
            for (int i = 0; i < box->count(); ++i)
                texts << box->itemText(i);
    };
    key(Qt::Key_S);
    picture("compare-crosscheck-ko.png");
    gather(compare());
    for (int i = 0; i < find<QListWidget>("differences").count(); ++i)
        texts << find<QListWidget>("differences").item(i)->text();
    auto& form = find<QTableWidget>("formComparison");
    for (int row = 0; row < form.rowCount(); ++row)
        for (int column = 0; column < form.columnCount(); ++column)
            texts << form.item(row, column)->text() << form.item(row, column)->toolTip();
    key(Qt::Key_Escape);
    key(Qt::Key_E);
    CW_EVENTUALLY(page().ready());
    picture("read-amendment-ko.png");
    gather(find<QWidget>("taskBanner"));
    m_window->show(gui::Workplace::Worklist);
    gather(*m_window->worklistPage());
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600);
    QCoreApplication::removeTranslator(&korean);
    for (auto text : texts) {
        text.remove(QRegularExpression("Ctrl|Enter|Shift|Esc|BI-RADS|IoU|Dice|HD95|ASD|MLO|ann|ben|"
                                       "concord [a-z ./A-Z,_-]*|IRB|Concord|project"));
        EXPECT_FALSE(text.contains(QRegularExpression("[A-Za-z]{3,}"))) << text.toStdString();
    }
}

} // namespace
} // namespace cw::testing
