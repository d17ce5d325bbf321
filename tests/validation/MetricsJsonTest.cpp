// SPDX-License-Identifier: Apache-2.0
#include "Oracle.h"
#include "validation/MetricsJson.h"
#include "validation/Csv.h"

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

TEST(MetricsJson, HasTheKeysOfTheContract) {
    const auto result = json::parse(metrics("score,label\n1,0\n2,0\n2,1\n3,1\n").value());
    EXPECT_EQ(result["auc"], 0.875);
    EXPECT_EQ(result["n_positive"], 2);
    EXPECT_EQ(result["n_negative"], 2);
    EXPECT_EQ(result["auc_ci"].size(), 2U);
    EXPECT_TRUE(result["auc_variance"].is_number());
    EXPECT_FALSE(result.contains("auc2"));
    EXPECT_FALSE(result.contains("folds"));
}

TEST(MetricsJson, TestsTwoScoresAgainstEachOther) {
    const auto result = json::parse(
        metrics("label,score2,score\n0,1,1\n0,3,2\n0,2,4\n1,2,3\n1,1,4\n1,5,5\n").value());
    EXPECT_TRUE(result["auc2"].is_number());
    EXPECT_TRUE(result["delong_z"].is_number());
    EXPECT_GT(result["delong_p"], 0);
    EXPECT_LE(result["delong_p"], 1);
}

TEST(MetricsJson, AveragesFoldsAndLeavesOutTheOneWithoutAClass) {
    const auto result = json::parse(metrics("score,label,fold\n.1,0,1\n.2,0,1\n.3,1,1\n.4,1,1\n"
                                            ".6,0,2\n.7,0,2\n.8,1,2\n.9,1,2\n.5,1,3\n")
                                        .value());
    EXPECT_EQ(result["mean_auc"], 1.0);
    EXPECT_LT(result["auc"], 1.0);
    EXPECT_TRUE(result["folds"][2]["auc"].is_null());
}

TEST(MetricsJson, NamesLineAndColumnOfAFault) {
    EXPECT_EQ(metrics("score,label\n1,0\nnan,1\n").error().sentence(),
              "scores: line 3, column score: not a finite number");
    EXPECT_EQ(metrics("score,label\n1,0\n1,5\n").error().sentence(),
              "scores: line 3, column label: it must be 0 or 1");
    EXPECT_EQ(metrics("value,label\n1,0\n").error().sentence(),
              "scores: line 1: column \"score\" is missing");
    EXPECT_EQ(metrics("score,label\n1,1\n2,1\n").error().code, ErrorCode::InvalidArgument);
}

TEST(MetricsJsonOnRealData, EqualsPRoc) {
    const auto text = core::readText(realData() / "statistics" / "aSAH.csv");
    if (!text)
        GTEST_SKIP() << "statistics/aSAH.csv is not here (CONCORD_TEST_DATA)";
    const auto table = parseCsv(*text).value();
    std::string csv = "score,score2,label\n";
    for (const CsvRow& row : table.rows)
        csv += row.fields[*table.column("s100b")] + "," + row.fields[*table.column("wfns")] + "," +
               (row.fields[*table.column("outcome")] == "Poor" ? "1\n" : "0\n");
    const auto result = json::parse(metrics(csv).value());
    EXPECT_NEAR(result["auc"], 0.731368563685637, 1e-12);
    EXPECT_NEAR(result["auc_variance"], 0.00266868245717244, 1e-12);
    EXPECT_NEAR(result["auc2"], 0.823678861788618, 1e-12);
    EXPECT_NEAR(result["delong_z"], -2.2089835914409077, 1e-10);
    EXPECT_NEAR(result["delong_p"], 0.0271757822291882, 1e-10);
    EXPECT_NEAR(result["auc_ci"][0], 0.630118211761623, 1e-10);
}

} // namespace
} // namespace cw::validation
