// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/FoldArea.h"
#include "validation/Csv.h"
#include "validation/Oracle.h"
#include "validation/checks/detail/Independence.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;
using namespace checks;

TEST(FoldArea, HasTheClusteredIntervalOfCvAuc) {
    const auto file = realData() / "statistics" / "clustered.csv";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "statistics is not here (CONCORD_TEST_DATA)";
    const auto table = parseCsv(core::readText(file, 1 << 20).value()).value();
    std::vector<double> scores;
    std::vector<int> labels, folds;
    std::vector<std::size_t> groups;
    std::map<std::string, std::size_t> keys;
    for (const auto& row : table.rows) {
        const std::string& patient = row.fields[*table.column("patient")];
        scores.push_back(std::stod(row.fields[*table.column("score_uncompressed")]));
        labels.push_back(std::stoi(row.fields[*table.column("label")]));
        folds.push_back(std::stoi(patient.substr(1)) % 5);
        groups.push_back(keys.try_emplace(patient, keys.size()).first->second);
    }
    const auto area = foldArea({scores, labels, folds, groups, 5, keys.size()}).value();
    EXPECT_NEAR(area.auc, 0.811538461538462, 1e-12);
    // cvAUC 1.1.4, clustered; it does not correct for the AUC that every fold estimates.
    EXPECT_GT(area.standardError, 0.0373825584086023);
    EXPECT_LT(area.standardError, 0.0373825584086023 * std::sqrt(15 / 10.0));
}

TEST(FoldArea, HasTheIntervalOfCvAucWhereEveryCaseIsAGroup) {
    const auto file = realData() / "statistics" / "cv_admissions.csv";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "statistics is not here (CONCORD_TEST_DATA)";
    const auto table = parseCsv(core::readText(file, 1 << 20).value()).value();
    std::vector<double> scores;
    std::vector<int> labels, folds;
    std::vector<std::size_t> groups;
    for (const auto& row : table.rows) {
        scores.push_back(std::stod(row.fields[*table.column("pred")]));
        labels.push_back(std::stoi(row.fields[*table.column("label")]));
        folds.push_back(std::stoi(row.fields[*table.column("fold")]) - 1);
        groups.push_back(groups.size());
    }
    const auto area = foldArea({scores, labels, folds, groups, 10, groups.size()}).value();
    // The file's scores are rounded, so that some are tied: cvAUC had 0.876599688786695 from all
    // digits; pairs counted in Python from the file give this.
    EXPECT_NEAR(area.auc, 0.8765129679194862, 1e-12);
    EXPECT_NEAR(area.standardError, 0.0197613101340421, 0.0197613101340421 * 0.06);
}

TEST(FoldArea, ComparesWithinAFoldOnly) { // reference/validation.md 1.4: pooled it would be 0.75
    const std::vector<double> scores{.1, .2, .3, .4, .6, .7, .8, .9};
    const std::vector<int> labels{0, 0, 1, 1, 0, 0, 1, 1}, folds{0, 0, 0, 0, 1, 1, 1, 1};
    const std::vector<std::size_t> groups{0, 1, 2, 3, 4, 5, 6, 7};
    const auto area = foldArea({scores, labels, folds, groups, 2, 8}).value();
    EXPECT_EQ(area.auc, 1);
    EXPECT_LT(area.lower, 0.6); // four patients a class prove nothing
    EXPECT_EQ(meanFoldArea(scores, labels, folds, 2), 1);
}

TEST(FoldArea, IsExactlyOneHalfWhereAllIsTied) {
    const std::vector<double> scores(6, 3.5);
    const std::vector<int> labels{0, 1, 0, 1, 1, 1}, folds{0, 0, 0, 1, 1, 1};
    const std::vector<std::size_t> groups{0, 1, 2, 3, 4, 5};
    const auto area = foldArea({scores, labels, folds, groups, 2, 6}).value();
    EXPECT_EQ(area.auc, 0.5);
    EXPECT_TRUE(std::isnan(area.byFold[1])); // lacks a class: not 0, not 1
    EXPECT_FALSE(foldArea({scores, std::vector<int>(6, 1), folds, groups, 2, 6}));
}

