// SPDX-License-Identifier: Apache-2.0
#include "annotation/FormSteps.h"

#include "Readings.h"
#include "annotation/Comparison.h"
#include "annotation/SameLesion.h"

namespace cw::testing {
namespace {

using namespace annotation;
constexpr auto kMg = core::ImageKind::Mammography;
constexpr auto kFundus = core::ImageKind::Fundus;

class FormSteps : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened =
            ReadingSession::open(kCase, kReader, m_folder.path() / "journal", [](const auto&) {
                return ImageSize{1000, 1000};
            });
        ASSERT_TRUE(opened);
        m_session.emplace(std::move(*opened));
    }
    void answer(core::ImageKind kind, const std::string& key,
                const std::optional<std::string>& value) {
        const auto step = answerStep(kind, m_session->answers(), key, value);
        ASSERT_TRUE(step);
        ASSERT_TRUE(m_session->apply(*step));
    }
    void describe(const core::LesionId& id, const std::string& key,
                  const std::optional<std::string>& value) {
        const auto step = descriptionStep(kMg, *m_session->find(id), key, value);
        ASSERT_TRUE(step);
        ASSERT_TRUE(m_session->apply(*step));
    }
    core::LesionId add(const core::ImageId& image, const std::string& label = "mass") {
        const auto id = m_session->nextLesionId();
        auto finding = aFinding(id.text(), square(100, 100, 50), label, image);
        EXPECT_TRUE(m_session->apply(AddFinding{finding}));
        return id;
    }

    TemporaryFolder m_folder;
    std::optional<ReadingSession> m_session;
};

TEST_F(FormSteps, TakeBackWhatFellAwayAndGiveItBackByOneUndo) {
    answer(kFundus, "gradability", "good");
    answer(kFundus, "diagnosis", "rvo");
    answer(kFundus, "rvoType", "branch");
    answer(kFundus, "rvoQuadrant", "superotemporal");
    const auto before = m_session->answers();
    answer(kFundus, "gradability", "reject"); // down the whole chain
    EXPECT_EQ(m_session->answers(), (CaseAnswers{{"gradability", "reject"}}));
    ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(m_session->answers(), before);
    ASSERT_TRUE(m_session->redo());
    EXPECT_EQ(m_session->answers(), (CaseAnswers{{"gradability", "reject"}}));
}

TEST_F(FormSteps, LeaveAnswersFromElsewhereAlone) {
    ASSERT_TRUE(m_session->apply(SetAnswer{"ward", std::nullopt, "seven"}));
    answer(kFundus, "gradability", "reject");
    EXPECT_EQ(m_session->answers().at("ward"), "seven");
}

TEST_F(FormSteps, AnotherLabelTakesItsDescriptorsAlong) {
    const auto id = add(kImage);
    describe(id, "shape", "irregular");
    describe(id, "margin", "spiculated");
    describe(id, "assessment", "4C");
    describe(id, "label", "calcification");
    EXPECT_EQ(m_session->find(id)->label, "calcification");
    EXPECT_EQ(m_session->find(id)->attributes, (Answers{{"assessment", "4C"}}));
    ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(m_session->find(id)->label, "mass");
    EXPECT_EQ(m_session->find(id)->attributes.size(), 3U);
    EXPECT_FALSE(descriptionStep(kMg, *m_session->find(id), "label", std::nullopt));
}

TEST_F(FormSteps, TheCaseFollowsItsBreastsUntilItIsOverruled) {
    answer(kMg, "assessmentRight", "2");
    EXPECT_FALSE(m_session->answers().contains("assessment"));
    answer(kMg, "assessmentLeft", "4B");
    EXPECT_EQ(m_session->answers().at("assessment"), "4B");
    answer(kMg, "assessmentLeft", "3");
    EXPECT_EQ(m_session->answers().at("assessment"), "3");
    answer(kMg, "assessment", "0"); // the reader's word
    answer(kMg, "assessmentRight", "5");
    EXPECT_EQ(m_session->answers().at("assessment"), "0");
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(m_session->answers().at("assessment"), "4B"); // with its breast, in one step
    ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(m_session->answers(), (CaseAnswers{{"assessmentRight", "2"}}));
}

