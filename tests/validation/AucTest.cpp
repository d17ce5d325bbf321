// SPDX-License-Identifier: Apache-2.0
#include "Oracle.h"
#include "validation/Csv.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

/// The definition, pair by pair.
double shareOfPairsWon(std::span<const Scored> scores) {
    double won = 0, pairs = 0;
    for (const Scored& p : scores)
        for (const Scored& n : scores)
            if (p.label == 1 && n.label == 0) {
                won += p.score > n.score ? 1 : (p.score == n.score ? 0.5 : 0);
                pairs += 1;
            }
    return won / pairs;
}

double sampleVariance(const std::vector<double>& values) {
    double mean = 0, sum = 0;
    for (const double v : values)
        mean += v / static_cast<double>(values.size());
    for (const double v : values)
        sum += (v - mean) * (v - mean);
    return sum / static_cast<double>(values.size() - 1);
}

/// DeLong's variance from its definition, O(n^2).
double delongByPairs(std::span<const Scored> scores) {
    std::vector<double> v10, v01;
    for (const Scored& a : scores) {
        double won = 0, others = 0;
        for (const Scored& b : scores)
            if (a.label != b.label) {
                const double d = (a.score - b.score) * (a.label == 1 ? 1 : -1);
                won += d > 0 ? 1 : (d == 0 ? 0.5 : 0);
                others += 1;
            }
        (a.label == 1 ? v10 : v01).push_back(won / others);
    }
    return sampleVariance(v10) / static_cast<double>(v10.size()) +
           sampleVariance(v01) / static_cast<double>(v01.size());
}

std::vector<Scored> drawn() {
    return tiedScores(*rc::gen::arbitrary<core::Seed>(), *rc::gen::inRange<std::size_t>(4, 60),
                      *rc::gen::element<std::size_t>(1, 3, 10, 1000));
}

RC_GTEST_PROP(Auc, IsTheShareOfPairsWon, ()) {
    const auto scores = drawn();
    RC_ASSERT(std::abs(auc(scores)->auc - shareOfPairsWon(scores)) < 1e-12);
}

RC_GTEST_PROP(Auc, HasDeLongsVariance, ()) {
    auto scores = drawn();
    scores.push_back({0.5, 0});
    scores.push_back({1.5, 1});
    RC_ASSERT(std::abs(auc(scores)->variance - delongByPairs(scores)) < 1e-12);
}

RC_GTEST_PROP(Auc, IsTheAreaUnderTheCurve, ()) {
    const auto scores = drawn();
    const auto curve = rocCurve(scores).value();
    double area = 0;
    for (std::size_t i = 1; i < curve.size(); ++i)
        area += (curve[i].falsePositiveRate - curve[i - 1].falsePositiveRate) *
                (curve[i].truePositiveRate + curve[i - 1].truePositiveRate) / 2;
    RC_ASSERT(std::abs(auc(scores)->auc - area) < 1e-12);
}

RC_GTEST_PROP(Auc, SeesOnlyTheOrderOfTheScores, ()) {
    const auto scores = drawn();
    auto stretched = scores, turned = scores;
    for (Scored& s : stretched)
        s.score = std::exp(s.score / 100);
    for (Scored& s : turned)
        s.score = -s.score;
    RC_ASSERT(auc(stretched)->auc == auc(scores)->auc);
    RC_ASSERT(auc(stretched)->variance == auc(scores)->variance);
    RC_ASSERT(std::abs(auc(turned)->auc + auc(scores)->auc - 1) < 1e-12);
}

TEST(Auc, HasTheValuesOfHandMadeCases) {
    const std::vector<Scored> tied{{1, 0}, {2, 0}, {2, 1}, {3, 1}};
    EXPECT_EQ(auc(tied)->auc, 0.875);
    const std::vector<Scored> allTied{{7, 0}, {7, 1}, {7, 0}, {7, 1}};
    EXPECT_EQ(auc(allTied)->auc, 0.5);
    EXPECT_FALSE(auc(allTied)->note.empty());
}

TEST(Auc, RefusesWhatHasNoAnswerAndNamesTheRow) {
    const std::vector<Scored> oneClass{{1, 1}, {2, 1}};
    EXPECT_EQ(auc(oneClass).error().message, "there is no negative case: the AUC is not defined");
    const std::vector<Scored> nan{{1, 0}, {NAN, 1}};
    EXPECT_EQ(auc(nan).error().message, "the score of row 2 is not a finite number");
    const std::vector<Scored> label{{1, 0}, {2, 1}, {3, 2}};
    EXPECT_EQ(auc(label).error().message, "the label of row 3 is neither 0 nor 1");
    EXPECT_FALSE(auc({}));
}

