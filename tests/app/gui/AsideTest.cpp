// SPDX-License-Identifier: Apache-2.0
// What others said of a case, beside a reading: a model's proposals, the hospital's reports.
#include "PartyFixture.h"

#include "app/workflow/Proposals.h"
#include "app/workflow/Reports.h"

#include <QDir>
#include <QFile>
#include <QPlainTextEdit>
#include <QToolButton>

namespace cw::testing {
namespace {

class ProposalsTest : public PartyTest {
protected:
    /// One mass of the model "cad-1" on the first image of C-0001.
    void propose(workflow::ProposalsWhileBlind whileBlind) {
        auto project =
            workflow::Project::open(m_project.folder().toStdString(), storage::Access::ReadWrite,
                                    core::systemClock(), login("stew"));
        ASSERT_TRUE(project);
        const auto images = project->store().images(core::CaseId("C-0001"));
        ASSERT_TRUE(images);
        m_image = images->front().id;
        QDir(m_project.folder()).mkpath("proposals");
        QFile file(m_project.folder() + "/proposals/C-0001.json");
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(R"({"schema":"concord-proposals-1","caseId":"C-0001","proposals":[)"
                              R"({"id":"P1","model":"cad-1","fileSha256":")") +
                   QByteArray(64, 'a') + R"(","importedAt":"2026-11-30T00:00:00Z","image":")" +
                   QByteArray::fromStdString(m_image.text()) +
                   R"(","label":"mass","outline":[[800,700],[1000,700],[1000,900],[800,900]],)"
                   R"("attributes":{}}]})");
        file.close();
        const auto listed = workflow::listProposals(*project, core::CaseId("C-0001"));
        ASSERT_TRUE(listed) << listed.error().sentence();
        ASSERT_EQ(listed->size(), 1U);
        ASSERT_TRUE(workflow::setProposalsWhileBlind(*project, whileBlind));
    }
    std::size_t drawn() {
        const auto* view = page().hanging().viewOf(m_image);
        return view ? view->otherShapes().size() : 99;
    }
    core::ImageId m_image;
};

TEST_F(ProposalsTest, AreHiddenWhileTheCaseIsReadBlind) {
    propose(workflow::ProposalsWhileBlind::Hidden);
    enter("ann");
    openCase("C-0001");
    EXPECT_EQ(drawn(), 0U);
    key(Qt::Key_A);
    key(Qt::Key_A, Qt::ShiftModifier);
    EXPECT_TRUE(desk().findings().empty());
}

TEST_F(ProposalsTest, AConfirmedOneIsTheReadersFindingWithItsOrigin) {
    propose(workflow::ProposalsWhileBlind::Shown);
    enter("ann");
    openCase("C-0001");
    ASSERT_EQ(drawn(), 1U);
    EXPECT_EQ(page().hanging().viewOf(m_image)->otherShapes().front().owner,
              viewers::ShapeOwner::Model);
    picture("proposal.png");
    key(Qt::Key_A);
    EXPECT_TRUE(m_window->status().message().contains("cad-1"));
    key(Qt::Key_A, Qt::ShiftModifier);
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_EQ(desk().findings().front().attributes.at("origin"), "proposal:cad-1");
    EXPECT_EQ(drawn(), 0U); // not twice
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(desk().findings().empty());
    EXPECT_EQ(drawn(), 1U); // it is proposed again
}

TEST_F(ProposalsTest, ADismissedOneLeavesTheReadingAloneAndStaysAway) {
    propose(workflow::ProposalsWhileBlind::Shown);
    enter("ann");
    openCase("C-0001");
    key(Qt::Key_A);
    key(Qt::Key_Delete, Qt::ShiftModifier);
    EXPECT_EQ(drawn(), 0U);
    EXPECT_TRUE(desk().findings().empty());
    openCase("C-0001");
    EXPECT_EQ(drawn(), 0U);
}

class ReportsTest : public PartyTest {
protected:
    void addReport() {
        auto boss = as("boss");
        QDir(m_project.folder()).mkpath("reports");
        QFile file(m_project.folder() + "/reports/C-0001.json");
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(kept());
        file.close();
        const auto seen = workflow::reports(boss, core::CaseId("C-0001"), "coordinator");
        ASSERT_TRUE(seen) << seen.error().sentence();
        ASSERT_EQ(seen->size(), 1U);
    }
    static QByteArray kept();
    QPlainTextEdit& text() { return *m_window->findChild<QPlainTextEdit*>("reportsText"); }
};

QByteArray ReportsTest::kept() {
    return R"({"format":"concord-reports-1","case":"C-0001","reports":[{"cleaning":"scrubbed",)"
           R"("id":")" +
           QByteArray(64, 'b') +
           R"(","kind":"radiology","text":"유방촬영: spiculated mass"}],)"
           R"("visible_to":["coordinator","reviewer"]})";
}

TEST_F(ReportsTest, AReaderHasThemBesideTheCaseOnlyWhereTheProjectSaysSo) {
    addReport();
    enter("ann");
    openCase("C-0001");
    EXPECT_FALSE(page().hasReports());
    EXPECT_FALSE(text().toPlainText().contains("spiculated"));
    m_window.reset();
    {
        auto boss = as("boss");
        const auto allowed = workflow::allowReports(boss, "reader", true, "boss");
        ASSERT_TRUE(allowed) << allowed.error().sentence();
    }
    enter("ann");
    openCase("C-0001");
    ASSERT_TRUE(page().hasReports());
    const bool folded = page().reportsFolded();
    QTest::mouseClick(m_window->findChild<QToolButton*>("reportsHeading"), Qt::LeftButton);
    EXPECT_NE(page().reportsFolded(), folded);
    key(Qt::Key_F9, Qt::ShiftModifier);
    EXPECT_EQ(page().reportsFolded(), folded);
    if (folded)
        key(Qt::Key_F9, Qt::ShiftModifier);
    EXPECT_TRUE(text().isVisible());
    EXPECT_TRUE(text().toPlainText().contains("유방촬영: spiculated mass"));
    picture("reports.png");
    openCase("C-0002"); // has none
    EXPECT_FALSE(page().hasReports());
    EXPECT_TRUE(text().toPlainText().isEmpty());
}

} // namespace
} // namespace cw::testing
