// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Calibration.h"
#include "StatisticsData.h"
#include "validation/stats/PrecisionRecall.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(CalibrationOnRealData, EqualsScikitLearnNumpyAndRsGlm) {
    const auto table = statisticsTable("confident.csv");
    if (!table)
        GTEST_SKIP() << kNoData;
    std::vector<Scored> scores;
    for (const CsvRow& row : table->rows)
        scores.push_back(
            {numberIn(*table, row, "p1"), static_cast<int>(numberIn(*table, row, "true"))});
    const auto result = calibration(scores).value();
    EXPECT_NEAR(result.brier, 0.10466231905, 1e-12);
    EXPECT_NEAR(result.brierReference, 0.22359375, 1e-12);
    EXPECT_NEAR(*result.brierSkill, 1 - 0.10466231905 / 0.22359375, 1e-12);
    EXPECT_NEAR(result.eceWidth, 0.0818095, 1e-12);
    EXPECT_NEAR(result.eceMass, 0.0781165, 1e-12);
    // R 4.2.2: glm(true ~ qlogis(p1), binomial, control = glm.control(epsilon = 1e-15)), and with
    // offset(). ref_calibration.json stopped earlier: it agrees to 1e-7.
    EXPECT_NEAR(*result.slope, 1.34641302055608891, 1e-10);
    EXPECT_NEAR(*result.intercept, -0.58269316405166627, 1e-10);
    EXPECT_NEAR(*result.inTheLarge, -0.54364086973839565, 1e-10);
    EXPECT_NEAR(*result.slope, 1.3464130262745997, 1e-7);
    EXPECT_NEAR(averagePrecision(scores).value(), 0.8924670243295751, 1e-12);
    EXPECT_NEAR(auc(scores)->auc, 0.926904262753319, 1e-12);
    std::size_t cases = 0;
    for (const auto& bin : result.equalMass) {
        EXPECT_EQ(bin.count, 40U);
        EXPECT_LE(bin.lowest, bin.meanPrediction);
        EXPECT_GE(bin.highest, bin.meanPrediction);
        cases += bin.count;
    }
    EXPECT_EQ(cases, scores.size());
}

TEST(Calibration, AnEdgeOpensItsBinAndOneIsInTheLast) {
    const std::vector<Scored> scores{{0, 0}, {0.1, 0}, {0.3, 1}, {0.7, 0}, {1, 1}};
    const auto bins = calibration(scores).value().equalWidth;
    ASSERT_EQ(bins.size(), 5U);
    const std::vector<double> lowest{0, 0.1, 0.3, 0.7, 0.9};
    for (std::size_t i = 0; i < bins.size(); ++i)
        EXPECT_NEAR(bins[i].lowest, lowest[i], 1e-15);
}

TEST(Calibration, EdgesThatRoundAreStillEdges) {
    for (std::size_t n = 2; n <= 100; ++n) // 1/49 * 49 is below 1; 0.7 less a bit, times 10, is 7
        for (std::size_t k = 1; k < n; ++k) {
            const double edge = static_cast<double>(k) / static_cast<double>(n);
            const std::vector<Scored> scores{{std::nextafter(edge, 0), 0}, {edge, 1}};
            const auto bins = calibration(scores, n).value().equalWidth;
            ASSERT_EQ(bins.size(), 2U) << k << "/" << n;
            ASSERT_EQ(bins[0].highest, edge);
            ASSERT_EQ(bins[1].lowest, edge);
        }
}

TEST(Calibration, HasNoSlopeWhereAThresholdSeparatesTheClasses) {
    const std::vector<Scored> apart{{.1, 0}, {.2, 0}, {.8, 1}, {.9, 1}};
    const auto result = calibration(apart).value();
    EXPECT_FALSE(result.slope);
    EXPECT_FALSE(result.intercept);
    EXPECT_TRUE(result.inTheLarge);
    EXPECT_FALSE(result.note.empty());
    const std::vector<Scored> tied{{.5, 0}, {.5, 1}, {.5, 1}};
    EXPECT_FALSE(calibration(tied)->slope);
    EXPECT_NEAR(*calibration(tied)->inTheLarge, std::log(2), 1e-12);
    const std::vector<Scored> certain{{0, 0}, {0, 1}, {1, 0}, {1, 1}}; // logits of 0 and 1
    EXPECT_TRUE(calibration(certain)->slope);
    EXPECT_NEAR(*calibration(certain)->slope, 0, 1e-9);
    const std::vector<Scored> outside{{.5, 0}, {1.5, 1}};
    EXPECT_EQ(calibration(outside).error().message,
              "the score of row 2 is not a probability between 0 and 1");
    EXPECT_FALSE(calibration(apart, 0));
    EXPECT_EQ(calibration(apart, 1000)->equalMass.size(), 4U); // more bins than cases
}

