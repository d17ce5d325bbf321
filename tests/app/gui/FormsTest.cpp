// SPDX-License-Identifier: Apache-2.0
// The forms of a finding and of a case, by keys alone.
#include "GuiFixture.h"
#include "PlantedProject.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QTranslator>
#include <filesystem>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;
using Answers = annotation::CaseAnswers;

class FormsTest : public GuiTest {
protected:
    static void SetUpTestSuite() { s_eyes = new PlantedProject(core::ImageKind::Fundus, 1, 5); }
    static void TearDownTestSuite() { delete s_eyes; }

    /// A copy, so that no test finds the journal of another.
    void openFundus() {
        const auto copy = m_copy.path() + "/project";
        if (!fs::exists(copy.toStdString()))
            fs::copy(s_eyes->folder(), copy.toStdString(), fs::copy_options::recursive);
        open("ann", copy);
        openCase("C-0001");
    }
    void keys(std::initializer_list<Qt::Key> list) {
        for (const auto each : list)
            key(each);
    }
    QWidget& row(const char* name) {
        auto* row = m_window->findChild<QWidget*>(name);
        if (!row)
            throw std::runtime_error(name);
        return *row;
    }
    void press(const char* rowName, const char* answer) {
        auto* button = row(rowName).findChild<QToolButton*>(answer);
        ASSERT_TRUE(button) << answer;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    const annotation::Finding& only() { return desk().findings().front(); }
    QWidget& forms() { return row("forms"); }
    /// No button of the forms is narrower than its words.
    void expectEverythingReadable() {
        QCoreApplication::processEvents();
        for (const auto* button : forms().findChildren<QToolButton*>())
            if (button->isVisible()) {
                EXPECT_GE(button->width(), button->sizeHint().width())
                    << button->text().toStdString() << " in "
                    << button->parentWidget()->objectName().toStdString();
            }
        EXPECT_LE(forms().minimumSizeHint().width(), 290);
    }
    void expectNoEnglish() {
        static const QRegularExpression kKept("BI-RADS|MLO|Shift|Tab|Esc|Ctrl|Space");
        static const QRegularExpression kEnglish("[A-Za-z]{3,}");
        QStringList texts;
        for (const auto* label : forms().findChildren<QLabel*>())
            texts << label->text();
        for (const auto* button : forms().findChildren<QAbstractButton*>())
            texts << button->text() << button->toolTip() << button->accessibleName();
        for (const auto* line : forms().findChildren<QLineEdit*>())
            texts << line->placeholderText() << line->toolTip();
        for (auto text : texts) {
            text.remove(kKept);
            EXPECT_FALSE(text.contains(kEnglish)) << text.toStdString();
        }
    }

    QTemporaryDir m_copy;
    inline static PlantedProject* s_eyes = nullptr;
};

TEST_F(FormsTest, DescribeAMassAndTheCaseByKeysAlone) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    key(Qt::Key_Q);
    // mass, irregular, spiculated, high density, BI-RADS 4, C
    keys({Qt::Key_1, Qt::Key_3, Qt::Key_5, Qt::Key_1, Qt::Key_4, Qt::Key_3});
    EXPECT_EQ(only().label, "mass");
    EXPECT_EQ(only().attributes, (Answers{{"shape", "irregular"},
                                          {"margin", "spiculated"},
                                          {"density-of-mass", "high"},
                                          {"assessment", "4C"}}));
    EXPECT_EQ(focus(), static_cast<QWidget*>(&view(0))); // ready for the next one
    picture("forms-mass.png");

    keys({Qt::Key_Q, Qt::Key_Q}); // past the finding, to the case
    // density b; right 4C; left 1; malignant; Type 1
    keys({Qt::Key_2, Qt::Key_4, Qt::Key_3, Qt::Key_1, Qt::Key_3, Qt::Key_1});
    EXPECT_EQ(desk().answers(), (Answers{{"density", "b"},
                                         {"assessmentRight", "4C"},
                                         {"assessmentLeft", "1"},
                                         {"assessment", "4C"},
                                         {"diagnosis", "malignant"},
                                         {"imageType", "1"}}));
    EXPECT_EQ(focus()->objectName(), "submit");
    picture("forms-case.png");
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
}

