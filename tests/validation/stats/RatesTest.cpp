// SPDX-License-Identifier: Apache-2.0
#include "StatisticsData.h"
#include "validation/stats/Mrmc.h"
#include "validation/stats/PairedTests.h"
#include "validation/stats/PredictiveValues.h"
#include "validation/stats/Proportions.h"
#include "validation/stats/SampleSize.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(ClopperPearson, EqualsRsBinomTest) {
    struct Row {
        std::size_t x, n;
        double lower, upper;
    };
    for (const Row& row :
         {Row{26, 41, 0.4693625480, 0.7787721379}, Row{58, 72, 0.6953310667, 0.8894162133},
          Row{0, 20, 0, 0.1684334710}, Row{20, 20, 0.8315665290, 1},
          Row{1, 10, 0.0025285785, 0.4450161170}, Row{90, 100, 0.8237774023, 0.9509953108}}) {
        const Interval interval = clopperPearson(row.x, row.n);
        EXPECT_NEAR(interval.lower, row.lower, 1e-10);
        EXPECT_NEAR(interval.upper, row.upper, 1e-10);
    }
    EXPECT_EQ(clopperPearson(0, 20).lower, 0);
    EXPECT_EQ(clopperPearson(20, 20).upper, 1);
    EXPECT_EQ(clopperPearson(0, 0).upper, 1);
}

RC_GTEST_PROP(ClopperPearson, GivesHalfOfTheErrorToEachTail, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(1, 60);
    const auto x = *rc::gen::inRange<std::size_t>(0, n + 1);
    const auto tail = [&](double p, std::size_t from, std::size_t to) { // P(from <= X <= to)
        double sum = 0;
        for (std::size_t k = from; k <= to; ++k)
            sum += std::exp(std::lgamma(double(n) + 1) - std::lgamma(double(k) + 1) -
                            std::lgamma(double(n - k) + 1) + double(k) * std::log(p) +
                            double(n - k) * std::log1p(-p));
        return sum;
    };
    const Interval interval = clopperPearson(x, n);
    if (x > 0)
        RC_ASSERT(std::abs(tail(interval.lower, x, n) - 0.025) < 1e-9);
    if (x < n)
        RC_ASSERT(std::abs(tail(interval.upper, 0, x) - 0.025) < 1e-9);
}

TEST(ClusteredProportion, WithOneImageAPatientIsNearlyWilsons) {
    std::vector<int> success;
    std::vector<std::string> patients;
    for (int i = 0; i < 100; ++i) {
        success.push_back(i < 90 ? 1 : 0);
        patients.push_back(std::to_string(i));
    }
    const auto result = clusteredProportion(success, patients).value();
    EXPECT_NEAR(result.designEffect, 100.0 / 99, 1e-12); // the k/(k-1) of few clusters
    EXPECT_NEAR(result.interval.lower, wilson(90, 100).lower, 1e-3);
}

TEST(ClusteredProportion, CountsPatientsWhereTheirImagesAllSayTheSame) {
    std::vector<int> success;
    std::vector<std::string> patients;
    for (int i = 0; i < 400; ++i) {
        success.push_back(i / 4 % 10 == 0 ? 0 : 1);
        patients.push_back(std::to_string(i / 4));
    }
    const auto result = clusteredProportion(success, patients).value();
    EXPECT_NEAR(result.designEffect, 4 * 100.0 / 99, 1e-9);
    EXPECT_NEAR(result.interval.lower, wilson(90, 100).lower, 1e-3);
    const std::vector<int> allRight(400, 1);
    const auto perfect = clusteredProportion(allRight, patients).value();
    EXPECT_NEAR(perfect.interval.lower, wilson(100, 100).lower, 1e-12); // of patients, not images
    EXPECT_EQ(perfect.interval.upper, 1);
    EXPECT_FALSE(perfect.note.empty());
}