TEST_F(FormSteps, CategorySixAsksForTheBiopsy) {
    EXPECT_EQ(unansweredNeeded(caseQuestions(kMg),
                               {{"density", "b"}, {"assessment", "6"}, {"diagnosis", "malignant"}}),
              std::vector<std::string>{"biopsy"});
}

/// Any answer that the menus of a form offer, or taking one back.
rc::Gen<std::pair<std::string, std::optional<std::string>>> anyAnswer(core::ImageKind kind) {
    std::vector<std::pair<std::string, std::optional<std::string>>> answers;
    for (const auto& question : caseQuestions(kind)) {
        answers.emplace_back(question.key, std::nullopt);
        for (const auto& term : question.terms)
            answers.emplace_back(question.key, std::string(term.word));
    }
    return rc::gen::elementOf(answers);
}

RC_GTEST_PROP(FormStepsProperty, NeverKeepAnAnswerThatIsNotAskedAndUndoToTheStart, ()) {
    const auto kind = *rc::gen::element(kMg, kFundus);
    const TemporaryFolder folder;
    auto session = ReadingSession::open(kCase, kReader, folder.path() / "journal", [](const auto&) {
        return ImageSize{1, 1};
    });
    std::vector<CaseAnswers> states;
    for (const auto& [key, value] :
         *rc::gen::container<std::vector<std::pair<std::string, std::optional<std::string>>>>(
             anyAnswer(kind))) {
        const auto step = answerStep(kind, session->answers(), key, value);
        if (!step)
            continue;
        states.push_back(session->answers());
        RC_ASSERT(session->apply(*step).has_value());
        const auto form = caseQuestions(kind);
        for (const auto& question : form)
            if (question.refines.empty() && session->answers().contains(std::string(question.key)))
                RC_ASSERT(applies(form, question, session->answers()));
    }
    for (; !states.empty(); states.pop_back()) {
        RC_ASSERT(session->undo().has_value());
        RC_ASSERT(session->answers() == states.back());
    }
}

constexpr auto kSides = [](const core::ImageId& image) {
    return image.text().starts_with("R") ? core::Laterality::Right : core::Laterality::Left;
};
const core::ImageId kRcc{"RCC"}, kRmlo{"RMLO"}, kRml{"RML"}, kLcc{"LCC"};

TEST_F(FormSteps, LinkAndUnlinkInOneStepEach) {
    const auto a = add(kRcc), b = add(kRmlo), c = add(kRml);
    const auto same = [&](const core::LesionId& id) {
        return sameLesion(m_session->findings(), *m_session->find(id)).size();
    };
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), a, b, kSides)));
    EXPECT_EQ(same(a), 2U);
    EXPECT_EQ(m_session->find(a)->attributes, m_session->find(b)->attributes);
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), c, b, kSides)));
    EXPECT_EQ(same(c), 3U);
    ASSERT_TRUE(m_session->apply(*unlinkStep(m_session->findings(), a)));
    EXPECT_EQ(same(a), 1U);
    EXPECT_EQ(same(b), 2U);
    ASSERT_TRUE(m_session->apply(*unlinkStep(m_session->findings(), b)));
    EXPECT_TRUE(m_session->find(c)->attributes.empty()); // no pair, no lesion
    EXPECT_FALSE(unlinkStep(m_session->findings(), b));
    ASSERT_TRUE(m_session->undo());
    ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(same(a), 3U);
    ASSERT_TRUE(m_session->undo());
    ASSERT_TRUE(m_session->undo());
    EXPECT_EQ(same(a), 1U);
}

TEST_F(FormSteps, TwoLinkedPairsBecomeOneLesion) {
    const core::ImageId other{"R-spot"};
    const auto a = add(kRcc), b = add(kRmlo), c = add(kRml), d = add(other);
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), a, b, kSides)));
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), c, d, kSides)));
    EXPECT_NE(m_session->find(a)->attributes, m_session->find(c)->attributes);
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), a, d, kSides)));
    EXPECT_EQ(sameLesion(m_session->findings(), *m_session->find(c)).size(), 4U);
}

