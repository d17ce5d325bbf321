// SPDX-License-Identifier: Apache-2.0
#include "StatisticsData.h"
#include "validation/MetricsJson.h"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using namespace testing;
using nlohmann::json;

Result<std::string> metrics(const std::string& csv) {
    const ScratchFolder scratch;
    return metricsJson(scratch.write("scores.csv", csv));
}

/// No field of the answer may be an infinity or NaN, which JSON writes as null unasked.
void expectNoUnexpectedNull(const json& value, const std::string& path) {
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items())
            expectNoUnexpectedNull(inner, path + "/" + key);
    } else if (value.is_array()) {
        for (const auto& inner : value)
            expectNoUnexpectedNull(inner, path + "[]");
    } else {
        EXPECT_FALSE(value.is_null()) << path;
    }
}

TEST(MetricsSections, HoldTheReferencesOfTheClusteredSet) {
    const auto data = clusters();
    if (!data)
        GTEST_SKIP() << kNoData;
    std::string csv = "patient,laterality,fold,label,score,score2\n";
    for (std::size_t i = 0; i < data->first.size(); ++i)
        csv += data->patients[i] + "," + data->sides[i] + "," + data->folds[i] + "," +
               std::to_string(data->first[i].label) + "," + shortest(data->first[i].score) + "," +
               shortest(data->second[i]) + "\n";
    const auto result = json::parse(metrics(csv).value());
    expectNoUnexpectedNull(result, "");
    EXPECT_NEAR(result["auc_clustered_variance"], std::pow(0.0404464835283242, 2), 1e-12);
    EXPECT_NEAR(result["clustered"]["paired"]["p"], 2.67016755701732e-05, 1e-10);
    EXPECT_EQ(result["clustered"]["sensitivity"]["patients"], 30);
    EXPECT_NEAR(result["cv_auc"]["mean"], 0.811538461538462, 1e-12);
    EXPECT_NEAR(result["cv_auc"]["standard_error"], 0.0373825584086023, 1e-12);
    EXPECT_EQ(result["fold_mean"], result["mean_auc"]);
    EXPECT_EQ(result["folds"].size(), 5U);
    EXPECT_TRUE(result["cv_auc"]["paired"]["corrected_t"]["p"].is_number());
    EXPECT_NEAR(result["bootstrap"]["auc"]["standard_error"], 0.0391, 0.002);
    EXPECT_NEAR(result["units"][0]["auc"], 0.821025641025641, 1e-12); // breast, mean
    EXPECT_NEAR(result["units"][3]["auc"], 0.755666666666667, 1e-12); // patient, max
    EXPECT_FALSE(result["equivalence"]["equivalent"]);
    EXPECT_LE(result["mcnemar"]["sensitivity"]["p"], 1);
    EXPECT_TRUE(result["unpaired"]["df"].is_number());
    EXPECT_FALSE(result.contains("calibration")); // the scores are no probabilities
    EXPECT_EQ(result["operating_points"].size(), 4U);
}

TEST(MetricsSections, CalibrationComesWithProbabilitiesAlone) {
    const auto with = json::parse(metrics("score,label\n.1,0\n.6,0\n.4,1\n.9,1\n").value());
    EXPECT_NEAR(with["calibration"]["brier"], (.01 + .36 + .36 + .01) / 4, 1e-12);
    EXPECT_EQ(with["calibration"]["equal_width"].size(), 4U);
    const auto without = json::parse(metrics("score,label\n1,0\n2,0\n1.5,1\n3,1\n").value());
    EXPECT_FALSE(without.contains("calibration"));
    EXPECT_FALSE(without.contains("clustered"));
    EXPECT_FALSE(without.contains("unpaired"));
    EXPECT_EQ(without["bootstrap"]["unit"], "image");
}

TEST(MetricsSections, AnEmptyPatientOrFoldIsAFaultWithItsLine) {
    EXPECT_EQ(metrics("score,label,patient\n1,0,a\n2,1,\n").error().sentence(),
              "scores: line 3, column patient: it is empty");
    EXPECT_EQ(metrics("score,label,fold\n1,0,\n2,1,1\n").error().sentence(),
              "scores: line 2, column fold: it is empty");
}

TEST(MetricsSections, SayWhatCannotBeAnsweredAndStillAnswerTheRest) {
    const auto result =
        json::parse(metrics("score,label,patient,laterality,fold,score2\n1,0,a,L,1,1\n"
                            "2,1,b,,2,2\n")
                        .value());
    EXPECT_EQ(result["auc"], 1);
    EXPECT_TRUE(result["mean_auc"].is_null());
    EXPECT_TRUE(result["cv_auc"]["note"].is_string());
    EXPECT_EQ(result["units"][0]["note"], "the side of row 2 is missing");
    EXPECT_EQ(result["units"][2]["auc"], 1);
    EXPECT_FALSE(result["equivalence"]["equivalent"]);
}

} // namespace
} // namespace cw::validation
