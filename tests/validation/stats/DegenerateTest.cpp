// SPDX-License-Identifier: Apache-2.0
// What cannot be answered says so: no NaN, no crash, no claim of certainty.
#include "StatisticsData.h"
#include "validation/stats/Bootstrap.h"
#include "validation/stats/Calibration.h"
#include "validation/stats/Clustered.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/Delong.h"
#include "validation/stats/Equivalence.h"
#include "validation/stats/OperatingPoints.h"
#include "validation/stats/PairedTests.h"
#include "validation/stats/PrecisionRecall.h"
#include "validation/stats/Proportions.h"
#include "validation/stats/Units.h"

#include <cmath>
#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using Names = std::vector<std::string>;

struct Everything {
    Result<Auc> plain, clustered;
    Result<ClusteredPair> pair;
    Result<UnpairedAuc> unpaired;
    Result<CrossValidatedAuc> folds;
    Result<CrossValidatedDifference> foldPair;
    Result<BootstrappedAuc> drawn;
    Result<Equivalence> equivalence;
};
Everything everythingOf(const std::vector<Scored>& scores, const std::vector<double>& second,
                        const Names& patients) {
    BootstrapPlan plan;
    plan.draws = 200;
    std::vector<Scored> other;
    for (std::size_t i = 0; i < scores.size(); ++i)
        other.push_back({second[i], scores[i].label});
    const Names folds(scores.size(), "1");
    return {auc(scores),
            clusteredAuc(scores, patients),
            clusteredPairedAuc(scores, second, patients),
            unpairedAuc(scores, other),
            crossValidatedAuc(scores, folds, patients),
            crossValidatedDifference(scores, second, folds, patients),
            bootstrapAuc(scores, second, patients, plan),
            aucEquivalence(scores, second, patients, 0.02)};
}

void expectInterval(double value, double lower, double upper, double least, double most) {
    EXPECT_TRUE(std::isfinite(value) && std::isfinite(lower) && std::isfinite(upper));
    EXPECT_LE(lower, value + 1e-12);
    EXPECT_GE(upper, value - 1e-12);
    EXPECT_GE(lower, least);
    EXPECT_LE(upper, most);
}

void expectDefined(const Everything& all) {
    ASSERT_TRUE(all.plain && all.clustered && all.pair && all.unpaired && all.folds &&
                all.foldPair && all.drawn && all.equivalence);
    expectInterval(all.plain->auc, all.plain->lower, all.plain->upper, 0, 1);
    const Interval logit = logitInterval(*all.plain);
    expectInterval(all.plain->auc, logit.lower, logit.upper, 0, 1);
    expectInterval(all.clustered->auc, all.clustered->lower, all.clustered->upper, 0, 1);
    expectInterval(all.pair->difference, all.pair->interval.lower, all.pair->interval.upper, -2, 2);
    EXPECT_TRUE(std::isfinite(all.pair->z) && all.pair->p >= 0 && all.pair->p <= 1);
    expectInterval(all.unpaired->difference, all.unpaired->interval.lower,
                   all.unpaired->interval.upper, -1, 1);
    EXPECT_TRUE(all.unpaired->p >= 0 && all.unpaired->p <= 1);
    expectInterval(all.folds->mean, all.folds->interval.lower, all.folds->interval.upper, 0, 1);
    expectInterval(all.foldPair->difference, all.foldPair->interval.lower,
                   all.foldPair->interval.upper, -2, 2);
    const Bootstrapped& drawn = all.drawn->first;
    expectInterval(drawn.value, drawn.percentile.lower, drawn.percentile.upper, 0, 1);
    EXPECT_TRUE(std::isfinite(drawn.bca.lower) && std::isfinite(drawn.bca.upper));
    EXPECT_TRUE(std::isfinite(all.drawn->difference->standardError));
    EXPECT_TRUE(all.equivalence->p >= 0 && all.equivalence->p <= 1);
}

