// SPDX-License-Identifier: Apache-2.0
#include "app/support/Concord.h"

#include <gtest/gtest.h>
#include <sstream>

namespace cw::testing {
namespace {

/// aSAH.csv (data of R's pROC) as the verb wants it: score s100b, score2 wfns, label Poor.
std::string scoresOf(const fs::path& csv) {
    std::istringstream lines(contentOf(csv));
    std::string line, table = "score,label,score2\n";
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) {
            std::erase(cell, '"');
            cells.push_back(cell);
        }
        table += cells.at(5) + "," + (cells.at(1) == "Poor" ? "1" : "0") + "," + cells.at(4) + "\n";
    }
    return table;
}

TEST(MetricsVerb, EqualsPRocOnASah) {
    const auto data = realData();
    if (data.empty())
        GTEST_SKIP() << "no real data on this machine (CONCORD_TEST_DATA)";
    const ScratchFolder folder;
    write(folder / "s.csv", scoresOf(data / "statistics/aSAH.csv"));
    const auto outcome =
        concord({"metrics", "--scores", folder / "s.csv", "--output", folder / "m.json", "--json"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto json = outcome.json();
    ASSERT_TRUE(json.is_object());
    // ref_pROC_aSAH.txt, R 4.2.2, pROC 1.18.0.
    EXPECT_NEAR(json["auc"], 0.731368563685637, 1e-12);
    EXPECT_NEAR(json["auc_variance"], 0.00266868245717244, 1e-12);
    EXPECT_NEAR(json["auc_ci"][0], 0.630118211761623, 1e-9);
    EXPECT_NEAR(json["auc_ci"][1], 0.832618915609651, 1e-9);
    EXPECT_EQ(json["n_positive"], 41);
    EXPECT_EQ(json["n_negative"], 72);
    EXPECT_NEAR(json["auc2"], 0.823678861788618, 1e-12);
    EXPECT_NEAR(std::abs(json["delong_z"].get<double>()), 2.2089835914409077, 1e-9);
    EXPECT_NEAR(json["delong_p"], 0.0271757822291882, 1e-9);
    EXPECT_NEAR(nlohmann::json::parse(contentOf(folder / "m.json"))["auc"], 0.731368563685637,
                1e-12);
}

TEST(MetricsVerb, RefusesATableWithOneClassOrWordsForScores) {
    const ScratchFolder folder;
    write(folder / "one.csv", "score,label\n0.1,1\n0.2,1\n");
    write(folder / "word.csv", "score,label\n0.1,1\nhigh,0\n");
    write(folder / "nan.csv", "score,label\n0.1,1\nnan,0\n");
    for (const auto* file : {"one.csv", "word.csv", "nan.csv"}) {
        const auto outcome = concord({"metrics", "--scores", folder / file});
        EXPECT_EQ(outcome.status, 2) << file;
        EXPECT_TRUE(outcome.err.starts_with("concord: ")) << outcome.err;
    }
}

} // namespace
} // namespace cw::testing