/// Scores whose probability is known: logit(p) = 2 x - 1.
std::vector<Scored> drawnFromALine(core::Seed seed, std::size_t count) {
    core::Random random(seed);
    std::vector<Scored> scores;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = random.normal();
        scores.push_back({x, random.chance(1 / (1 + std::exp(1 - 2 * x))) ? 1 : 0});
    }
    return scores;
}

TEST(Platt, FindsTheLineThatTheLabelsWereDrawnFrom) {
    const auto platt = fitPlatt(drawnFromALine(5, 20000)).value();
    EXPECT_NEAR(platt.slope, 2, 0.1);
    EXPECT_NEAR(platt.offset, -1, 0.1);
    auto fresh = drawnFromALine(6, 20000);
    for (Scored& s : fresh)
        s.score = platt.probability(s.score);
    const auto after = calibration(fresh).value();
    EXPECT_NEAR(*after.slope, 1, 0.1);
    EXPECT_NEAR(*after.inTheLarge, 0, 0.1);
    EXPECT_LT(after.eceMass, 0.02);
}

RC_GTEST_PROP(Platt, IsStationaryKeepsTheOrderAndFollowsTheScale, ()) {
    auto scores = tiedScores(*rc::gen::arbitrary<core::Seed>(), 40, 12);
    const auto platt = fitPlatt(scores).value();
    double n1 = 0;
    for (const Scored& s : scores)
        n1 += s.label;
    const double n0 = 40 - n1;
    double bySlope = 0, byOffset = 0; // both derivatives of Platt's likelihood are 0 at the fit
    for (const Scored& s : scores) {
        const double target = s.label == 1 ? (n1 + 1) / (n1 + 2) : 1 / (n0 + 2);
        bySlope += (platt.probability(s.score) - target) * s.score;
        byOffset += platt.probability(s.score) - target;
    }
    RC_ASSERT(std::abs(bySlope) < 1e-8);
    RC_ASSERT(std::abs(byOffset) < 1e-8);
    for (Scored& s : scores)
        s.score = 1e6 * s.score + 1e9;
    const auto scaled = fitPlatt(scores).value();
    RC_ASSERT(std::abs(scaled.slope * 1e6 - platt.slope) < 1e-6 * (1 + std::abs(platt.slope)));
}

TEST(Platt, IsFiniteForSeparatedAndTiedScores) {
    const std::vector<Scored> apart{{1, 0}, {2, 0}, {8, 1}, {9, 1}};
    const auto platt = fitPlatt(apart).value();
    EXPECT_TRUE(std::isfinite(platt.slope));
    EXPECT_GT(platt.probability(9), platt.probability(1));
    EXPECT_LT(platt.probability(1e300), 1.0000001);
    const std::vector<Scored> tied{{3, 0}, {3, 0}, {3, 1}};
    const auto flat = fitPlatt(tied).value();
    EXPECT_EQ(flat.slope, 0);
    EXPECT_NEAR(flat.probability(3), (2.0 / 3 + 2 * 0.25) / 3, 1e-12);
}

RC_GTEST_PROP(PrecisionRecall, SeesOnlyTheOrderAndEndsAtThePrevalence, ()) {
    auto scores = tiedScores(*rc::gen::arbitrary<core::Seed>(), 30, 9);
    const auto curve = precisionRecallCurve(scores).value();
    double positives = 0;
    for (const Scored& s : scores)
        positives += s.label;
    RC_ASSERT(curve.back().recall == 1);
    RC_ASSERT(std::abs(curve.back().precision - positives / 30) < 1e-15);
    const double before = averagePrecision(scores).value();
    for (Scored& s : scores)
        s.score = std::atan(s.score);
    RC_ASSERT(averagePrecision(scores).value() == before);
    RC_ASSERT(before > 0 && before <= 1);
}

} // namespace
} // namespace cw::validation
