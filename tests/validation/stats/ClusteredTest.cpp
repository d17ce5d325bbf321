// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Clustered.h"
#include "StatisticsData.h"
#include "validation/stats/Bootstrap.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/Distributions.h"
#include "validation/stats/Equivalence.h"
#include "validation/stats/Units.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(ClusteredPairOnRealData, EqualsObuchowskisReference) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto pair = clusteredPairedAuc(data->first, data->second, data->patients).value();
    EXPECT_NEAR(std::sqrt(pair.first.variance), 0.0404464835283242, 1e-12);
    EXPECT_NEAR(std::sqrt(pair.second.variance), 0.0428678353492686, 1e-12);
    EXPECT_NEAR(pair.second.lower, 0.687262637902292, 1e-10);
    EXPECT_NEAR(pair.difference, 0.0335576923076923, 1e-12);
    EXPECT_NEAR(pair.variance, 6.38415534131918e-05, 1e-12);
    EXPECT_NEAR(pair.interval.lower, 0.0178974018095827, 1e-10);
    EXPECT_NEAR(pair.interval.upper, 0.049217982805802, 1e-10);
    EXPECT_NEAR(pair.p, 2.67016755701732e-05, 1e-10);
    EXPECT_EQ(pair.patients, 80U);
}

TEST(ClusteredPair, FindsNoDifferenceBetweenScoresThatRankAlike) {
    const auto scores = tiedScores(3, 60, 9);
    std::vector<double> same;
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        same.push_back(std::exp(scores[i].score));
        patients.push_back(std::to_string(i / 4));
    }
    const auto pair = clusteredPairedAuc(scores, same, patients).value();
    EXPECT_EQ(pair.difference, 0);
    EXPECT_EQ(pair.variance, 0);
    EXPECT_EQ(pair.z, 0);
    EXPECT_EQ(pair.p, 1);
    EXPECT_TRUE(pair.note.empty());
}

TEST(CrossValidatedAucOnRealData, EqualsCvAuc) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto images = crossValidatedAuc(data->first, data->folds).value();
    EXPECT_NEAR(images.mean, 0.811538461538462, 1e-12);
    EXPECT_NEAR(images.standardError, 0.0304230574596407, 1e-12);
    EXPECT_NEAR(images.interval.lower, 0.751910364617973, 1e-10);
    const auto patients = crossValidatedAuc(data->first, data->folds, data->patients).value();
    EXPECT_NEAR(patients.standardError, 0.0373825584086023, 1e-12);
    EXPECT_NEAR(patients.interval.lower, 0.738269993407636, 1e-10);
    EXPECT_NEAR(patients.interval.upper, 0.884806929669287, 1e-10);
    EXPECT_EQ(patients.patients, 80U);
    const std::vector<double> folds{.730769230769231, .794871794871795, .884615384615385,
                                    .892628205128205, .754807692307692};
    for (std::size_t i = 0; i < folds.size(); ++i)
        EXPECT_NEAR(patients.folds[i].auc->auc, folds[i], 1e-12);
}

TEST(CrossValidatedAucOnRealData, IsNearCvAucOnTheAdmissionsThatLostTheirLastDigits) {
    // R's figures come from predictions whose rounding noise broke a few of the 226 ties that the
    // file has: scikit-learn and pROC give 0.882881637168142 pooled on the file, R's ROCR 0.88297.
    const auto table = statisticsTable("cv_admissions.csv");
    if (!table)
        GTEST_SKIP() << kNoData;
    std::vector<Scored> scores;
    std::vector<std::string> folds;
    for (const CsvRow& row : table->rows) {
        scores.push_back(
            {numberIn(*table, row, "pred"), static_cast<int>(numberIn(*table, row, "label"))});
        folds.push_back(row.fields[*table->column("fold")]);
    }
    const auto result = crossValidatedAuc(scores, folds).value();
    EXPECT_NEAR(result.pooled, 0.8828816371681416, 1e-12);
    EXPECT_NEAR(result.mean, 0.8765129679194864, 1e-12);
    EXPECT_NEAR(result.mean, 0.876599688786695, 2e-4);
    EXPECT_NEAR(result.standardError, 0.0197613101340421, 2e-4);
    EXPECT_EQ(result.folds.size(), 10U);
    EXPECT_EQ(result.folds[9].fold, "10"); // numbers in the order of numbers
}