TEST(Auc, DoesNotClaimCertaintyWhereNothingOverlaps) {
    std::vector<Scored> scores;
    for (int i = 0; i < 10; ++i)
        scores.push_back({static_cast<double>(i), i < 5 ? 0 : 1});
    const auto result = auc(scores).value();
    EXPECT_EQ(result.auc, 1);
    EXPECT_EQ(result.variance, 0);
    EXPECT_NEAR(result.lower, std::pow(0.025, 0.2), 1e-12); // Clopper-Pearson of 5 out of 5
    EXPECT_EQ(result.upper, 1);
    EXPECT_FALSE(result.note.empty());
}

TEST(Auc, BoundsTheVarianceOfASinglePositive) {
    const std::vector<Scored> scores{{1, 0}, {2, 0}, {2.5, 1}, {3, 0}};
    const auto result = auc(scores).value();
    EXPECT_NEAR(result.variance, result.auc * (1 - result.auc), 1e-15);
    EXPECT_FALSE(result.note.empty());
}

TEST(Auc, PooledScoresOfDifferentModelsAreNotTheMeanOfTheFolds) {
    const std::vector<Scored> a{{.1, 0}, {.2, 0}, {.3, 1}, {.4, 1}};
    const std::vector<Scored> b{{.6, 0}, {.7, 0}, {.8, 1}, {.9, 1}};
    auto pooled = a;
    pooled.insert(pooled.end(), b.begin(), b.end());
    EXPECT_EQ(auc(a)->auc, 1);
    EXPECT_EQ(auc(b)->auc, 1);
    EXPECT_EQ(auc(pooled)->auc, 0.75);
}

TEST(Auc, AgreesWithScikitLearnOnTies) {
    const ScratchFolder scratch;
    std::string csv;
    const auto scores = tiedScores(7, 4000, 40);
    for (const Scored& s : scores)
        csv += shortest(s.score) + "," + std::to_string(s.label) + "\n";
    const auto data = scratch.write("scores.csv", csv);
    const auto script =
        scratch.write("oracle.py", "import sys,numpy\n"
                                   "try:\n    from sklearn.metrics import roc_auc_score\n"
                                   "except ImportError:\n    print('none'); sys.exit()\n"
                                   "d=numpy.loadtxt(sys.argv[1],delimiter=',')\n"
                                   "print(repr(float(roc_auc_score(d[:,1],d[:,0]))))\n");
    const auto [output, well] =
        outputOf("/usr/bin/python3 " + script.string() + " " + data.string());
    if (!well || output.starts_with("none"))
        GTEST_SKIP() << "python3-sklearn is not installed";
    EXPECT_NEAR(auc(scores)->auc, std::stod(output), 1e-12);
}

TEST(PairedAuc, FindsNoDifferenceBetweenAScoreAndItself) {
    const auto scores = tiedScores(3, 50, 9);
    std::vector<double> same;
    for (const Scored& s : scores)
        same.push_back(2 * s.score);
    const auto result = pairedAuc(scores, same).value();
    EXPECT_EQ(result.z, 0);
    EXPECT_EQ(result.p, 1);
}

TEST(PairedAuc, IsAntisymmetric) {
    const auto a = tiedScores(3, 80, 9), b = tiedScores(4, 80, 30);
    std::vector<Scored> other;
    std::vector<double> first, second;
    for (std::size_t i = 0; i < a.size(); ++i) {
        first.push_back(a[i].score);
        second.push_back(b[i].score);
        other.push_back({b[i].score, a[i].label});
    }
    const auto ab = pairedAuc(a, second).value(), ba = pairedAuc(other, first).value();
    EXPECT_DOUBLE_EQ(ab.z, -ba.z);
    EXPECT_DOUBLE_EQ(ab.p, ba.p);
    EXPECT_NEAR(ab.z,
                (ab.first.auc - ab.second.auc) /
                    std::sqrt(ab.first.variance + ab.second.variance - 2 * ab.covariance),
                1e-9);
}

TEST(ClusteredAuc, IsDeLongsUpToASmallSampleFactorWithOneImageAPatient) {
    const auto scores = tiedScores(5, 200, 50);
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < scores.size(); ++i)
        patients.push_back(std::to_string(i));
    EXPECT_NEAR(clusteredAuc(scores, patients)->variance, auc(scores)->variance, 1e-9);
}

/// Columns of a file of the statistics folder, or nothing where it is missing.
std::optional<CsvTable> table(const std::string& name) {
    const auto text = core::readText(realData() / "statistics" / name);
    return text ? std::optional(parseCsv(*text).value()) : std::nullopt;
}

