// SPDX-License-Identifier: Apache-2.0
// Random sets with ties, several images a patient and folds, against other people's programs:
// scikit-learn, scipy and numpy (oracle.py), and R's pROC (oracle.R). One call each.
#include "StatisticsData.h"
#include "validation/stats/Calibration.h"
#include "validation/stats/Clustered.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/Delong.h"
#include "validation/stats/Equivalence.h"
#include "validation/stats/PrecisionRecall.h"
#include "validation/stats/Proportions.h"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace cw::validation {
namespace {

using namespace testing;
using nlohmann::json;

struct Set {
    std::vector<Scored> scores, other, probabilities;
    std::vector<double> second;
    std::vector<std::string> patients, folds;
};

/// Ties by few steps; one to four images a patient, of either class; folds by patient.
std::vector<Set> sets(std::size_t count) {
    std::vector<Set> all(count);
    for (std::size_t s = 0; s < count; ++s) {
        core::Random random = core::Random(77).stream("set", s);
        const auto steps = std::array<std::size_t, 4>{4, 9, 30, 1000}[s % 4];
        const std::size_t patients = 12 + random.below(20);
        for (std::size_t p = 0; p < patients; ++p) {
            const double own = random.normal();
            const std::size_t images = 1 + random.below(4);
            for (std::size_t i = 0; i < images; ++i) {
                // The first patients show both classes, so that each of three folds has them.
                const int label =
                    p < 6 && i == 0 ? static_cast<int>(p / 3 % 2) : (random.chance(0.4) ? 1 : 0);
                const auto score = [&] {
                    const double x = own + random.normal() + label;
                    return std::round(x * static_cast<double>(steps) / 8) * 10 /
                               static_cast<double>(steps) +
                           4;
                };
                all[s].scores.push_back({score(), label});
                all[s].second.push_back(score());
                all[s].other.push_back({all[s].second.back(), label});
                const double p1 = 1 / (1 + std::exp(-(own + random.normal() + label - 1)));
                all[s].probabilities.push_back({std::round(p1 * 1000 + 0.5) / 1002, label});
                all[s].patients.push_back(std::to_string(p));
                all[s].folds.push_back(std::to_string(p % 3));
            }
        }
    }
    return all;
}

std::filesystem::path here(const char* file) {
    return std::filesystem::path(CW_SOURCE_DIR) / "tests/validation/stats" / file;
}

std::string csvOf(const std::vector<Set>& all) {
    std::string csv = "set,patient,fold,score,score2,label,probability\n";
    for (std::size_t s = 0; s < all.size(); ++s)
        for (std::size_t i = 0; i < all[s].scores.size(); ++i)
            csv += std::to_string(s) + "," + all[s].patients[i] + "," + all[s].folds[i] + "," +
                   shortest(all[s].scores[i].score) + "," + shortest(all[s].second[i]) + "," +
                   std::to_string(all[s].scores[i].label) + "," +
                   shortest(all[s].probabilities[i].score) + "\n";
    return csv;
}

void expectSet(const Set& set, const json& oracle) {
    const auto near = [&](double ours, const char* key) {
        const double theirs = oracle[key];
        EXPECT_NEAR(ours, theirs, 1e-10 * std::max(1.0, std::abs(theirs))) << key;
    };
    near(auc(set.scores)->auc, "auc");
    near(averagePrecision(set.scores).value(), "ap");
    const auto calibrated = calibration(set.probabilities).value();
    near(calibrated.brier, "brier");
    near(calibrated.eceWidth, "ece_width");
    near(calibrated.eceMass, "ece_mass");
    near(*calibrated.slope, "slope");
    near(*calibrated.intercept, "intercept");
    near(*calibrated.inTheLarge, "large");
    const auto platt = fitPlatt(set.scores).value();
    EXPECT_NEAR(platt.slope, oracle["platt"][0], 1e-9);
    EXPECT_NEAR(platt.offset, oracle["platt"][1], 1e-9);

    near(clusteredAuc(set.scores, set.patients)->variance, "clustered");
    const auto pair = clusteredPairedAuc(set.scores, set.second, set.patients).value();
    near(std::sqrt(pair.variance), "difference_se");
    near(pair.p, "difference_p");
    near(aucEquivalence(set.scores, set.second, set.patients, 0.1)->p, "tost_p");

    near(crossValidatedAuc(set.scores, set.folds)->mean, "cv");
    near(crossValidatedAuc(set.scores, set.folds)->standardError, "cv_se");
    near(crossValidatedAuc(set.scores, set.folds, set.patients)->standardError, "cv_patients_se");
    near(crossValidatedDifference(set.scores, set.second, set.folds, set.patients)->standardError,
         "cv_difference_se");

    const auto rates = clusteredRates(set.scores, 5, set.patients).value();
    if (rates.sensitivity.note.empty())
        near(rates.sensitivity.standardError, "share_se");
    const Interval exact = clopperPearson(rates.sensitivity.successes, rates.sensitivity.trials);
    EXPECT_NEAR(exact.lower, oracle["exact"][0], 1e-9); // scipy 1.10's own inverse is not better
    EXPECT_NEAR(exact.upper, oracle["exact"][1], 1e-9);
}

TEST(StatisticsOfRandomSets, EqualScikitLearnAndTheDefinitions) {
    const auto all = sets(200);
    const ScratchFolder scratch;
    const auto [output, well] = outputOf("/usr/bin/python3 " + here("oracle.py").string() + " " +
                                         scratch.write("sets.csv", csvOf(all)).string());
    if (output.starts_with("none"))
        GTEST_SKIP() << "python3-sklearn or python3-scipy is not installed";
    ASSERT_TRUE(well) << output;
    const json oracle = json::parse(output);
    ASSERT_EQ(oracle.size(), all.size());
    for (std::size_t s = 0; s < all.size(); ++s) {
        SCOPED_TRACE("set " + std::to_string(s));
        expectSet(all[s], oracle[s]);
    }
}

TEST(StatisticsOfRandomSets, EqualPRoc) {
    const auto all = sets(200);
    const ScratchFolder scratch;
    const auto [output, well] = outputOf("Rscript --vanilla " + here("oracle.R").string() + " " +
                                         scratch.write("sets.csv", csvOf(all)).string());
    if (!well || output.starts_with("none"))
        GTEST_SKIP() << "R with pROC is not installed (r-cran-proc)";
    std::istringstream lines(output);
    for (std::size_t s = 0; s < all.size(); ++s) {
        SCOPED_TRACE("set " + std::to_string(s));
        std::array<double, 9> r{};
        for (double& value : r)
            lines >> value;
        ASSERT_TRUE(lines);
        const auto paired = pairedAuc(all[s].scores, all[s].second).value();
        const auto apart = unpairedAuc(all[s].scores, all[s].other).value();
        const std::array<double, 9> ours{paired.first.auc,
                                         paired.first.variance,
                                         paired.covariance,
                                         paired.z,
                                         paired.p,
                                         apart.t,
                                         apart.df,
                                         apart.p,
                                         partialAuc(all[s].scores, 0.8, 1)->area};
        for (std::size_t i = 0; i < r.size(); ++i)
            EXPECT_NEAR(ours[i], r[i], 1e-10 * std::max(1.0, std::abs(r[i]))) << "column " << i;
    }
}

} // namespace
} // namespace cw::validation