TEST(DegenerateStatistics, PerfectSeparationClaimsNoCertainty) {
    std::vector<Scored> scores;
    Names patients;
    for (int i = 0; i < 12; ++i) {
        scores.push_back({static_cast<double>(i), i < 6 ? 0 : 1});
        patients.push_back("P" + std::to_string(i / 2));
    }
    const auto all = everythingOf(scores, testing::valuesOf(scores), patients);
    expectDefined(all);
    EXPECT_EQ(all.plain->auc, 1);
    EXPECT_LT(all.plain->lower, 0.7);
    EXPECT_LT(all.clustered->lower, all.plain->lower); // three patients a class, not six images
    EXPECT_LT(all.drawn->first.percentile.lower, 0.5);
    EXPECT_FALSE(all.clustered->note.empty());
    EXPECT_FALSE(all.drawn->first.note.empty());
    EXPECT_FALSE(all.folds->note.empty());
    EXPECT_EQ(all.pair->p, 1);
    EXPECT_TRUE(all.equivalence->equivalent);
}

TEST(DegenerateStatistics, AllTiedIsAHalfAndTheWholeRange) {
    const std::vector<Scored> scores{{7, 0}, {7, 1}, {7, 0}, {7, 1}, {7, 0}, {7, 1}};
    const auto all =
        everythingOf(scores, testing::valuesOf(scores), {"a", "b", "c", "d", "e", "f"});
    expectDefined(all);
    EXPECT_EQ(all.plain->auc, 0.5);
    EXPECT_EQ(all.clustered->lower, 0);
    EXPECT_EQ(all.folds->interval.upper, 1);
    EXPECT_EQ(all.drawn->first.percentile.lower, 0);
    EXPECT_NEAR(averagePrecision(scores).value(), 0.5, 1e-15);
    EXPECT_EQ(partialAuc(scores, 0.9)->corrected, 0.5);
    EXPECT_EQ(chooseThreshold(scores, {ThresholdRule::F1})->sensitivity, 1);
}

TEST(DegenerateStatistics, OnePositiveBoundsTheVarianceAndTestsNothing) {
    const std::vector<Scored> scores{{1, 0}, {2, 0}, {2.5, 1}, {3, 0}, {4, 0}};
    const auto all = everythingOf(scores, {1, 2, 5, 3, 4}, {"a", "b", "c", "d", "d"});
    expectDefined(all);
    EXPECT_FALSE(all.plain->note.empty());
    EXPECT_FALSE(all.clustered->note.empty());
    EXPECT_FALSE(all.pair->note.empty());
    EXPECT_EQ(all.pair->p, 1);
    EXPECT_FALSE(all.equivalence->equivalent); // the same cases, but nothing is shown
    EXPECT_FALSE(all.folds->note.empty());
    EXPECT_FALSE(all.drawn->first.note.empty());
}

TEST(DegenerateStatistics, TwoPatientsAreNotEightCases) {
    const std::vector<Scored> scores{{1, 0}, {2, 0}, {5, 0}, {3, 0},
                                     {4, 1}, {6, 1}, {7, 1}, {2, 1}};
    const auto all =
        everythingOf(scores, {1, 3, 2, 4, 8, 7, 6, 5}, {"a", "a", "a", "a", "b", "b", "b", "b"});
    expectDefined(all);
    EXPECT_NEAR(all.clustered->variance, all.clustered->auc * (1 - all.clustered->auc), 1e-15);
    EXPECT_FALSE(all.clustered->note.empty());
    EXPECT_FALSE(all.pair->note.empty());
    EXPECT_EQ(all.drawn->first.standardError, 0);
    EXPECT_EQ(all.drawn->first.percentile.lower, 0);
    EXPECT_EQ(all.drawn->first.percentile.upper, 1);
    EXPECT_FALSE(all.equivalence->equivalent);
}