TEST(McNemar, EqualsR) {
    const McNemar test = mcNemar(59, 121);
    EXPECT_NEAR(test.asymptotic, 3.815136e-06, 1e-12);
    EXPECT_NEAR(test.continuity, 5.450095e-06, 1e-12);
    EXPECT_NEAR(test.exact, 4.434449e-06, 1e-12);
    EXPECT_EQ(test.method(), "asymptotic");
    // binom.test(2, 10): 0.109375 exactly, 112/1024
    EXPECT_NEAR(mcNemar(2, 8).exact, 0.109375, 1e-14);
    EXPECT_EQ(mcNemar(2, 8).p(), mcNemar(2, 8).exact);
    EXPECT_NEAR(mcNemar(0, 3).exact, 0.25, 1e-14);
    for (const std::size_t n : {0U, 1U, 5U}) { // no evidence either way, never over 1
        EXPECT_EQ(mcNemar(n, n).exact, 1);
        EXPECT_EQ(mcNemar(n, n).asymptotic, 1);
        EXPECT_EQ(mcNemar(n, n).continuity, 1);
    }
}

TEST(ClusteredMcNemar, WithOneImageAPatientIsThePlainTest) {
    std::vector<int> first, second;
    std::vector<std::string> patients;
    for (int i = 0; i < 200; ++i) {
        first.push_back(i < 59 ? 1 : 0);
        second.push_back(i >= 59 && i < 180 ? 1 : 0);
        patients.push_back(std::to_string(i));
    }
    const auto single = clusteredMcNemar(first, second, patients).value();
    EXPECT_NEAR(single.p, mcNemar(59, 121).asymptotic, 1e-15);
    // Every image four times over is no more evidence.
    std::vector<int> first4, second4;
    std::vector<std::string> patients4;
    for (std::size_t i = 0; i < 800; ++i) {
        first4.push_back(first[i / 4]);
        second4.push_back(second[i / 4]);
        patients4.push_back(patients[i / 4]);
    }
    EXPECT_NEAR(clusteredMcNemar(first4, second4, patients4)->p, single.p, 1e-15);
}

TEST(CorrectedT, DoesNotCallTheDifferenceThatTheNaiveTestDoes) {
    const std::vector<double> x{.90, .88, .91, .87, .89}, y{.86, .85, .90, .86, .84};
    const auto test = correctedT(x, y, 1.0 / 4).value();
    EXPECT_NEAR(test.t, 7.0 / 3, 1e-10);
    EXPECT_NEAR(test.p, 0.07995965, 1e-8);
    EXPECT_NEAR(test.naiveT, 3.5, 1e-10);
    EXPECT_NEAR(test.naiveP, 0.02489616, 1e-8);
    EXPECT_EQ(test.df, 4U);
    EXPECT_LT(test.interval.lower, 0);
    // Three repeats: J = 15 differences, n_test/n_train stays 1/4.
    std::vector<double> x3, y3;
    for (int repeat = 0; repeat < 3; ++repeat) {
        x3.insert(x3.end(), x.begin(), x.end());
        y3.insert(y3.end(), y.begin(), y.end());
    }
    const auto repeated = correctedT(x3, y3, 1.0 / 4).value();
    EXPECT_EQ(repeated.df, 14U);
    EXPECT_NEAR(repeated.difference, 0.028, 1e-15);
    const double squares = 3 * (.012 * .012 + .002 * .002 + 2 * .018 * .018 + .022 * .022);
    EXPECT_NEAR(repeated.t, 0.028 / std::sqrt((1.0 / 15 + 0.25) * squares / 14), 1e-10);
}

TEST(PredictiveValues, EqualTheLogitFormulaAndBayes) {
    // Mercaldo et al. 2007, example: ApoE4 for Alzheimer's disease, 240 of 418, 87 of 375.
    const auto result = predictiveValues({240, 87, 288, 178}, 0.03).value();
    const double se = 240.0 / 418, sp = 288.0 / 375;
    EXPECT_NEAR(*result.ppv, se * 0.03 / (se * 0.03 + (1 - sp) * 0.97), 1e-14);
    EXPECT_NEAR(*result.npv, sp * 0.97 / (sp * 0.97 + (1 - se) * 0.03), 1e-14);
    EXPECT_LT(result.ppvInterval.lower, *result.ppv);
    EXPECT_TRUE(result.note.empty());
    const double half =
        1.959963984540054 * std::sqrt((1 - se) / (se * 418) + sp / ((1 - sp) * 375));
    const double logit = std::log(*result.ppv / (1 - *result.ppv));
    EXPECT_NEAR(result.ppvInterval.upper, 1 / (1 + std::exp(-logit - half)), 1e-12);
}