RC_GTEST_PROP(FoldArea, EqualsCountingPairs, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(2, 40);
    std::vector<double> scores;
    std::vector<int> labels, folds;
    std::vector<std::size_t> groups;
    for (std::size_t i = 0; i < n; ++i) {
        scores.push_back(*rc::gen::inRange(0, 6));
        labels.push_back(*rc::gen::inRange(0, 2));
        folds.push_back(*rc::gen::inRange(0, 3));
        groups.push_back(i / 2);
    }
    double pairs = 0, wins = 0, sum = 0, counting = 0;
    for (int fold = 0; fold < 3; ++fold) {
        double here = 0, won = 0;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (folds[i] == fold && folds[j] == fold && labels[i] == 1 && labels[j] == 0) {
                    here += 1;
                    won += scores[i] > scores[j] ? 1 : (scores[i] == scores[j] ? 0.5 : 0);
                }
        pairs += here;
        wins += won;
        if (here > 0) {
            sum += won / here;
            counting += 1;
        }
    }
    const FoldScored scored{scores, labels, folds, groups, 3, n};
    const auto equal = foldArea(scored);
    RC_ASSERT(equal.has_value() == (counting > 0));
    if (!equal)
        return;
    RC_ASSERT(std::abs(equal->auc - sum / counting) < 1e-12);
    RC_ASSERT(std::abs(foldArea(scored, FoldWeight::Pairs)->auc - wins / pairs) < 1e-12);
}

/// The interval covers: 400 sets of 4 pictures a patient, true AUC known by its formula.
TEST(FoldArea, CoversTheTruthNineteenTimesInTwenty) {
    int covered = 0;
    constexpr int kRuns = 400;
    for (core::Seed seed = 1; seed <= kRuns; ++seed) {
        core::Random random(seed);
        std::vector<double> scores;
        std::vector<int> labels, folds;
        std::vector<std::size_t> groups;
        for (std::size_t p = 0; p < 120; ++p) {
            const double own = random.normal();
            for (int i = 0; i < 4; ++i) {
                labels.push_back(static_cast<int>(p % 2));
                folds.push_back(static_cast<int>(p / 2 % 5));
                groups.push_back(p);
                scores.push_back(own + random.normal() + 1.5 * labels.back());
            }
        }
        const auto area = foldArea({scores, labels, folds, groups, 5, 120}).value();
        const double truth = 0.5 * std::erfc(-1.5 / 2 / std::sqrt(2.0)); // Phi(1.5 / sqrt(2 + 2))
        covered += area.lower <= truth && truth <= area.upper ? 1 : 0;
    }
    EXPECT_GE(covered, kRuns * 0.92);
    EXPECT_LE(covered, kRuns * 0.98);
}

/// R 4.2.2: chisq.test(correct = FALSE), fisher.test, pchisq, p.adjust.
TEST(Independence, IsTheOneOfR) {
    const core::Random random(1);
    const auto two = independenceOf({{30, 12}, {10, 40}}, random);
    EXPECT_EQ(two.test, "chi-square");
    EXPECT_NEAR(two.chiSquare, 24.567032967033, 1e-11);
    EXPECT_NEAR(two.p / 7.17691261724501e-07, 1, 1e-10);
    const auto four = independenceOf({{20, 30}, {25, 15}, {10, 22}, {12, 12}}, random);
    EXPECT_EQ(four.degrees, 3);
    EXPECT_NEAR(four.chiSquare, 8.06820328736066, 1e-12);
    EXPECT_NEAR(four.p, 0.0446229798756502, 1e-12);
    EXPECT_NEAR(fisherExact({3, 2}, {1, 9}), 0.076923076923077, 1e-12);
    EXPECT_NEAR(fisherExact({10, 3}, {2, 15}), 0.000536724119143437, 1e-14);
    EXPECT_EQ(independenceOf({{3, 2}, {1, 9}}, random).test, "Fisher");
    const auto sparse = independenceOf({{3, 0}, {1, 4}, {0, 5}, {2, 2}}, random);
    EXPECT_EQ(sparse.test, "Fisher, simulated");
    EXPECT_NEAR(sparse.p, 0.0223012281835811, 0.006); // four standard errors of 10,000 tables
    EXPECT_NEAR(chiSquareTail(0.5, 1), 0.47950012218695348, 1e-14);
    EXPECT_NEAR(chiSquareTail(3.3, 2), 0.19204990862075413, 1e-14);
    EXPECT_NEAR(chiSquareTail(20, 5), 0.00124973056303138, 1e-14);
    EXPECT_NEAR(chiSquareTail(7, 7), 0.42887985755305469, 1e-14);
    const auto adjusted = holm({0.01, 0.04, 0.03, 0.2});
    const std::vector<double> expected{0.04, 0.09, 0.09, 0.20};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(adjusted[i], expected[i], 1e-12);
}

TEST(Independence, IsDefinedWhereThereIsNothingToTest) {
    const core::Random random(1);
    EXPECT_EQ(independenceOf({}, random).p, 1);
    EXPECT_EQ(independenceOf({{5, 5}}, random).p, 1);
    EXPECT_EQ(independenceOf({{5, 0}, {7, 0}}, random).p, 1);
    const auto whole = independenceOf({{40, 0}, {0, 40}}, random);
    EXPECT_NEAR(whole.cramersV, 1, 0.02);
    EXPECT_GT(whole.lower, 0.8);
    EXPECT_LT(independenceOf({{3, 0}, {0, 3}}, random).lower, 0.2); // six patients prove nothing
}

} // namespace
} // namespace cw::validation