TEST(DegenerateStatistics, OneClassAndNotANumberAreErrorsThatNameTheRow) {
    const Names patients{"a", "b", "c"};
    const std::vector<Scored> oneClass{{1, 0}, {2, 0}, {3, 0}};
    const std::vector<Scored> nan{{1, 0}, {2, 1}, {NAN, 0}};
    for (const auto& [scores, sentence] :
         {std::pair{oneClass, "there is no positive case: the AUC is not defined"},
          std::pair{nan, "the score of row 3 is not a finite number"}}) {
        const auto all = everythingOf(scores, {1, 2, 3}, patients);
        EXPECT_EQ(all.plain.error().message, sentence);
        EXPECT_EQ(all.clustered.error().message, sentence);
        EXPECT_EQ(all.pair.error().message, sentence);
        EXPECT_EQ(all.unpaired.error().message, sentence);
        EXPECT_EQ(all.folds.error().message, sentence);
        EXPECT_EQ(all.foldPair.error().message, sentence);
        EXPECT_EQ(all.drawn.error().message, sentence);
        EXPECT_EQ(calibration(scores).error().message, sentence);
        EXPECT_EQ(averagePrecision(scores).error().message, sentence);
        EXPECT_EQ(chooseThreshold(scores, {ThresholdRule::F1}).error().message, sentence);
    }
    const std::vector<Scored> good{{1, 0}, {2, 1}, {3, 0}};
    EXPECT_EQ(
        clusteredPairedAuc(good, std::vector<double>{1, INFINITY, 2}, patients).error().sentence(),
        "second score: the score of row 2 is not a finite number");
    EXPECT_EQ(aggregate(nan, patients, {}, Unit::Patient, UnitRule::Mean).error().message,
              "the score of row 3 is not a finite number");
}

TEST(DegenerateStatistics, ListsOfDifferentLengthsAreRefused) {
    const std::vector<Scored> scores{{1, 0}, {2, 1}, {3, 0}};
    const Names two{"a", "b"}, three{"a", "b", "c"};
    BootstrapPlan plan;
    EXPECT_FALSE(clusteredAuc(scores, two));
    EXPECT_FALSE(clusteredPairedAuc(scores, std::vector<double>{1, 2}, three));
    EXPECT_FALSE(crossValidatedAuc(scores, two));
    EXPECT_FALSE(crossValidatedAuc(scores, three, two));
    EXPECT_FALSE(bootstrapAuc(scores, {}, two, plan));
    EXPECT_FALSE(bootstrapRates(scores, 2, two, plan));
    EXPECT_FALSE(clusteredRates(scores, 2, two));
    EXPECT_FALSE(clusteredProportion({}, {}));
    EXPECT_FALSE(correctedT(std::vector<double>{1}, std::vector<double>{1, 2}, 0.25));
    EXPECT_FALSE(clusteredMcNemar(std::vector<int>{1}, std::vector<int>{1, 0}, two));
    plan.draws = 3;
    EXPECT_FALSE(bootstrapAuc(scores, {}, three, plan));
}

TEST(DegenerateStatistics, FoldsThatDoNotDifferAreNoEvidence) {
    const std::vector<double> same{.8, .9, .7};
    const auto equal = correctedT(same, same, 0.5).value();
    EXPECT_EQ(equal.p, 1);
    EXPECT_EQ(equal.interval.upper, 0);
    const auto shifted =
        correctedT(std::vector<double>{.75, .5}, std::vector<double>{.5, .25}, 1.0);
    EXPECT_EQ(shifted->p, 1);
    EXPECT_FALSE(shifted->note.empty());
    EXPECT_FALSE(correctedT(std::vector<double>{.9}, std::vector<double>{.8}, 0.5)->note.empty());
    EXPECT_EQ(correctedT(std::vector<double>{.9, NAN, .8}, same, 0.5).error().code,
              ErrorCode::InvalidArgument);
}

TEST(DegenerateStatistics, CancelledResamplingStops) {
    const std::vector<Scored> scores{{1, 0}, {2, 1}, {3, 0}, {4, 1}};
    core::CancelToken token;
    token.cancel();
    BootstrapPlan plan;
    plan.cancel = &token;
    EXPECT_EQ(bootstrapAuc(scores, {}, Names{"a", "b", "c", "d"}, plan).error().code,
              ErrorCode::Cancelled);
}

} // namespace
} // namespace cw::validation