TEST(CrossValidatedAuc, WarnsWherePoolingComparesScoresOfDifferentModels) {
    const std::vector<Scored> scores{{.1, 0}, {.2, 0}, {.3, 1}, {.4, 1},
                                     {.6, 0}, {.7, 0}, {.8, 1}, {.9, 1}};
    const std::vector<std::string> folds{"A", "A", "A", "A", "B", "B", "B", "B"};
    const auto result = crossValidatedAuc(scores, folds).value();
    EXPECT_EQ(result.mean, 1);
    EXPECT_EQ(result.pooled, 0.75);
    EXPECT_TRUE(result.pooledDiffers);
    EXPECT_NEAR(result.interval.lower, std::pow(0.025, 0.25), 1e-12); // not the claim [1, 1]
    EXPECT_FALSE(result.note.empty());
}

TEST(CrossValidatedAuc, LeavesOutTheFoldWithoutAClassAndSaysSo) {
    const std::vector<Scored> scores{{1, 0}, {2, 1}, {3, 0}, {4, 1}, {5, 1}};
    const std::vector<std::string> folds{"1", "1", "1", "1", "2"};
    const auto result = crossValidatedAuc(scores, folds).value();
    EXPECT_EQ(result.mean, 0.75);
    EXPECT_FALSE(result.folds[1].auc);
    EXPECT_EQ(result.folds[1].note, "there is no negative case: the AUC is not defined");
    EXPECT_NE(result.note.find("1 of 2 folds"), std::string::npos);
    EXPECT_FALSE(result.foldSd);
    const std::vector<std::string> apart{"1", "2", "3", "4", "5"};
    EXPECT_FALSE(crossValidatedAuc(scores, apart));
}

TEST(UnitsOnRealData, GiveTheReferenceOfBreastAndPatient) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto breasts =
        aggregate(data->first, data->patients, data->sides, Unit::Breast, UnitRule::Mean).value();
    EXPECT_EQ(breasts.scores.size(), 160U);
    EXPECT_EQ(breasts.mixedLabels, 0U);
    EXPECT_NEAR(auc(breasts.scores)->auc, 0.821025641025641, 1e-12);
    const auto patients =
        aggregate(data->first, data->patients, {}, Unit::Patient, UnitRule::Max).value();
    EXPECT_EQ(patients.scores.size(), 80U);
    EXPECT_NEAR(auc(patients.scores)->auc, 0.755666666666667, 1e-12);
}

TEST(Units, KeepPatientsAndSidesApartAndTheOrderOfTheFirstImage) {
    const std::vector<Scored> scores{{1, 0}, {5, 1}, {3, 0}, {2, 0}};
    const std::vector<std::string> patients{"P1", "P11", "P1", "P1"};
    const std::vector<std::string> sides{"1L", "L", "1L", "R"}; // "P1"+"1L" looks like "P11"+"L"
    const auto eyes = aggregate(scores, patients, sides, Unit::Eye, UnitRule::Mean).value();
    ASSERT_EQ(eyes.scores.size(), 3U);
    EXPECT_EQ(eyes.scores[0].score, 2);
    EXPECT_EQ(eyes.firstImage, (std::vector<std::size_t>{0, 1, 3}));
    EXPECT_EQ(eyes.images, (std::vector<std::size_t>{2, 1, 1}));
    EXPECT_EQ(eyes.patients[2], "P1");
    const auto all = aggregate(scores, patients, {}, Unit::Patient, UnitRule::Max).value();
    EXPECT_EQ(all.scores[0].score, 3);
    const std::vector<std::string> missing{"L", "L", "", "R"};
    EXPECT_EQ(aggregate(scores, patients, missing, Unit::Eye, UnitRule::Max).error().message,
              "the side of row 3 is missing");
}