struct Asah {
    std::vector<Scored> s100b, wfns, ndka;
    static std::vector<double> values(const std::vector<Scored>& scores) {
        std::vector<double> result;
        for (const Scored& s : scores)
            result.push_back(s.score);
        return result;
    }
};
std::optional<Asah> asah() {
    const auto csv = table("aSAH.csv");
    if (!csv)
        return std::nullopt;
    Asah data;
    for (const CsvRow& row : csv->rows) {
        const int label = row.fields[*csv->column("outcome")] == "Poor" ? 1 : 0;
        const auto add = [&](std::vector<Scored>& to, const char* column) {
            to.push_back({*finiteNumber(row.fields[*csv->column(column)]), label});
        };
        add(data.s100b, "s100b");
        add(data.wfns, "wfns");
        add(data.ndka, "ndka");
    }
    return data;
}

void expectAuc(const std::vector<Scored>& scores, double value, double variance, double lower,
               double upper) {
    const auto result = auc(scores).value();
    EXPECT_NEAR(result.auc, value, 1e-12);
    EXPECT_NEAR(result.variance, variance, 1e-12);
    EXPECT_NEAR(result.lower, lower, 1e-10);
    EXPECT_NEAR(result.upper, upper, 1e-10);
}

TEST(AucOnRealData, EqualsPRoc) {
    const auto data = asah();
    if (!data)
        GTEST_SKIP() << "statistics/aSAH.csv is not here (CONCORD_TEST_DATA)";
    expectAuc(data->s100b, 0.731368563685637, 0.00266868245717244, 0.630118211761623,
              0.832618915609651);
    expectAuc(data->wfns, 0.823678861788618, 0.00146991470882363, 0.748534887819453,
              0.898822835757783);
    expectAuc(data->ndka, 0.611957994579946, 0.0031908105493913, 0.501244999271703,
              0.722670989888189);
    const auto wfns = pairedAuc(data->s100b, Asah::values(data->wfns)).value();
    EXPECT_NEAR(wfns.covariance, 0.00119615567376754, 1e-12);
    EXPECT_NEAR(wfns.z, -2.2089835914409077, 1e-10);
    EXPECT_NEAR(wfns.p, 0.0271757822291882, 1e-10);
    const auto ndka = pairedAuc(data->s100b, Asah::values(data->ndka)).value();
    EXPECT_NEAR(ndka.covariance, -0.000756164938056579, 1e-12);
    EXPECT_NEAR(ndka.z, 1.390770025735577, 1e-10);
    EXPECT_NEAR(ndka.p, 0.164295175223054, 1e-10);
}

TEST(YoudenOnRealData, EqualsPRoc) {
    const auto data = asah();
    if (!data)
        GTEST_SKIP() << "statistics/aSAH.csv is not here (CONCORD_TEST_DATA)";
    const auto expectPoint = [](const std::vector<Scored>& scores, double threshold, std::size_t tp,
                                std::size_t tn) {
        const auto point = youden(scores).value();
        EXPECT_NEAR(point.threshold, threshold, 1e-12);
        const Counts counts = countsAt(scores, point.threshold);
        EXPECT_EQ(counts.tp, tp);
        EXPECT_EQ(counts.tn, tn);
        EXPECT_EQ(point.sensitivity, *counts.sensitivity());
        EXPECT_EQ(point.specificity, *counts.specificity());
    };
    expectPoint(data->s100b, 0.205, 26, 58);
    expectPoint(data->wfns, 3.5, 26, 60);
    expectPoint(data->ndka, 11.08, 29, 37);
}

TEST(ClusteredAucOnRealData, EqualsObuchowskisReference) {
    const auto csv = table("clustered.csv");
    if (!csv)
        GTEST_SKIP() << "statistics/clustered.csv is not here (CONCORD_TEST_DATA)";
    std::vector<Scored> first, second;
    std::vector<std::string> patients;
    for (const CsvRow& row : csv->rows) {
        const int label = row.fields[*csv->column("label")] == "1" ? 1 : 0;
        first.push_back({*finiteNumber(row.fields[*csv->column("score_uncompressed")]), label});
        second.push_back({*finiteNumber(row.fields[*csv->column("score_compressed")]), label});
        patients.push_back(row.fields[*csv->column("patient")]);
    }
    EXPECT_NEAR(auc(first)->auc, 0.804839743589744, 1e-12);
    EXPECT_NEAR(std::sqrt(auc(first)->variance), 0.0319099968199502, 1e-12);
    const auto clustered = clusteredAuc(first, patients).value();
    EXPECT_NEAR(std::sqrt(clustered.variance), 0.0404464835283242, 1e-12);
    EXPECT_NEAR(clustered.lower, 0.725566092572936, 1e-10);
    EXPECT_NEAR(clustered.upper, 0.884113394606552, 1e-10);
    EXPECT_NEAR(std::sqrt(clusteredAuc(second, patients)->variance), 0.0428678353492686, 1e-12);
    const auto paired = pairedAuc(first, Asah::values(second)).value();
    EXPECT_NEAR(paired.z, 3.98382545297207, 1e-10);
}

} // namespace
} // namespace cw::validation