TEST(PredictiveValues, StayDefinedWhereACellIsEmpty) {
    const auto perfect = predictiveValues({50, 0, 80, 0}, 0.006).value();
    EXPECT_EQ(*perfect.ppv, 1);
    EXPECT_EQ(*perfect.npv, 1);
    EXPECT_LT(perfect.ppvInterval.lower, 0.5); // 50 cases prove little at six in a thousand
    EXPECT_EQ(perfect.ppvInterval.upper, 1);
    const auto silent = predictiveValues({0, 0, 80, 50}, 0.1).value();
    EXPECT_FALSE(silent.ppv);
    EXPECT_NEAR(*silent.npv, 0.9, 1e-12);
    EXPECT_FALSE(silent.note.empty());
    EXPECT_FALSE(predictiveValues({0, 3, 4, 0}, 0.1));
    EXPECT_FALSE(predictiveValues({1, 3, 4, 1}, 1));
    const auto plain = predictiveValues({40, 8, 72, 10}, 0.1).value();
    const auto clustered = predictiveValues({40, 8, 72, 10}, 0.1, 0.95, 2, 3).value();
    EXPECT_EQ(*plain.ppv, *clustered.ppv);
    EXPECT_LT(clustered.ppvInterval.lower, plain.ppvInterval.lower);
}

TEST(SampleSize, EqualsHanleyAndMcNeilsTable) {
    struct Row {
        double auc;
        std::size_t positives, negatives;
        double half;
    };
    for (const Row& row :
         {Row{.85, 50, 150, .070}, Row{.85, 100, 300, .050}, Row{.85, 300, 900, .029},
          Row{.85, 1000, 3000, .016}, Row{.95, 100, 100, .031}, Row{.95, 300, 300, .018}})
        EXPECT_NEAR(1.96 * hanleyMcNeilError(row.auc, row.positives, row.negatives).value(),
                    row.half, 5e-4);
}

TEST(SampleSize, IsTheFewestThatSuffice) {
    const auto size = casesForAuc(0.85, 0.05, 3).value();
    EXPECT_LE(size.halfWidth, 0.05);
    const double onefewer =
        hanleyMcNeilError(0.85, size.positives - 1, 3 * (size.positives - 1)).value();
    EXPECT_GT(1.959963984540054 * onefewer, 0.05);
    EXPECT_EQ(size.negatives, 3 * size.positives);
    EXPECT_FALSE(casesForAuc(0.85, 1e-9, 1));
    EXPECT_FALSE(casesForAuc(1, 0.05, 1));
    EXPECT_FALSE(hanleyMcNeilError(0.8, 0, 10));
}

TEST(Mrmc, WritesTruthAndReadersAndNamesTheFault) {
    const std::vector<CaseTruth> truth{{"c1", 0}, {"c,2", 1}};
    const std::vector<ReaderScore> scores{{"R1", "c1", "plain", 0.25}, {"R1", "c,2", "plain", 3}};
    EXPECT_EQ(mrmcCsv(truth, scores).value(), "readerID,caseID,modalityID,score\n"
                                              "truth,c1,truth,0\ntruth,\"c,2\",truth,1\n"
                                              "R1,c1,plain,0.25\nR1,\"c,2\",plain,3\n");
    const std::vector<ReaderScore> twice{scores[0], scores[0]};
    EXPECT_EQ(mrmcCsv(truth, twice).error().message,
              "score row 2: this reader's score of this case is there already");
    const std::vector<ReaderScore> unknown{{"R1", "c3", "plain", 1}};
    EXPECT_FALSE(mrmcCsv(truth, unknown));
    const std::vector<ReaderScore> named{{"truth", "c1", "plain", 1}};
    EXPECT_FALSE(mrmcCsv(truth, named));
}

} // namespace
} // namespace cw::validation
