// SPDX-License-Identifier: Apache-2.0
#include "annotation/Comparison.h"
#include "annotation/Readings.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;

Comparison compared(const Reading& a, const Reading& b, const ComparisonRules& rules = {}) {
    auto comparison = compare(a, b, rules);
    EXPECT_TRUE(comparison) << comparison.error().sentence();
    return std::move(comparison.value());
}

Comparison onAnswers(CaseAnswers a, CaseAnswers b) {
    return compared(aReading("A", {}, std::move(a)), aReading("B", {}, std::move(b)));
}

TEST(Comparison, OfTwoEmptyReadingsAgrees) {
    const auto comparison = compared(aReading("A", {}), aReading("B", {}));
    EXPECT_EQ(comparison.agreement, Agreement::Agree);
    EXPECT_TRUE(comparison.lesions.empty() && comparison.answers.empty());
}

TEST(Comparison, HasTheHandComputedOverlap) {
    // 10 x 10 squares that share a 10 x 5 half: IoU 50 / 150, Dice 100 / 200.
    const auto comparison = compared(aReading("A", {aFinding("L1", square(0, 0, 10))}),
                                     aReading("B", {aFinding("X7", square(0, 5, 10))}));
    ASSERT_EQ(comparison.lesions.size(), 1U);
    const auto& pair = comparison.lesions[0];
    EXPECT_EQ(pair.match, LesionMatch::Partial);
    EXPECT_NEAR(pair.iou.value(), 1.0 / 3, 1e-12);
    EXPECT_NEAR(pair.dice.value(), 0.5, 1e-12);
    EXPECT_EQ(pair.a, core::LesionId("L1"));
    EXPECT_EQ(pair.b, core::LesionId("X7"));
    EXPECT_EQ(comparison.agreement, Agreement::Partial);
}

TEST(Comparison, TakesItsThresholdsInclusively) {
    const auto a = aReading("A", {aFinding("L1", square(0, 0, 10))});
    const auto half = aReading("B", {aFinding("L1", {{{0, 0}, {10, 0}, {10, 5}, {0, 5}}})});
    const auto fifth = aReading("B", {aFinding("L1", {{{0, 0}, {10, 0}, {10, 2}, {0, 2}}})});
    const auto tenth = aReading("B", {aFinding("L1", {{{0, 0}, {10, 0}, {10, 1}, {0, 1}}})});
    EXPECT_EQ(compared(a, half).agreement, Agreement::Agree) << "IoU is 0.5";
    EXPECT_EQ(compared(a, fifth).agreement, Agreement::Partial) << "IoU is 0.2";
    EXPECT_EQ(compared(a, tenth).lesions.at(0).match, LesionMatch::OverlapDiffers) << "IoU is 0.1";
    ComparisonRules overlapOnly;
    overlapOnly.centroidAdmits = overlapOnly.distanceAdmits = false;
    EXPECT_EQ(compared(a, tenth, overlapOnly).lesions.size(), 1U);
    overlapOnly.admissibleIou = 0.11;
    EXPECT_EQ(compared(a, tenth, overlapOnly).lesions.size(), 2U) << "two different lesions";
    EXPECT_EQ(compared(a, half, {0.51, 0.1}).rules, (ComparisonRules{0.51, 0.1}));
    EXPECT_EQ(compared(a, half, {0.51, 0.1}).agreement, Agreement::Partial);
}

TEST(Comparison, NamesWhoMissedALesion) {
    const auto comparison = compared(aReading("A", {aFinding("L1", square(0, 0, 10))}),
                                     aReading("B", {aFinding("L1", square(500, 500, 10))}));
    ASSERT_EQ(comparison.lesions.size(), 2U);
    EXPECT_EQ(comparison.lesions[0].match, LesionMatch::MissedByB);
    EXPECT_FALSE(comparison.lesions[0].b);
    EXPECT_EQ(comparison.lesions[1].match, LesionMatch::MissedByA);
    EXPECT_FALSE(comparison.lesions[1].a);
    EXPECT_EQ(comparison.agreement, Agreement::Disagree);
}