TEST_F(FormsTest, AnotherLabelIsOneStepWithWhatItTakesBack) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_1}); // mass, oval
    const auto before = only();
    key(Qt::Key_Escape); // back to the picture
    keys({Qt::Key_Q, Qt::Key_2});
    EXPECT_EQ(only().label, "calcification");
    EXPECT_TRUE(only().attributes.empty());
    EXPECT_TRUE(row("finding-morphology").isVisibleTo(&forms()));
    EXPECT_FALSE(row("finding-shape").isVisibleTo(&forms()));
    keys({Qt::Key_5, Qt::Key_2, Qt::Key_6}); // typically benign: vascular; single
    EXPECT_EQ(only().attributes,
              (Answers{{"morphology", "vascular"}, {"distribution", "individual"}}));
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(only().attributes.empty());
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(only(), before);
}

TEST_F(FormsTest, BackspaceTakesTheAnswerBackNotTheFinding) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_2}); // round; now at the margin
    keys({Qt::Key_Up, Qt::Key_Backspace});
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_TRUE(only().attributes.empty());
    keys({Qt::Key_Up, Qt::Key_Delete}); // a label is changed, never taken back
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_EQ(only().label, "mass");
    keys({Qt::Key_Right, Qt::Key_Right, Qt::Key_Space}); // arrows and Space do as well
    EXPECT_EQ(only().label, "asymmetry");
    keys({Qt::Key_Escape, Qt::Key_Backspace}); // in the picture it is the finding
    EXPECT_TRUE(desk().findings().empty());
}

TEST_F(FormsTest, ANewFindingIsCalledWhatTheLastOneWas) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    keys({Qt::Key_Q, Qt::Key_2, Qt::Key_Escape});
    drawSquare(400, 700, 100);
    EXPECT_EQ(desk().findings().back().label, "calcification");
}

TEST_F(FormsTest, TheFinalCategoryFollowsTheBreastsUntilOverruled) {
    open("ann");
    openCase("C-0001");
    press("question-assessmentRight", "2");
    press("question-assessmentLeft", "3");
    EXPECT_EQ(desk().answers().at("assessment"), "3");
    press("question-assessment", "0");
    press("question-assessmentLeft", "5");
    EXPECT_EQ(desk().answers().at("assessment"), "0");
    bool said = false;
    for (const auto* label : row("question-assessment").findChildren<QLabel*>())
        said |= label->text().contains("not 5");
    EXPECT_TRUE(said);
}

TEST_F(FormsTest, TypeOneNeedsAnOutline) {
    open("ann");
    openCase("C-0001");
    answerEverything();
    press("question-imageType", "1");
    auto* submit = m_window->findChild<QPushButton*>("submit");
    EXPECT_FALSE(submit->isEnabled());
    EXPECT_TRUE(m_window->findChild<QLabel*>("readingState")->text().contains("nothing is drawn"));
    press("question-imageType", "2");
    EXPECT_TRUE(submit->isEnabled());
    press("question-diagnosis", "normal"); // nothing there to be drawn: not asked
    EXPECT_FALSE(desk().answers().contains("imageType"));
    EXPECT_TRUE(submit->isEnabled());
}

TEST_F(FormsTest, ShowWhatOldReadingsSayThoughItIsNoLongerOffered) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    ASSERT_TRUE(
        desk().apply(annotation::SetAttribute{only().id, "shape", std::nullopt, "lobular"}));
    bool said = false;
    for (const auto* label : row("finding-shape").findChildren<QLabel*>())
        said |= label->text().contains("Lobular");
    EXPECT_TRUE(said);
    EXPECT_FALSE(row("finding-shape").findChild<QToolButton*>("lobular"));
}

TEST_F(FormsTest, KeepACommentAndTheRestOfTheDetails) {
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    auto* more = m_window->findChild<QToolButton*>("finding-more");
    QTest::mouseClick(more, Qt::LeftButton);
    auto* comment = m_window->findChild<QLineEdit*>("finding-comment");
    ASSERT_TRUE(comment->isVisibleTo(&forms()));
    comment->setFocus();
    QTest::keyClicks(comment, "pulled in nipple, see k and q"); // letters, not tools
    QTest::keyClick(comment, Qt::Key_Tab);
    EXPECT_EQ(only().attributes.at("comment"), "pulled in nipple, see k and q");
    press("finding-associated", "nipple-retraction");
    press("finding-associated", "skin-retraction");
    EXPECT_EQ(only().attributes.at("associated"), "skin-retraction,nipple-retraction");
    press("finding-clock", "11");
    press("finding-quadrant", "upper-outer");
    expectEverythingReadable();
    picture("forms-details.png");
}