TEST_F(FormSteps, LinksNothingThatCannotBeOneLesion) {
    const auto a = add(kRcc), again = add(kRcc), b = add(kRmlo), left = add(kLcc);
    const auto link = [&](const core::LesionId& x, const core::LesionId& y) {
        return mayBeSame(m_session->findings(), x, y, kSides).has_value();
    };
    EXPECT_FALSE(link(a, a));
    EXPECT_FALSE(link(a, core::LesionId("L99")));
    EXPECT_FALSE(link(a, again)); // one image
    EXPECT_FALSE(link(a, left));  // two sides
    ASSERT_TRUE(m_session->apply(*linkStep(m_session->findings(), a, b, kSides)));
    EXPECT_FALSE(link(a, b));     // already
    EXPECT_FALSE(link(again, b)); // b's lesion is on that image as a
    EXPECT_FALSE(mayBeSame(m_session->findings(), again, left,
                           [](const auto&) { return core::Laterality::Unknown; }));
}

TEST_F(FormSteps, CopyingADescriptionNeverOverwrites) {
    const auto a = add(kRcc), b = add(kRmlo);
    describe(a, "shape", "irregular");
    describe(a, "margin", "spiculated");
    describe(a, "comment", "mine");
    describe(b, "shape", "oval");
    const auto step = copyDescriptionStep(kMg, *m_session->find(a), *m_session->find(b));
    ASSERT_TRUE(step);
    ASSERT_TRUE(m_session->apply(*step));
    EXPECT_EQ(m_session->find(b)->attributes,
              (Answers{{"shape", "oval"}, {"margin", "spiculated"}}));
    EXPECT_FALSE(copyDescriptionStep(kMg, *m_session->find(a), *m_session->find(b)));
    describe(a, "label", "other");
    describe(a, "assessment", "3");
    EXPECT_FALSE(copyDescriptionStep(kMg, *m_session->find(a), *m_session->find(b)));
}

Agreement between(CaseAnswers a, CaseAnswers b) {
    return compare(aReading("A", {}, std::move(a)), aReading("B", {}, std::move(b)))->agreement;
}

TEST(FormComparison, HoldsAgainstEachOtherWhatBothWereAsked) {
    EXPECT_EQ(between({{"confidence", "1"}}, {{"confidence", "5"}}), Agreement::Agree);
    EXPECT_EQ(between({{"field", "disc"}}, {}), Agreement::Agree);
    EXPECT_EQ(between({{"assessmentRight", "5"}}, {}), Agreement::Agree);
    EXPECT_EQ(between({{"assessmentRight", "5"}}, {{"assessmentRight", "2"}}), Agreement::Disagree);
    EXPECT_EQ(between({{"assessmentLeft", "4A"}}, {{"assessmentLeft", "4C"}}), Agreement::Partial);
    EXPECT_EQ(between({{"icdr", "1"}}, {{"icdr", "2"}}), Agreement::Disagree);
    EXPECT_EQ(between({{"icdr", "0"}}, {{"icdr", "1"}}), Agreement::Partial);
    EXPECT_EQ(between({{"gradability", "reject"}, {"gradabilityReason", "photo"}},
                      {{"gradability", "reject"}, {"gradabilityReason", "cataract"}}),
              Agreement::Agree);
}

TEST(FormComparison, DescriptionsAndLinksAreNoMatterOfTheOutlines) {
    auto a = aFinding("L1", square(0, 0, 10)), b = a;
    a.attributes = {{"lesion", "1"}, {"confidence", "2"}, {"comment", "x"}};
    b.attributes = {{"lesion", "7"}};
    EXPECT_EQ(compare(aReading("A", {a}), aReading("B", {b}))->agreement, Agreement::Agree);
}

} // namespace
} // namespace cw::testing