TEST(Comparison, DoesNotMatchAcrossImages) {
    const auto other = aFinding("L1", square(0, 0, 10), "mass", core::ImageId("image-2"));
    const auto comparison =
        compared(aReading("A", {aFinding("L1", square(0, 0, 10))}), aReading("B", {other}));
    EXPECT_EQ(comparison.lesions.size(), 2U);
}

TEST(Comparison, DisagreesWhenTheSamePlaceHasAnotherLabel) {
    const auto comparison =
        compared(aReading("A", {aFinding("L1", square(0, 0, 10), "mass")}),
                 aReading("B", {aFinding("L1", square(0, 0, 10), "calcification")}));
    EXPECT_EQ(comparison.lesions[0].match, LesionMatch::LabelDiffers);
    EXPECT_EQ(comparison.lesions[0].iou, 1);
    EXPECT_EQ(comparison.agreement, Agreement::Disagree);
}

TEST(Comparison, SplitsAnswersByTheDecisionThatFollows) {
    const auto minor = onAnswers({{"assessment", "4A"}}, {{"assessment", "5"}});
    ASSERT_EQ(minor.answers.size(), 1U);
    EXPECT_FALSE(minor.answers[0].major);
    EXPECT_EQ(minor.agreement, Agreement::Partial);
    for (const auto& [a, b] : {std::pair("3", "4"), std::pair("0", "1"), std::pair("0", "5"),
                               std::pair("1", "3"), std::pair("2", "4A"), std::pair("0", "3"),
                               std::pair("", "2"), std::pair("two", "three")}) {
        const auto major = onAnswers({{"assessment", a}}, {{"assessment", b}});
        EXPECT_TRUE(major.answers[0].major) << a << " against " << b;
        EXPECT_EQ(major.agreement, Agreement::Disagree);
    }
    EXPECT_FALSE(onAnswers({{"assessment", "1"}}, {{"assessment", "2"}}).answers[0].major);
    EXPECT_FALSE(onAnswers({{"density", "a"}}, {{"density", "d"}}).answers[0].major);
    EXPECT_TRUE(onAnswers({{"diagnosis", "benign"}}, {}).answers[0].major) << "one did not answer";
    EXPECT_TRUE(onAnswers({{"imageType", "1"}}, {{"imageType", "2"}}).answers[0].major);
    EXPECT_FALSE(onAnswers({{"imageType", "2"}}, {{"imageType", "3"}}).answers[0].major);
    EXPECT_EQ(onAnswers({{"comment", "clear"}}, {{"comment", "plain"}}).agreement,
              Agreement::Agree);
}

TEST(Comparison, RefusesReadingsThatDoNotBelongTogether) {
    auto other = aReading("B", {});
    other.caseId = core::CaseId("C-0002");
    EXPECT_FALSE(compare(aReading("A", {}), sealed(other)));
    EXPECT_FALSE(compare(aReading("A", {}), aReading("A", {})));
    EXPECT_FALSE(compare(aReading("A", {}), aReading("B", {}), {0.2, 0.5}));
    EXPECT_FALSE(compare(aReading("A", {}), aReading("B", {}), {std::nan(""), 0.1}));
}

TEST(Comparison, ReadsItselfBack) {
    const auto comparison =
        compared(aReading("A", {aFinding("L1", square(0, 0, 10)), aFinding("L2", square(50, 9, 9))},
                          {{"assessment", "4"}}),
                 aReading("B", {aFinding("L1", square(1, 2, 10))}, {{"assessment", "2"}}));
    const auto back = comparisonFromJson(toJson(comparison));
    ASSERT_TRUE(back) << back.error().sentence();
    EXPECT_EQ(toJson(*back), toJson(comparison));
    EXPECT_EQ(back->lesions.size(), 2U);
    EXPECT_EQ(back->lesions[1].match, LesionMatch::MissedByB);
    EXPECT_EQ(back->agreement, Agreement::Disagree);
    EXPECT_FALSE(comparisonFromJson("{}"));
    EXPECT_EQ(back->rules, comparison.rules);
    EXPECT_FALSE(back->lesions[1].iou) << "no number, never 0";
}

