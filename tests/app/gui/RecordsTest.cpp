// SPDX-License-Identifier: Apache-2.0
// The pages of what is on record: audit trail, data set, inspection.
#include "PartyFixture.h"

#include "app/gui/pages/AuditPage.h"
#include "app/gui/pages/DatasetPage.h"
#include "app/gui/pages/InspectPage.h"
#include "app/workflow/DoubleReading.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>

namespace cw::testing {
namespace {

class AuditPageTest : public PartyTest {
protected:
    void openAudit() {
        enter("boss");
        key(Qt::Key_7, Qt::ControlModifier);
        ASSERT_EQ(m_window->place(), gui::Workplace::Audit);
    }
    QTableView& table() { return *m_window->findChild<QTableView*>("audit"); }
    QString verdict() { return m_window->findChild<QLabel*>("auditVerdict")->text(); }
};

TEST_F(AuditPageTest, ShowsTheWholeTrailNewestFirstAndFiltersIt) {
    settle("C-0001");
    std::size_t lines = 0;
    std::string last;
    {
        const auto trail = as("boss").store().auditTrail();
        ASSERT_TRUE(trail);
        lines = trail->size();
        last = trail->back().action;
    }
    openAudit();
    const auto* model = table().model();
    ASSERT_EQ(static_cast<std::size_t>(model->rowCount()), lines);
    EXPECT_EQ(model->index(0, 2).data().toString().toStdString(), last);
    int sum = 0;
    for (int topic = 0; topic < 5; ++topic) {
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("topic-%1").arg(topic)),
                          Qt::LeftButton);
        sum += model->rowCount();
    }
    EXPECT_EQ(static_cast<std::size_t>(sum), lines); // every line is in one topic
    QTest::mouseClick(m_window->findChild<QToolButton*>("topic-1"), Qt::LeftButton);
    key(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(m_window->findChild<QLineEdit*>("auditSearch"), "submit c-0001");
    EXPECT_EQ(model->rowCount(), 2); // ann's and ben's
    picture("audit.png");
}

TEST_F(AuditPageTest, VerifiesTheChainAndFindsALineEditedByHand) {
    openAudit();
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(verdict().startsWith("✓")) << verdict().toStdString();
    m_window.reset();
    QProcess python; // whoever has the file can take the guards away first
    python.start("/usr/bin/python3",
                 {"-c",
                  "import sqlite3,sys\n"
                  "db=sqlite3.connect(sys.argv[1])\n"
                  "for (n,) in db.execute(\"select name from sqlite_master where type='trigger'\""
                  ").fetchall(): db.execute('drop trigger '+n)\n"
                  "db.execute(\"update audit set detail='another' where seq=3\")\n"
                  "db.commit()\n",
                  m_project.folder() + "/concord.sqlite"});
    ASSERT_TRUE(python.waitForFinished(30000));
    ASSERT_EQ(python.exitCode(), 0) << python.readAllStandardError().toStdString();
    openAudit();
    QTest::mouseClick(m_window->findChild<QPushButton*>("auditVerify"), Qt::LeftButton);
    EXPECT_TRUE(verdict().startsWith("▲ The trail is broken at line 3")) << verdict().toStdString();
}

TEST_F(AuditPageTest, ExportsATableThatPythonReadsLineForLine) {
    openAudit();
    QTemporaryDir folder;
    const auto file = folder.filePath("감사 기록.csv");
    m_window->auditPage()->exportTo(file.toStdString());
    QProcess python;
    python.start("/usr/bin/python3",
                 {"-c",
                  "import csv,sys,hashlib\n"
                  "rows=list(csv.DictReader(open(sys.argv[1],encoding='utf-8-sig',newline='')))\n"
                  "h='0'*64\n"
                  "for r in rows:\n"
                  "  parts=[h,r['number'],r['time'],r['who'],r['action'],r['detail']]\n"
                  "  t=b''.join(b'%d:%s,'%(len(p.encode()),p.encode()) for p in parts)\n"
                  "  h=hashlib.sha256(t).hexdigest()\n"
                  "  assert h==r['hash'],r\n"
                  "print(len(rows))\n",
                  file});
    ASSERT_TRUE(python.waitForFinished(30000));
    EXPECT_EQ(python.exitCode(), 0) << python.readAllStandardError().toStdString();
    EXPECT_EQ(python.readAllStandardOutput().trimmed().toInt(), table().model()->rowCount());
}

class DatasetPageTest : public PartyTest {
protected:
    void openDataset(const std::string& who = "stew") {
        enter(who);
        key(Qt::Key_5, Qt::ControlModifier);
        ASSERT_EQ(m_window->place(), gui::Workplace::Dataset);
        const auto said = m_window->status().message();
        EXPECT_FALSE(said.contains("rules")) << said.toStdString();
    }
    int shown() { return m_window->findChild<QTableView*>("flowCases")->model()->rowCount(); }
    void press(const char* name) {
        auto* button = m_window->findChild<QAbstractButton*>(name);
        ASSERT_TRUE(button) << name;
        ASSERT_TRUE(button->isEnabled()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void freeze(const char* version) {
        QTest::keyClicks(m_window->findChild<QLineEdit*>("versionName"), version);
        QTest::keyClick(m_window->findChild<QLineEdit*>("versionName"), Qt::Key_Return,
                        Qt::ControlModifier);
        CW_EVENTUALLY(m_window->datasetPage()->quiet());
    }
    QTableWidget& versions() { return *m_window->findChild<QTableWidget*>("versions"); }
    QString text() { return m_window->findChild<QPlainTextEdit*>("versionText")->toPlainText(); }
};

TEST_F(DatasetPageTest, TheFlowCountsWhatFreezingWouldTake) {
    settle("C-0001");
    std::set<core::CaseId> kept;
    std::size_t excluded = 0;
    {
        const auto content = as("boss").settledContent();
        ASSERT_TRUE(content) << content.error().sentence();
        for (const auto& image : content->images)
            kept.insert(image.caseId);
        excluded = content->excluded.size();
    }
    openDataset();
    EXPECT_EQ(shown(), 2);
    press("flow-left");
    EXPECT_EQ(static_cast<std::size_t>(shown()), kept.size());
    int out = 0;
    for (auto* box : m_window->findChildren<QToolButton*>())
        if (box->objectName().startsWith("flow-reason-")) {
            QTest::mouseClick(box, Qt::LeftButton);
            out += shown();
        }
    EXPECT_EQ(static_cast<std::size_t>(out), excluded);
}

TEST_F(DatasetPageTest, NoHeadingOfTheCasesIsCut) {
    openDataset();
    const auto* header = m_window->findChild<QTableView*>("flowCases")->horizontalHeader();
    for (int i = 0; i < header->count(); ++i)
        EXPECT_GE(header->sectionSize(i), header->sectionSizeHint(i)) << i;
}

TEST_F(DatasetPageTest, SaysWhatBlocksAndFreezesNothingThen) {
    openDataset();
    EXPECT_TRUE(
        m_window->findChild<QLabel*>("freezeChecks")->text().contains("No case is settled"));
    QTest::keyClicks(m_window->findChild<QLineEdit*>("versionName"), "v1");
    EXPECT_FALSE(m_window->findChild<QPushButton*>("freeze")->isEnabled());
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(versions().rowCount(), 0);
}

TEST_F(DatasetPageTest, TheStewardFreezesVerifiesComparesAndExports) {
    settle("C-0001");
    openDataset();
    freeze("v1");
    ASSERT_EQ(versions().rowCount(), 1) << m_window->status().message().toStdString();
    QFile manifest(m_project.folder() + "/versions/v1/manifest.json");
    ASSERT_TRUE(manifest.open(QIODevice::ReadOnly));
    EXPECT_EQ(versions().item(0, 2)->text(),
              QCryptographicHash::hash(manifest.readAll(), QCryptographicHash::Sha256).toHex());
    EXPECT_EQ(m_window->findChild<QLabel*>("version")->text(), "version v1");
    press("verifyVersion");
    CW_EVENTUALLY(m_window->datasetPage()->quiet());
    EXPECT_TRUE(text().startsWith("✓")) << text().toStdString();
    m_window.reset();
    settle("C-0002");
    openDataset();
    freeze("v2");
    ASSERT_EQ(versions().rowCount(), 2);
    versions().selectAll();
    EXPECT_TRUE(text().contains("From v1 to v2")) << text().toStdString();
    EXPECT_TRUE(text().contains("1 cases added: C-0002")) << text().toStdString();
    picture("dataset.png");
    versions().selectRow(1);
    QTemporaryDir folder;
    auto* path = m_window->findChild<QWidget*>("exportFolder")->findChild<QLineEdit*>();
    path->setFocus(); // else a letter of the folder's name is a key of the window
    QTest::keyClicks(path, folder.filePath("out"));
    press("exportVersion");
    CW_EVENTUALLY(m_window->datasetPage()->quiet());
    EXPECT_TRUE(QFile::exists(folder.filePath("out/annotations/instances_default.json")))
        << m_window->status().message().toStdString();
}

TEST_F(DatasetPageTest, TheReviewerLooksAndIsNotOfferedToFreeze) {
    settle("C-0001");
    openDataset("review");
    EXPECT_FALSE(m_window->findChild<QPushButton*>("freeze")->isVisible());
    EXPECT_EQ(shown(), 2);
}

class InspectPageTest : public PartyTest {
protected:
    void openInspection() {
        enter("review");
        key(Qt::Key_8, Qt::ControlModifier);
        CW_EVENTUALLY(page8().ready());
    }
    gui::InspectPage& page8() { return *m_window->inspectPage(); }
    QTableWidget& table() { return *m_window->findChild<QTableWidget*>("inspections"); }
    std::vector<storage::Inspection> recorded(const char* id) {
        m_window.reset();
        auto boss = as("boss");
        auto all = storage::CaseProcess(boss.store()).inspections(core::CaseId(id));
        return all ? *all : std::vector<storage::Inspection>{};
    }
};

TEST_F(InspectPageTest, PassesStepByStepWithOneKeyAndTheStewardMayFreezeThen) {
    settle("C-0001");
    {
        auto boss = as("boss");
        workflow::ReadingPolicy policy;
        policy.inspection = storage::InspectionStep::Manager;
        ASSERT_TRUE(workflow::setReadingPolicy(boss, policy, "boss"));
    }
    enter("stew");
    key(Qt::Key_5, Qt::ControlModifier);
    EXPECT_TRUE(
        m_window->findChild<QLabel*>("freezeChecks")->text().contains("lack the inspection"));
    openInspection();
    ASSERT_EQ(table().rowCount(), 1);
    ASSERT_FALSE(page8().view().otherShapes().empty());
    EXPECT_EQ(page8().view().otherShapes().front().owner, viewers::ShapeOwner::Truth);
    EXPECT_TRUE(page8().view().ownShapes().empty()); // nothing to edit
    key(Qt::Key_A);
    key(Qt::Key_A);
    EXPECT_EQ(m_window->findChild<QLabel*>("inspectionStep")->text(), "This case has passed.");
    picture("inspect.png");
    const auto all = recorded("C-0001");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].step, storage::InspectionStep::Peer);
    EXPECT_EQ(all[1].step, storage::InspectionStep::Manager);
    EXPECT_EQ(all[1].inspector.text(), "review");
    EXPECT_TRUE(all[1].passed);
    enter("stew");
    key(Qt::Key_5, Qt::ControlModifier);
    EXPECT_TRUE(m_window->findChild<QLabel*>("freezeChecks")->text().contains("Nothing blocks"));
    QTest::keyClicks(m_window->findChild<QLineEdit*>("versionName"), "v1");
    QTest::mouseClick(m_window->findChild<QPushButton*>("freeze"), Qt::LeftButton);
    CW_EVENTUALLY(m_window->datasetPage()->quiet());
    EXPECT_TRUE(QFile::exists(m_project.folder() + "/versions/v1/manifest.json"))
        << m_window->status().message().toStdString();
}

TEST_F(InspectPageTest, AFailureNeedsAReasonAndSendsTheCaseBack) {
    settle("C-0001");
    openInspection();
    key(Qt::Key_X);
    auto* reason = m_window->findChild<QLineEdit*>("inspectionReason");
    EXPECT_EQ(table().rowCount(), 1); // nothing yet
    QTest::keyClicks(reason, "outline too wide");
    QTest::keyClick(reason, Qt::Key_Return);
    EXPECT_EQ(table().rowCount(), 0);
    const auto all = recorded("C-0001");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(all[0].passed);
    EXPECT_EQ(all[0].reason, "outline too wide");
    EXPECT_EQ(as("boss").store().caseRow(core::CaseId("C-0001"))->state,
              storage::CaseState::Assigned);
}

TEST_F(InspectPageTest, DrawsTheSampleOfTheFinalAudit) {
    settle("C-0001");
    openInspection();
    EXPECT_FALSE(m_window->findChild<QPushButton*>("drawSample")->isEnabled());
    key(Qt::Key_A);
    key(Qt::Key_A);
    QTest::mouseClick(m_window->findChild<QPushButton*>("drawSample"), Qt::LeftButton);
    EXPECT_TRUE(m_window->findChild<QLabel*>("sample")->text().startsWith("Sample 1: 1 of 1"));
    key(Qt::Key_A);
    EXPECT_TRUE(m_window->findChild<QLabel*>("sample")->text().contains("1 passed"));
    const auto all = recorded("C-0001");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[2].step, storage::InspectionStep::Audit);
    EXPECT_EQ(all[2].sample, 1);
}

} // namespace
} // namespace cw::testing