BootstrapPlan planOf(std::size_t draws, int workers) {
    BootstrapPlan plan;
    plan.draws = draws;
    plan.workers = workers;
    return plan;
}

TEST(BootstrapOnRealData, AgreesWithTheReferenceByPatientAndExceedsTheNaiveOne) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto result =
        bootstrapAuc(data->first, data->second, data->patients, planOf(4000, 2)).value();
    EXPECT_NEAR(result.first.standardError, 0.0391, 0.002);
    EXPECT_NEAR(result.first.percentile.lower, 0.727, 0.004); // ends of 4000 draws: SE 0.002 each
    EXPECT_NEAR(result.first.percentile.upper, 0.879, 0.004);
    EXPECT_GT(result.first.standardError, 1.15 * std::sqrt(auc(data->first)->variance));
    EXPECT_NEAR(result.difference->standardError, 0.00799009095148485, 0.002); // Obuchowski's
    EXPECT_NEAR(result.difference->value, 0.0335576923076923, 1e-12);
    EXPECT_EQ(result.patients, 80U);
    EXPECT_EQ(result.left, 0U);
    // The scores are skewed to the left below 1: BCa moves the interval down.
    EXPECT_LT(result.first.bca.lower, result.first.percentile.lower);
}

/// The AUC of the rows of the patients that `times` names, each as often, by auc() itself.
double aucOfResample(const std::vector<Scored>& scores, const std::vector<int>& patientOf,
                     const std::vector<int>& times) {
    std::vector<Scored> resample;
    for (std::size_t i = 0; i < scores.size(); ++i)
        for (int t = 0; t < times[static_cast<std::size_t>(patientOf[i])]; ++t)
            resample.push_back(scores[i]);
    return auc(resample)->auc;
}

double quantileOf(const std::vector<double>& sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(std::floor(at));
    const auto high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - std::floor(at)) * (sorted[high] - sorted[low]);
}

TEST(Bootstrap, EqualsResamplesThatAreWrittenOutAndSortedOneByOne) {
    const auto scores = tiedScores(31, 72, 15);
    constexpr int kPatients = 24;
    std::vector<int> patientOf;
    std::vector<std::string> patients;
    std::array<std::vector<int>, 2> strata;
    for (int i = 0; i < 72; ++i) {
        patientOf.push_back(i / 3);
        patients.push_back(std::to_string(i / 3));
    }
    for (int p = 0; p < kPatients; ++p) {
        bool positive = false;
        for (std::size_t i = 0; i < scores.size(); ++i)
            positive = positive || (patientOf[i] == p && scores[i].label == 1);
        strata[positive ? 1 : 0].push_back(p);
    }
    ASSERT_GT(strata[0].size(), 1U);
    std::vector<double> draws;
    for (std::uint64_t draw = 0; draw < 300; ++draw) {
        core::Random random = core::Random(1).stream("bootstrap", draw);
        std::vector<int> times(kPatients);
        for (const auto& stratum : strata)
            for (std::size_t i = 0; i < stratum.size(); ++i)
                ++times[static_cast<std::size_t>(stratum[random.below(stratum.size())])];
        draws.push_back(aucOfResample(scores, patientOf, times));
    }
    std::sort(draws.begin(), draws.end());
    const double value = auc(scores)->auc;
    double squares = 0, cubes = 0, below = 0;
    for (const auto& stratum : strata) {
        std::vector<double> leftOut;
        double mean = 0;
        for (const int p : stratum) {
            std::vector<int> times(kPatients, 1);
            times[static_cast<std::size_t>(p)] = 0;
            leftOut.push_back(aucOfResample(scores, patientOf, times));
            mean += leftOut.back() / static_cast<double>(stratum.size());
        }
        const double share = 1 - 1 / static_cast<double>(stratum.size());
        for (const double v : leftOut) {
            squares += std::pow(share * (mean - v), 2);
            cubes += std::pow(share * (mean - v), 3);
        }
    }
    for (const double draw : draws)
        below += draw < value ? 1 : (draw == value ? 0.5 : 0);
    const double a = cubes / (6 * std::pow(squares, 1.5));
    const double z0 = normalQuantile(below / 300), z = 1.959963984540054;
    const auto moved = [&](double q) { return normalCdf(z0 + (z0 + q) / (1 - a * (z0 + q))); };

    const auto result = bootstrapAuc(scores, {}, patients, planOf(300, 1)).value();
    EXPECT_EQ(result.first.value, value);
    EXPECT_NEAR(result.first.percentile.lower, quantileOf(draws, 0.025), 1e-12);
    EXPECT_NEAR(result.first.percentile.upper, quantileOf(draws, 0.975), 1e-12);
    EXPECT_NEAR(result.first.bca.lower, quantileOf(draws, moved(-z)), 1e-10);
    EXPECT_NEAR(result.first.bca.upper, quantileOf(draws, moved(z)), 1e-10);
    EXPECT_NE(a, 0);
}

