// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Delong.h"
#include "StatisticsData.h"
#include "validation/stats/OperatingPoints.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

std::vector<Scored> drawn() {
    return tiedScores(*rc::gen::arbitrary<core::Seed>(), *rc::gen::inRange<std::size_t>(4, 80),
                      *rc::gen::element<std::size_t>(1, 3, 10, 1000));
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values)
        sum += v / static_cast<double>(values.size());
    return sum;
}

RC_GTEST_PROP(Placements, HaveTheAucAsTheirMeanInBothClasses, ()) {
    const auto scores = drawn();
    const auto parts = placements(scores).value();
    RC_ASSERT(std::abs(mean(parts.positive) - parts.auc) < 1e-12);
    RC_ASSERT(std::abs(mean(parts.negative) - parts.auc) < 1e-12);
    RC_ASSERT(parts.auc == auc(scores)->auc);
}

RC_GTEST_PROP(Delong, TurningScoresAndLabelsRoundChangesNothing, ()) {
    const auto scores = drawn();
    auto turned = scores, flipped = scores, both = scores;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        turned[i].score = both[i].score = -scores[i].score;
        flipped[i].label = both[i].label = 1 - scores[i].label;
    }
    const Auc plain = auc(scores).value();
    for (const auto& other : {turned, flipped}) { // the complement
        RC_ASSERT(std::abs(auc(other)->auc + plain.auc - 1) < 1e-12);
        RC_ASSERT(std::abs(auc(other)->variance - plain.variance) < 1e-12);
    }
    RC_ASSERT(std::abs(auc(both)->auc - plain.auc) < 1e-12);
    RC_ASSERT(std::abs(auc(both)->variance - plain.variance) < 1e-12);
}

RC_GTEST_PROP(Delong, MatrixHoldsTheVariancesAndThePairedCovariance, ()) {
    const auto a = drawn();
    const auto noise = tiedScores(*rc::gen::arbitrary<core::Seed>(), a.size(), 7);
    std::vector<int> labels;
    for (const Scored& s : a)
        labels.push_back(s.label);
    const std::vector<std::vector<double>> markers{valuesOf(a), valuesOf(noise)};
    const auto matrix = aucCovariance(markers, labels).value();
    const auto paired = pairedAuc(a, markers[1]).value();
    RC_ASSERT(std::abs(matrix.at(0, 1) - paired.covariance) < 1e-14);
    RC_ASSERT(matrix.at(0, 1) == matrix.at(1, 0));
    if (paired.first.positives > 1 && paired.first.negatives > 1) {
        RC_ASSERT(std::abs(matrix.at(0, 0) - paired.first.variance) < 1e-14);
        RC_ASSERT(std::abs(matrix.at(0, 0) - auc(a)->variance) < 1e-14);
    }
}

TEST(Delong, ManyScoresTakeTheRadixSortAndGiveTheSame) {
    // Above 4096 rows the keys are sorted by digits; negative, tied, tiny and signed-zero scores.
    core::Random random(4);
    std::vector<Scored> scores;
    for (int i = 0; i < 9000; ++i)
        scores.push_back({std::round(random.normal() * 50) * (i % 3 == 0 ? 1e-300 : 1e5),
                          random.chance(0.3) ? 1 : 0});
    scores[0].score = 0.0;
    scores[1].score = -0.0;
    // The definition by counting, on sorted negatives.
    std::vector<double> negatives;
    for (const Scored& s : scores)
        if (s.label == 0)
            negatives.push_back(s.score);
    std::sort(negatives.begin(), negatives.end());
    double won = 0, positives = 0;
    for (const Scored& s : scores)
        if (s.label == 1) {
            const auto [low, high] = std::equal_range(negatives.begin(), negatives.end(), s.score);
            won +=
                static_cast<double>(low - negatives.begin()) + static_cast<double>(high - low) / 2;
            positives += 1;
        }
    const double expected = won / positives / static_cast<double>(negatives.size());
    EXPECT_NEAR(auc(scores)->auc, expected, 1e-14);
    EXPECT_NEAR(placements(scores)->auc, expected, 1e-14);
    const auto paired = pairedAuc(scores, valuesOf(scores)).value();
    EXPECT_NEAR(paired.first.variance, auc(scores)->variance, 1e-15);
}

TEST(DelongOnRealData, CovariancesAndUnpairedTestEqualPRoc) {
    const auto data = asah();
    if (!data)
        GTEST_SKIP() << kNoData;
    const std::vector<std::vector<double>> markers{valuesOf(data->s100b), valuesOf(data->wfns),
                                                   valuesOf(data->ndka)};
    const auto matrix = aucCovariance(markers, data->labels).value();
    EXPECT_NEAR(matrix.aucs[0], 0.731368563685637, 1e-12);
    EXPECT_NEAR(matrix.at(0, 0), 0.00266868245717244, 1e-12);
    EXPECT_NEAR(matrix.at(1, 1), 0.00146991470882363, 1e-12);
    EXPECT_NEAR(matrix.at(2, 2), 0.0031908105493913, 1e-12);
    EXPECT_NEAR(matrix.at(0, 1), 0.00119615567376754, 1e-12);
    EXPECT_NEAR(matrix.at(0, 2), -0.000756164938056579, 1e-12);
    EXPECT_NEAR(matrix.at(2, 1), -0.000532967856762438, 1e-12);
    const auto test = unpairedAuc(data->s100b, data->wfns).value();
    EXPECT_NEAR(test.t, -1.434906409269075, 1e-10);
    EXPECT_NEAR(test.df, 206.661063787782496, 1e-10);
    EXPECT_NEAR(test.p, 0.152825378808796, 1e-10);
    EXPECT_LT(test.interval.lower, test.difference);
}