TEST_F(FormsTest, TheRowWithTheFocusIsInSight) {
    open("ann");
    m_window->resize(1600, 560);
    openCase("C-0001");
    drawSquare(800, 700, 200);
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_1, Qt::Key_1, Qt::Key_1, Qt::Key_2, Qt::Key_Q, Qt::Key_Q});
    auto* scroll = m_window->findChild<QScrollArea*>("formsScroll");
    keys({Qt::Key_1, Qt::Key_1, Qt::Key_1});
    ASSERT_EQ(focus()->parentWidget()->objectName(), "question-diagnosis");
    const auto place = [&] {
        return QRect(focus()->mapTo(scroll->viewport(), QPoint()), focus()->size());
    };
    // Not before the rows that have just appeared were laid out, and there is something to scroll.
    CW_EVENTUALLY(scroll->verticalScrollBar()->value() > 0 &&
                  QRect(QPoint(), scroll->viewport()->size()).contains(place()));
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600);
}

TEST_F(FormsTest, GradeADiabeticEyeByKeysAlone) {
    openFundus();
    key(Qt::Key_Q);
    // good; DR; moderate; oedema present, mild
    keys({Qt::Key_1, Qt::Key_4, Qt::Key_2, Qt::Key_2, Qt::Key_1});
    keys({Qt::Key_1, Qt::Key_3, Qt::Key_2, Qt::Key_2, Qt::Key_Return}); // MA, exudate; HE and not
    key(Qt::Key_2);                                                     // laser
    const Answers graded{{"gradability", "good"}, {"diagnosis", "dr"},
                         {"icdr", "2"},           {"dme", "mild"},
                         {"laser", "yes"},        {"drSigns", "microaneurysm,exudate"}};
    EXPECT_EQ(desk().answers(), graded);
    EXPECT_EQ(focus()->objectName(), "submit");
    EXPECT_TRUE(focus()->isEnabled());
    expectEverythingReadable();
    picture("forms-dr.png");

    press("question-gradability", "reject");
    EXPECT_EQ(desk().answers(), (Answers{{"gradability", "reject"}}));
    EXPECT_FALSE(row("question-diagnosis").isVisibleTo(&forms()));
    EXPECT_FALSE(m_window->findChild<QPushButton*>("submit")->isEnabled()); // why?
    keys({Qt::Key_Escape, Qt::Key_Q, Qt::Key_3});
    EXPECT_EQ(desk().answers().at("gradabilityReason"), "pupil");
    EXPECT_TRUE(m_window->findChild<QPushButton*>("submit")->isEnabled());
    picture("forms-ungradable.png");
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier); // all that went with the rejection
    EXPECT_EQ(desk().answers(), graded);
}

TEST_F(FormsTest, ASignPastTheTenthIsShiftAndADigit) {
    openFundus();
    drawSquare(300, 300, 120);
    EXPECT_EQ(only().label, "haemorrhage");
    key(Qt::Key_Q);
    picture("forms-fundus-labels.png");
    key(Qt::Key_1, Qt::ShiftModifier);
    EXPECT_EQ(only().label, "drusen");
    key(Qt::Key_Q);
    key(Qt::Key_1);
    EXPECT_EQ(only().label, "microaneurysm");
    // Long lists fold to the answer.
    auto* other = row("finding-label").findChild<QToolButton*>("other");
    EXPECT_FALSE(other->isVisibleTo(&forms()));
    press("finding-label", "microaneurysm");
    EXPECT_TRUE(other->isVisibleTo(&forms()));
    expectEverythingReadable();
}

TEST_F(FormsTest, AskInKoreanWithoutEnglishAndWithoutCuttingWords) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    open("ann");
    openCase("C-0001");
    drawSquare(800, 700, 200);
    for (const auto* more : {"finding-more", "question-more"})
        QTest::mouseClick(m_window->findChild<QToolButton*>(more), Qt::LeftButton);
    press("finding-assessment", "4");
    press("question-assessment", "6");
    expectNoEnglish();
    expectEverythingReadable();
    m_window->resize(1600, 1190);
    picture("forms-mass-ko.png");
    press("finding-label", "calcification");
    press("finding-morphology", "typically-benign");
    expectEverythingReadable();
    picture("forms-calcification-ko.png");
    openFundus();
    press("question-gradability", "good");
    for (const auto* diagnosis : {"glaucoma", "amd", "dr", "rvo"}) {
        press("question-diagnosis", diagnosis);
        if (diagnosis == std::string("rvo"))
            press("question-rvoType", "branch");
        expectNoEnglish();
        expectEverythingReadable();
        picture(QStringLiteral("forms-%1-ko.png").arg(diagnosis));
    }
    QCoreApplication::removeTranslator(&korean);
}

} // namespace
} // namespace cw::testing