TEST(Bootstrap, SameSeedSameFiguresWhateverTheWorkers) {
    const auto scores = tiedScores(11, 90, 20), noise = tiedScores(12, 90, 20);
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < scores.size(); ++i)
        patients.push_back(std::to_string(i / 3));
    const auto one = bootstrapAuc(scores, valuesOf(noise), patients, planOf(500, 1)).value();
    const auto three = bootstrapAuc(scores, valuesOf(noise), patients, planOf(500, 3)).value();
    EXPECT_EQ(one.first.standardError, three.first.standardError);
    EXPECT_EQ(one.difference->bca.lower, three.difference->bca.lower);
    EXPECT_EQ(one.second->percentile.upper, three.second->percentile.upper);
    BootstrapPlan other = planOf(500, 1);
    other.seed = 2;
    EXPECT_NE(bootstrapAuc(scores, {}, patients, other)->first.standardError,
              one.first.standardError);
}

TEST(Bootstrap, RatesOfAThresholdAgreeWithTheirFormulaForIndependentImages) {
    const auto scores = tiedScores(21, 400, 30);
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < scores.size(); ++i)
        patients.push_back(std::to_string(i));
    const auto rates = bootstrapRates(scores, 15, patients, planOf(4000, 2)).value();
    const Counts c = countsAt(scores, 15);
    const double p = *c.sensitivity(), n = static_cast<double>(c.tp + c.fn);
    EXPECT_EQ(rates.sensitivity.value, p);
    EXPECT_NEAR(rates.sensitivity.standardError, std::sqrt(p * (1 - p) / n), 0.002);
    EXPECT_LT(rates.sensitivity.bca.lower, p);
    EXPECT_GT(rates.specificity.bca.upper, *c.specificity());
}

TEST(Equivalence, IsTheIntervalOf90PercentInsideTheMargin) {
    const auto inside = equivalence(0.005, 0.006, 0.02).value();
    EXPECT_TRUE(inside.equivalent);
    EXPECT_NEAR(inside.interval.upper, 0.005 + 1.6448536269514722 * 0.006, 1e-12);
    EXPECT_NEAR(inside.p, 0.0062096653257761, 1e-12);         // 1 - Phi(2.5)
    const auto wide = equivalence(0.005, 0.01, 0.02).value(); // not significant, and not shown
    EXPECT_FALSE(wide.equivalent);
    EXPECT_GT(wide.interval.upper, 0.02);
    for (const double margin : {0.0, -0.1, double(NAN)})
        EXPECT_FALSE(equivalence(0, 0.01, margin));
}

TEST(Equivalence, OfACopyIsShownAndOfAWorseCopyIsNot) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    const auto same =
        aucEquivalence(data->first, valuesOf(data->first), data->patients, 0.02).value();
    EXPECT_TRUE(same.equivalent);
    EXPECT_EQ(same.difference, 0);
    EXPECT_FALSE(same.note.empty());
    const auto worse = aucEquivalence(data->first, data->second, data->patients, 0.02).value();
    EXPECT_FALSE(worse.equivalent); // differs by 0.034
    EXPECT_NEAR(worse.standardError, 0.00799009095148485, 1e-12);
    EXPECT_TRUE(aucEquivalence(data->first, data->second, data->patients, 0.05)->equivalent);
}

} // namespace
} // namespace cw::validation