std::vector<Finding> someFindings() {
    std::vector<Finding> findings;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i)
        findings.push_back(aFinding(
            lesionName(i),
            square(*rc::gen::inRange(0, 12), *rc::gen::inRange(0, 12), *rc::gen::inRange(2, 14)),
            *rc::gen::element<std::string>("mass", "calcification"),
            *rc::gen::element(kImage, core::ImageId("image-2"))));
    return findings;
}

void checkSymmetric(const Reading& a, const Reading& b) {
    const auto ab = compared(a, b), ba = compared(b, a);
    RC_ASSERT(ab.agreement == ba.agreement);
    RC_ASSERT(ab.lesions.size() == ba.lesions.size());
    RC_ASSERT(ab.answers.size() == ba.answers.size());
    for (const auto& pair : ab.lesions) {
        const auto mirror = std::find_if(ba.lesions.begin(), ba.lesions.end(), [&](const auto& p) {
            return p.a == pair.b && p.b == pair.a && p.image == pair.image;
        });
        RC_ASSERT(mirror != ba.lesions.end());
        RC_ASSERT(mirror->iou == pair.iou && mirror->dice == pair.dice);
        RC_ASSERT((mirror->match == LesionMatch::MissedByA) ==
                  (pair.match == LesionMatch::MissedByB));
    }
}

RC_GTEST_PROP(ComparisonProperty, IsSymmetricUpToTheNames, ()) {
    checkSymmetric(aReading("A", someFindings(), {{"assessment", *anyText()}}),
                   aReading("B", someFindings(), {{"assessment", *anyText()}}));
}

RC_GTEST_PROP(ComparisonProperty, IsSymmetricWhereSeveralMatchingsAreEquallyGood, ()) {
    const auto twins = [] {
        std::vector<Finding> findings;
        const int count = *rc::gen::inRange(0, 5);
        for (int i = 0; i < count; ++i)
            findings.push_back(aFinding(lesionName(i), square(10, *rc::gen::element(10, 12), 8)));
        return findings;
    };
    checkSymmetric(aReading("A", twins()), aReading("B", twins()));
}

RC_GTEST_PROP(ComparisonProperty, UsesEveryLesionExactlyOnce, ()) {
    const auto a = aReading("A", someFindings()), b = aReading("B", someFindings());
    std::size_t usedA = 0, usedB = 0;
    for (const auto& pair : compared(a, b).lesions) {
        usedA += pair.a.has_value();
        usedB += pair.b.has_value();
        RC_ASSERT(pair.iou.has_value() == (pair.a && pair.b));
        RC_ASSERT(!pair.iou || (*pair.iou >= 0 && *pair.iou <= *pair.dice && *pair.dice <= 1));
    }
    RC_ASSERT(usedA == a.findings.size() && usedB == b.findings.size());
}

RC_GTEST_PROP(ComparisonProperty, OfAReadingWithItselfAgrees, ()) {
    std::vector<Finding> apart; // overlapping ones could also be matched crosswise
    const int count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i)
        apart.push_back(aFinding(lesionName(i), square(100.0 * i, 10, *rc::gen::inRange(1, 90))));
    const auto comparison = compared(aReading("A", apart), aReading("B", apart));
    RC_ASSERT(comparison.agreement == Agreement::Agree);
}

TEST(Comparison, AMarkOfTheFoveaIsNoLesionToAgreeUpon) {
    const auto a = aReading("A", {aFinding("L1", square(100, 100, 50), "exudate"),
                                  aFinding("L2", square(500, 500, 10), "fovea")});
    const auto b = aReading("B", {aFinding("L1", square(100, 100, 50), "exudate")});
    const auto comparison = compare(a, b);
    ASSERT_TRUE(comparison);
    EXPECT_EQ(comparison->agreement, Agreement::Agree);
    EXPECT_EQ(comparison->lesions.size(), 1U);
}

} // namespace
} // namespace cw::annotation