TEST(PartialAucOnRealData, EqualsPRocAndMcClish) {
    const auto data = asah();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto area = partialAuc(data->s100b, 0.9, 1).value();
    EXPECT_NEAR(area.area, 0.0327574525745257, 1e-12);
    EXPECT_NEAR(area.corrected, 0.646091855655399, 1e-12);
}

RC_GTEST_PROP(PartialAuc, OfTheWholeRangeIsTheAucAndPiecesAddUp, ()) {
    const auto scores = drawn();
    const double whole = partialAuc(scores, 0, 1)->area;
    RC_ASSERT(std::abs(whole - auc(scores)->auc) < 1e-12);
    RC_ASSERT(std::abs(partialAuc(scores, 0, 1)->corrected - whole) < 1e-12);
    const double cut = *rc::gen::inRange(1, 100) / 100.0;
    RC_ASSERT(std::abs(partialAuc(scores, 0, cut)->area + partialAuc(scores, cut, 1)->area -
                       whole) < 1e-12);
}

TEST(LogitInterval, IsTheDeltaMethodAndStaysInside) {
    Auc high;
    high.auc = 0.98;
    high.variance = 0.0004; // Wald would end at 1.019
    const Interval interval = logitInterval(high);
    const double half = 1.959963984540054 * 0.02 / (0.98 * 0.02);
    EXPECT_NEAR(std::log(interval.lower / (1 - interval.lower)), std::log(49.0) - half, 1e-10);
    EXPECT_NEAR(std::log(interval.upper / (1 - interval.upper)), std::log(49.0) + half, 1e-10);
    EXPECT_LT(interval.upper, 1);
}

RC_GTEST_PROP(ChooseThreshold, KeepsItsPromiseAndNoOtherThresholdIsBetter, ()) {
    const auto scores = drawn();
    const double target = *rc::gen::inRange(0, 101) / 100.0;
    const auto sensitive =
        chooseThreshold(scores, {ThresholdRule::FixedSensitivity, target}).value();
    const auto specific =
        chooseThreshold(scores, {ThresholdRule::FixedSpecificity, target}).value();
    const auto f1 = chooseThreshold(scores, {ThresholdRule::F1}).value();
    const auto f1Of = [&](double threshold) {
        const Counts c = countsAt(scores, threshold);
        return 2.0 * static_cast<double>(c.tp) / static_cast<double>(2 * c.tp + c.fp + c.fn);
    };
    for (const auto& point : {sensitive, specific, f1}) { // the rates are those of the threshold
        const Counts at = countsAt(scores, point.threshold);
        RC_ASSERT(*at.sensitivity() == point.sensitivity);
        RC_ASSERT(*at.specificity() == point.specificity);
    }
    RC_ASSERT(sensitive.sensitivity >= target);
    RC_ASSERT(specific.specificity >= target);
    for (const Scored& s : scores) {
        const Counts at = countsAt(scores, s.score);
        if (*at.sensitivity() >= target)
            RC_ASSERT(*at.specificity() <= sensitive.specificity);
        if (*at.specificity() >= target)
            RC_ASSERT(*at.sensitivity() <= specific.sensitivity);
        RC_ASSERT(f1Of(s.score) <= f1Of(f1.threshold) + 1e-15);
    }
}

TEST(ChooseThreshold, StandsAboveAllWhereTheHighestScoreIsANegative) {
    const std::vector<Scored> scores{{1, 0}, {2, 1}, {3, 0}};
    const auto point = chooseThreshold(scores, {ThresholdRule::FixedSpecificity, 1}).value();
    EXPECT_GT(point.threshold, 3);
    EXPECT_EQ(point.sensitivity, 0);
    EXPECT_EQ(point.specificity, 1);
}

TEST(ThresholdRequest, IsReadFromWordsAndNamed) {
    EXPECT_EQ(name(thresholdRequest("youden").value()), "Youden");
    EXPECT_EQ(name(thresholdRequest("f1").value()), "best F1");
    EXPECT_EQ(name(thresholdRequest("sensitivity=0.9").value()), "sensitivity at least 0.9");
    EXPECT_EQ(name(thresholdRequest("specificity=0.95").value()), "specificity at least 0.95");
    for (const char* wrong : {"", "best", "sensitivity", "sensitivity=", "sensitivity=1.1",
                              "f1=0.5", "specificity=nan"})
        EXPECT_FALSE(thresholdRequest(wrong)) << wrong;
}

} // namespace
} // namespace cw::validation
