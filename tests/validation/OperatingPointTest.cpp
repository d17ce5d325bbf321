// SPDX-License-Identifier: Apache-2.0
#include "Oracle.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(Wilson, EqualsRsPropTest) {
    struct Row {
        std::size_t x, n;
        double lower, upper;
    };
    // R 4.2.2, prop.test(x, n, correct = FALSE)
    for (const Row& row :
         {Row{26, 41, 0.4812070109, 0.7641016898}, Row{58, 72, 0.6996724105, 0.8804852062},
          Row{0, 20, 0, 0.1611251581}, Row{20, 20, 0.8388748419, 1},
          Row{1, 10, 0.0178762131, 0.4041500268}, Row{90, 100, 0.8256343385, 0.9447708629}}) {
        const Interval interval = wilson(row.x, row.n);
        EXPECT_NEAR(interval.lower, row.lower, 1e-10);
        EXPECT_NEAR(interval.upper, row.upper, 1e-10);
    }
    EXPECT_EQ(wilson(0, 20).lower, 0);
    EXPECT_EQ(wilson(20, 20).upper, 1);
}

TEST(Wilson, KnowsNothingWithoutTrials) {
    EXPECT_EQ(wilson(0, 0).lower, 0);
    EXPECT_EQ(wilson(0, 0).upper, 1);
}

RC_GTEST_PROP(Wilson, HoldsTheShareAndGrowsWithConfidence, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(1, 500);
    const auto x = *rc::gen::inRange<std::size_t>(0, n + 1);
    const double share = static_cast<double>(x) / static_cast<double>(n);
    const Interval narrow = wilson(x, n, 0.8), wide = wilson(x, n, 0.99);
    RC_ASSERT(narrow.lower <= share && share <= narrow.upper);
    RC_ASSERT(0 <= wide.lower && wide.lower <= narrow.lower);
    RC_ASSERT(narrow.upper <= wide.upper && wide.upper <= 1);
}

RC_GTEST_PROP(Youden, IsBeatenByNoThreshold, ()) {
    const auto scores = tiedScores(*rc::gen::arbitrary<core::Seed>(), 40, 12);
    const auto best = youden(scores).value();
    for (const Scored& s : scores) {
        const Counts counts = countsAt(scores, s.score);
        RC_ASSERT(*counts.sensitivity() + *counts.specificity() <=
                  best.sensitivity + best.specificity + 1e-12);
    }
    const Counts at = countsAt(scores, best.threshold);
    RC_ASSERT(*at.sensitivity() == best.sensitivity);
    RC_ASSERT(*at.specificity() == best.specificity);
}

TEST(Youden, LiesHalfWayBetweenTheClasses) {
    const std::vector<Scored> scores{{1, 0}, {2, 0}, {4, 1}, {5, 1}};
    const auto point = youden(scores).value();
    EXPECT_EQ(point.threshold, 3);
    EXPECT_EQ(point.sensitivity, 1);
    EXPECT_EQ(point.specificity, 1);
}

TEST(Youden, CallsNeighboursInDoubleApart) {
    const double low = 1, high = std::nextafter(low, 2);
    const std::vector<Scored> scores{{low, 0}, {high, 1}};
    EXPECT_EQ(countsAt(scores, youden(scores)->threshold).tp, 1U);
    EXPECT_EQ(countsAt(scores, youden(scores)->threshold).fp, 0U);
}

TEST(Youden, IsFiniteWhereAllScoresAreEqual) {
    const std::vector<Scored> scores{{7, 0}, {7, 1}};
    EXPECT_EQ(youden(scores)->threshold, 7);
}

TEST(Counts, HaveNoRateWithoutAClass) {
    const std::vector<Scored> scores{{1, 1}, {2, 1}};
    const Counts counts = countsAt(scores, 1.5);
    EXPECT_EQ(counts.sensitivity(), 0.5);
    EXPECT_FALSE(counts.specificity().has_value());
}

TEST(RocCurve, RisesFromCornerToCorner) {
    const auto scores = tiedScores(1, 60, 8);
    const auto curve = rocCurve(scores).value();
    EXPECT_EQ(curve.front().truePositiveRate, 0);
    EXPECT_TRUE(std::isinf(curve.front().threshold));
    EXPECT_EQ(curve.back().falsePositiveRate, 1);
    EXPECT_EQ(curve.back().truePositiveRate, 1);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        EXPECT_GE(curve[i].falsePositiveRate, curve[i - 1].falsePositiveRate);
        EXPECT_GE(curve[i].truePositiveRate, curve[i - 1].truePositiveRate);
        EXPECT_LT(curve[i].threshold, curve[i - 1].threshold);
    }
}

} // namespace
} // namespace cw::validation
