// SPDX-License-Identifier: Apache-2.0
#include "annotation/Adjudication.h"
#include "annotation/Readings.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;

const Reading kA = aReading("A", {aFinding("L1", square(0, 0, 10))},
                            {{"diagnosis", "malignant"}, {"comment", "clear"}});
const Reading kNearA = aReading("B", {aFinding("L1", square(1, 0, 10))},
                                {{"diagnosis", "malignant"}, {"comment", "plain"}});
const Reading kFarB = aReading("B", {}, {{"diagnosis", "benign"}});

Decision aDecision(Verdict verdict) {
    return {kCase, core::ReaderId("C"), verdict, ExclusionReason::ImageFaulty, {}, "2026", "seen"};
}

auto settled(const Reading& b, const Decision* decision) {
    return settle(kA, b, *compare(kA, b), decision);
}

TEST(Settle, NeedsNoDecisionWhereReadersAgree) {
    const auto consensus = settled(kNearA, nullptr);
    ASSERT_TRUE(consensus && *consensus);
    EXPECT_EQ((*consensus)->origin, "agreed");
    EXPECT_EQ((*consensus)->findings, kA.findings);
    EXPECT_EQ((*consensus)->answers, (CaseAnswers{{"diagnosis", "malignant"}}))
        << "only what both said";
}

TEST(Settle, IsForbiddenWhereTheyDifferAndNobodyDecided) {
    const auto consensus = settled(kFarB, nullptr);
    ASSERT_FALSE(consensus);
    EXPECT_EQ(consensus.error().code, ErrorCode::Forbidden);
}

TEST(Settle, FollowsTheDecision) {
    const auto a = aDecision(Verdict::AgreeWithA), b = aDecision(Verdict::AgreeWithB);
    EXPECT_EQ((*settled(kFarB, &a))->origin, "adjudicated:a");
    EXPECT_EQ((*settled(kFarB, &a))->findings, kA.findings);
    EXPECT_EQ((*settled(kFarB, &b))->answers, kFarB.answers);
    auto redrawn = aDecision(Verdict::Redrawn);
    EXPECT_FALSE(settled(kFarB, &redrawn)) << "without the reading";
    redrawn.redrawn = aReading("C", {aFinding("L1", square(3, 3, 9))});
    EXPECT_EQ((*settled(kFarB, &redrawn))->findings, redrawn.redrawn->findings);
    EXPECT_EQ((*settled(kFarB, &redrawn))->origin, "adjudicated:redrawn");
}

TEST(Settle, ExcludesAlsoWhatReadersAgreeOn) {
    const auto exclude = aDecision(Verdict::Exclude);
    for (const auto& b : {kFarB, kNearA}) {
        const auto consensus = settled(b, &exclude);
        ASSERT_TRUE(consensus);
        EXPECT_FALSE(*consensus);
    }
}

TEST(Settle, IsForbiddenForAReaderOfTheCase) {
    auto own = aDecision(Verdict::AgreeWithB);
    own.adjudicator = core::ReaderId("B");
    const auto consensus = settled(kFarB, &own);
    ASSERT_FALSE(consensus);
    EXPECT_EQ(consensus.error().code, ErrorCode::Forbidden);
}

TEST(Settle, RefusesAComparisonOfOtherReadings) {
    EXPECT_FALSE(settle(kA, kNearA, *compare(kA, kFarB), nullptr));
    auto elsewhere = aDecision(Verdict::AgreeWithA);
    elsewhere.caseId = core::CaseId("C-0002");
    EXPECT_FALSE(settled(kFarB, &elsewhere));
}

TEST(DecisionJson, ReadsItselfBackForEveryVerdict) {
    for (const auto verdict :
         {Verdict::AgreeWithA, Verdict::AgreeWithB, Verdict::Redrawn, Verdict::Exclude}) {
        auto decision = aDecision(verdict);
        if (verdict == Verdict::Redrawn)
            decision.redrawn = kFarB;
        const auto back = decisionFromJson(toJson(decision));
        ASSERT_TRUE(back) << back.error().sentence();
        EXPECT_EQ(toJson(*back), toJson(decision));
        EXPECT_EQ(back->verdict, verdict);
        EXPECT_EQ(back->redrawn, decision.redrawn);
        EXPECT_EQ(verdictFrom(name(verdict)), verdict);
    }
    EXPECT_EQ(decisionFromJson(toJson(aDecision(Verdict::Exclude)))->reason,
              ExclusionReason::ImageFaulty);
    EXPECT_FALSE(decisionFromJson(toJson(aDecision(Verdict::Redrawn)))) << "nothing redrawn";
    EXPECT_FALSE(decisionFromJson("{}"));
}

TEST(DecisionJson, NoticesAChangedRedrawnReading) {
    auto decision = aDecision(Verdict::Redrawn);
    decision.redrawn = kFarB;
    auto text = toJson(decision);
    text.replace(text.find("benign"), 6, "normal");
    const auto back = decisionFromJson(text);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::Corrupt);
}

TEST(ConsensusJson, ReadsItselfBack) {
    const auto consensus = **settled(kNearA, nullptr);
    const auto back = consensusFromJson(toJson(consensus));
    ASSERT_TRUE(back);
    EXPECT_EQ(toJson(*back), toJson(consensus));
    EXPECT_EQ(back->findings, consensus.findings);
    EXPECT_FALSE(consensusFromJson("[]"));
}

TEST(ExclusionReason, NamesReadThemselvesBack) {
    for (const auto reason :
         {ExclusionReason::ReadersDisagree, ExclusionReason::ImageFaulty,
          ExclusionReason::ClinicalMismatch, ExclusionReason::Ineligible, ExclusionReason::Other})
        EXPECT_EQ(exclusionReasonFrom(name(reason)), reason);
    EXPECT_FALSE(exclusionReasonFrom("because"));
}

} // namespace
} // namespace cw::annotation
