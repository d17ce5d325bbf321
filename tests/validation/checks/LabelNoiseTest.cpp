// SPDX-License-Identifier: Apache-2.0
#include "Made.h"
#include "validation/Csv.h"
#include "validation/Oracle.h"
#include "validation/checks/detail/ConfidentLearning.h"
#include "validation/checks/detail/Ridge.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using namespace testing;
using nlohmann::json;

class Reference : public ::testing::Test {
protected:
    void SetUp() override {
        const auto folder = realData() / "statistics";
        if (!std::filesystem::exists(folder / "confident.csv"))
            GTEST_SKIP() << "statistics is not here (CONCORD_TEST_DATA)";
        const auto table =
            parseCsv(core::readText(folder / "confident.csv", 1 << 20).value()).value();
        for (const auto& row : table.rows) {
            given.push_back(std::stoi(row.fields[*table.column("given")]));
            truth.push_back(std::stoi(row.fields[*table.column("true")]));
            p1.push_back(std::stod(row.fields[*table.column("p1")]));
        }
        cleanlab = json::parse(core::readText(folder / "ref_cleanlab.json", 1 << 20).value());
    }
    static std::vector<std::size_t> indices(const std::vector<bool>& flags) {
        std::vector<std::size_t> result;
        for (std::size_t i = 0; i < flags.size(); ++i)
            if (flags[i])
                result.push_back(i);
        return result;
    }
    std::vector<int> given, truth;
    std::vector<double> p1;
    json cleanlab;
};

TEST_F(Reference, ConfidentLearningIsCleanlabsNumberForNumber) {
    const auto learned = checks::confidentLearning(p1, given);
    for (std::size_t c = 0; c < 2; ++c) {
        EXPECT_NEAR(learned.thresholds[c], cleanlab["thresholds"][c].get<double>(), 1e-14);
        for (std::size_t t = 0; t < 2; ++t) {
            EXPECT_EQ(learned.joint[c][t], cleanlab["confident_joint_raw"][c][t].get<int>());
            EXPECT_EQ(learned.calibrated[c][t],
                      cleanlab["confident_joint_calibrated"][c][t].get<int>());
        }
    }
    const auto expected = [&](const char* name) {
        return cleanlab[name]["idx"].get<std::vector<std::size_t>>();
    };
    EXPECT_EQ(indices(learned.confident), expected("confident_learning"));
    EXPECT_EQ(indices(learned.byNoiseRate), expected("prune_by_noise_rate"));
    EXPECT_EQ(indices(learned.byClass), expected("prune_by_class"));
    std::vector<bool> both(given.size());
    for (std::size_t i = 0; i < both.size(); ++i)
        both[i] = learned.byNoiseRate[i] && learned.byClass[i];
    EXPECT_EQ(indices(both), expected("both"));
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_NEAR(learned.selfConfidence[i], cleanlab["self_confidence_first5"][i].get<double>(),
                    1e-12);
}

TEST_F(Reference, TheCheckListsTheSameCasesTheMostSuspiciousFirst) {
    Made set;
    for (std::size_t i = 0; i < given.size(); ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "%04zu", i);
        set.samples.push_back({name, name, given[i]});
        PreparedPicture picture;
        picture.image = name;
        set.pictures.push_back(picture);
    }
    set.done();
    OutOfFold model;
    model.probabilities = p1;
    const auto result = checkLabelNoise(set.input(), model).value();
    EXPECT_EQ(number(result, "suspicious"), 62);
    EXPECT_EQ(number(result, "confident"), 46);
    EXPECT_EQ(number(result, "contradicted"), 79);
    EXPECT_EQ(result.severity, Severity::Note);
    for (std::size_t i = 1; i < result.cases.size(); ++i)
        EXPECT_GE(result.cases[i - 1].suspicion, result.cases[i].suspicion);
    std::size_t flips = 0;
    for (const CaseRemark& remark : result.cases) {
        const auto at = static_cast<std::size_t>(std::stoi(remark.image));
        flips += given[at] != truth[at] ? 1U : 0U;
        EXPECT_NE(remark.reason.find("labelled"), std::string::npos);
    }
    EXPECT_GE(flips, 23U); // as ref_cleanlab.json says for the pruned ones
}

/// 5 % of the labels turned over in a set whose features separate the classes: probabilities come
/// from folds, so a wrong label also teaches the model wrong.
TEST(LabelNoise, FindsPlantedFlipsAtTheTopOfTheQueue) {
    for (core::Seed seed = 1; seed <= 5; ++seed) {
        Made set = made(seed, {.patients = 200, .each = 1, .signal = 4, .own = 0.3});
        core::Random random = core::Random(seed).stream("flips");
        std::set<std::string> flipped;
        while (flipped.size() < 10) {
            Sample& sample = set.samples[random.below(set.samples.size())];
            if (flipped.insert(sample.image).second)
                sample.label = 1 - sample.label;
        }
        set.done();
        std::vector<int> labels;
        for (const Sample& sample : set.samples)
            labels.push_back(sample.label);
        const std::vector<std::vector<int>> sets{labels};
        const auto scores =
            checks::foldedRidge(set.set.block("features").value(), set.folds, 5, sets, 1, nullptr)
                .value();
        OutOfFold model;
        for (const double score : scores.front())
            model.probabilities.push_back(1 / (1 + std::exp(-8 * score)));
        const auto result = checkLabelNoise(set.input(), model).value();
        std::size_t found = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(20, result.cases.size()); ++i)
            found += flipped.contains(result.cases[i].image) ? 1U : 0U;
        EXPECT_GE(found, 6U) << "seed " << seed;
    }
}

TEST(LabelNoise, HasNothingToSayOfASeparatedCleanSet) {
    Made set = made(3, {.patients = 100});
    set.done();
    OutOfFold model;
    for (const Sample& sample : set.samples)
        model.probabilities.push_back(sample.label == 1 ? 0.97 : 0.03);
    const auto result = checkLabelNoise(set.input(), model).value();
    EXPECT_EQ(result.severity, Severity::Fine) << result.sentence;
    EXPECT_TRUE(result.cases.empty());
}

TEST(LabelNoise, IsAboutUnitsWhereTheModelHasThem) {
    Made set = made(4, {.patients = 40});
    set.done();
    OutOfFold model;
    std::map<std::string, UnitScore> byPatient;
    for (const Sample& sample : set.samples) {
        UnitScore& unit = byPatient[sample.patient];
        unit.unit = unit.patient = sample.patient;
        unit.label = sample.label;
        unit.probability = sample.label == 1 ? 0.9 : 0.1;
        unit.images.push_back(sample.image);
    }
    byPatient.begin()->second.probability = 1 - byPatient.begin()->second.probability;
    for (const auto& [patient, unit] : byPatient)
        model.units.push_back(unit);
    const auto result = checkLabelNoise(set.input(), model).value();
    EXPECT_EQ(number(result, "suspicious"), 1);
    EXPECT_EQ(result.cases.size(), 2U); // both its pictures
}

TEST(LabelNoise, IsNotAvailableWithoutProbabilities) {
    Made set = made(5);
    set.done();
    EXPECT_EQ(checkLabelNoise(set.input(), {})->verdict, "n/a");
}

} // namespace
} // namespace cw::validation
