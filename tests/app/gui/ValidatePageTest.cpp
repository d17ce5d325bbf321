// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ValidatePage.h"
#include "GuiFixture.h"
#include "app/gui/MainWindow.h"
#include "app/gui/panels/ValidationWords.h"
#include "app/workflow/demo/Course.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTableWidget>
#include <QTranslator>

namespace cw::testing {
namespace {

using gui::Workplace;

constexpr int kLongMs = 240000;

/// A synthetic fundus project with a frozen version v1, made once: simulated readers, as the demo.
const std::filesystem::path& frozenProject() {
    static QTemporaryDir folder;
    static const std::filesystem::path project = [] {
        const std::filesystem::path root = folder.path().toStdString();
        workflow::demo::CoursePlan plan;
        plan.kind = core::ImageKind::Fundus;
        plan.patients = root / "patients";
        plan.truth = root / "truth";
        plan.project = root / "project";
        plan.key = root / "key";
        plan.coco = root / "coco";
        plan.validation = root / "validation";
        plan.patientCount = 16;
        plan.folds = 2;
        plan.task = "disease";
        plan.seed = 5;
        EXPECT_TRUE(anonymizer::PseudonymKey::forSyntheticData("validate page").writeNew(plan.key));
        const auto done = workflow::demo::runCourse(plan, {}, nullptr);
        EXPECT_TRUE(done) << done.error().sentence();
        return plan.project;
    }();
    return project;
}

class ValidatePageTest : public GuiTest {
protected:
    void SetUp() override {
        open("", QString::fromStdString(frozenProject().string()));
        m_window->show(Workplace::Validate);
    }
    template <class Widget>
    Widget* find(const char* name) {
        auto* widget = m_window->findChild<Widget*>(name);
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    bool finished() {
        return m_window->validatePage()->quiet() &&
               !find<QLabel>("validateVerdict")->text().isEmpty();
    }
    /// Runs to its end and leaves the outcome on the page.
    void validate(bool checks) {
        find<QCheckBox>("validateChecks")->setChecked(checks);
        find<QSpinBox>("validateFolds")->setValue(3);
        QTest::mouseClick(find<QPushButton>("validateStart"), Qt::LeftButton);
        ASSERT_TRUE(QTest::qWaitFor([&] { return finished(); }, kLongMs));
    }
};

TEST_F(ValidatePageTest, TheFoldsComeInAndTheVerdictIsSaid) {
    validate(false);
    auto* folds = find<QTableWidget>("validateFoldTable");
    ASSERT_EQ(folds->rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        EXPECT_FALSE(folds->item(row, 1)->text().isEmpty());
    EXPECT_TRUE(find<QLabel>("validateVerdict")->text().contains("Mean AUC of features"));
    EXPECT_TRUE(find<QPushButton>("validateReport")->isEnabled());
    EXPECT_TRUE(find<QPushButton>("validateStart")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("validateCancel")->isEnabled());
}

TEST_F(ValidatePageTest, AStoppedRunKeepsWhatItHasAndGoesOn) {
    find<QSpinBox>("validateFolds")->setValue(4);
    QTest::mouseClick(find<QPushButton>("validateStart"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("validateCancel"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_window->validatePage()->quiet(); }, kLongMs));
    EXPECT_TRUE(find<QLabel>("validateVerdict")->text().isEmpty());
    find<QCheckBox>("validateChecks")->setChecked(false);
    QTest::mouseClick(find<QPushButton>("validateStart"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return finished(); }, kLongMs));
    EXPECT_EQ(find<QTableWidget>("validateFoldTable")->rowCount(), 4);
}

TEST_F(ValidatePageTest, OneClickOpensASuspiciousCaseAndOneSendsItBack) {
    validate(true);
    picture("validate.png");
    auto* suspicious = find<QTableWidget>("validateSuspicious");
    ASSERT_GT(suspicious->rowCount(), 0);
    const auto id = suspicious->item(0, 0)->text();
    suspicious->selectRow(0);
    EXPECT_TRUE(find<QPushButton>("validateSend")->isEnabled());
    QTest::mouseClick(find<QPushButton>("validateSend"), Qt::LeftButton);
    EXPECT_TRUE(m_window->status().findChild<QLabel*>() != nullptr);
    const auto row = workflow::Project::open(frozenProject(), storage::Access::ReadOnly)
                         ->store()
                         .caseRow(core::CaseId(id.toStdString()));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, storage::CaseState::Assigned);

    const auto cell = suspicious->visualItemRect(suspicious->item(0, 0)).center();
    QTest::mouseClick(suspicious->viewport(), Qt::LeftButton, {}, cell);
    EXPECT_NE(m_window->place(), Workplace::Validate);
}

TEST(ValidationWords, SpeakKoreanWithTheSameFigures) {
    workflow::StudyOutcome outcome;
    outcome.verdict = "Shortcut: not evidence. Mean AUC of features 0.912 (0.871 to 0.944)";
    outcome.meanAuc = {0.912, 0.871, 0.944};
    outcome.target = 0.9;
    outcome.targetMetOnPoint = true;
    outcome.findings = {{"shortcut:file", "From the file alone", true, {{0.97, 0.95, 0.99}}},
                        {"balance", "The devices differ", false, {}}};
    outcome.limits = {"For research."};
    const workflow::SuspiciousRow row{"label-noise", "image", "labelled 0, scored 0.93",
                                      core::CaseId("")};
    EXPECT_EQ(gui::verdictWords(outcome).toStdString(), outcome.verdict);
    EXPECT_EQ(gui::findingWords(outcome.findings[0]), "From the file alone");
    EXPECT_EQ(gui::reasonWords(row), "labelled 0, scored 0.93");

    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    const QStringList lines{gui::verdictWords(outcome), gui::findingWords(outcome.findings[0]),
                            gui::findingWords(outcome.findings[1]),
                            gui::limitWords(outcome).join(" "), gui::reasonWords(row)};
    QCoreApplication::removeTranslator(&korean);
    EXPECT_TRUE(lines[0].contains("0.912") && lines[0].contains("0.871") &&
                lines[0].contains("0.944") && lines[0].contains("0.900"));
    EXPECT_TRUE(lines[1].contains("0.970"));
    static const QRegularExpression latin("[A-Za-z]{2,}");
    for (QString line : lines)
        EXPECT_FALSE(line.remove("AUC").contains(latin)) << line.toStdString();
}

} // namespace
} // namespace cw::testing
