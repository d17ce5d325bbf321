// SPDX-License-Identifier: Apache-2.0
#include "Made.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

const CheckRow* rowOf(const CheckResult& result, const std::string& column,
                      const std::string& value) {
    for (const CheckRow& row : result.tables.front().rows)
        if (row.words[0] == column && row.words[1] == value)
            return &row;
    return nullptr;
}

TEST(Subgroups, InWhichTheModelFailsAreFound) {
    Made set = made(1, {.patients = 200});
    set.done();
    OutOfFold model = saidOf(set, 1, 3);
    core::Random random(5);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.samples[i].device == "device B")
            model.scores[i] = random.normal(); // blind to this device
    const auto result = checkSubgroups(set.input(), model).value();
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
    EXPECT_NE(result.sentence.find("device \"device B\""), std::string::npos);
    const CheckRow* row = rowOf(result, "device", "device B");
    ASSERT_NE(row, nullptr);
    EXPECT_NEAR(row->numbers[2], 0.5, 0.12); // AUC
    EXPECT_LT(row->numbers[5], -0.2);        // difference
    EXPECT_LT(row->numbers[7], 0.01);        // Holm
    EXPECT_GE(row->numbers[7], row->numbers[6]);
}

TEST(Subgroups, WithFewerThanTenCasesOfAClassAreNotMeasured) {
    Made set = made(2, {.patients = 100, .each = 1});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.samples[i].device = i < 18 ? "rare" : "usual"; // nine of either class
    set.done();
    const auto result = checkSubgroups(set.input(), saidOf(set, 2)).value();
    const CheckRow* row = rowOf(result, "device", "rare");
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->numbers[0], 9);
    EXPECT_TRUE(std::isnan(row->numbers[2]));
    EXPECT_TRUE(std::isnan(row->numbers[6]));
}

TEST(Subgroups, OfAGradeAreHeldAgainstAllHealthyOnes) {
    Made set = made(3, {.patients = 200, .each = 1});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.samples[i].more["severity"] =
            set.samples[i].label == 0 ? "none" : (i % 4 == 1 ? "mild" : "severe");
    set.done();
    OutOfFold model = saidOf(set, 3, 1);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.samples[i].more.at("severity") == "severe")
            model.scores[i] += 3;
    const auto result = checkSubgroups(set.input(), model).value();
    const CheckRow *mild = rowOf(result, "severity", "mild"),
                   *severe = rowOf(result, "severity", "severe");
    ASSERT_TRUE(mild != nullptr && severe != nullptr);
    EXPECT_EQ(mild->numbers[0], 100);
    EXPECT_EQ(mild->numbers[1] + severe->numbers[1], 100);
    EXPECT_GT(severe->numbers[2], mild->numbers[2] + 0.1);
    EXPECT_EQ(rowOf(result, "severity", "none"), nullptr);
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
}

TEST(Subgroups, OfTwoValuesAreComparedOnce) {
    Made set = made(4, {.patients = 100});
    for (Sample& sample : set.samples) {
        sample.device = sample.site = sample.sex = sample.view = "";
        sample.age.reset();
    }
    set.done();
    const auto result = checkSubgroups(set.input(), saidOf(set, 4)).value();
    EXPECT_EQ(number(result, "compared"), 1); // left against right
    EXPECT_EQ(number(result, "measured"), 2);
}

/// 200 clean sets: the share of any Holm-adjusted p below 0.05 keeps its promise.
TEST(Subgroups, OfCleanSetsDifferAsRarelyAsPromised) {
    int found = 0;
    constexpr int kSets = 200;
    for (core::Seed seed = 1; seed <= kSets; ++seed) {
        Made set = made(seed, {.patients = 100});
        set.done();
        const auto result = checkSubgroups(set.input(), saidOf(set, seed)).value();
        bool any = false;
        for (const CheckRow& row : result.tables.front().rows)
            any = any || row.numbers[7] < 0.05;
        found += any ? 1 : 0;
    }
    EXPECT_LE(found, 22); // 5 % of 200 and four standard errors
}

TEST(Subgroups, CountUnitsWhereTheModelHasThem) {
    Made set = made(6, {.patients = 100, .each = 4});
    set.done();
    OutOfFold model = saidOf(set, 6);
    std::map<std::string, UnitScore> units;
    for (std::size_t i = 0; i < set.samples.size(); ++i) {
        UnitScore& unit = units[set.samples[i].patient + set.samples[i].laterality];
        unit.unit = set.samples[i].patient + set.samples[i].laterality;
        unit.patient = set.samples[i].patient;
        unit.label = set.samples[i].label;
        unit.score += model.scores[i] / 2;
        unit.images.push_back(set.samples[i].image);
    }
    for (const auto& [key, unit] : units)
        model.units.push_back(unit);
    const auto result = checkSubgroups(set.input(), model).value();
    const CheckRow* left = rowOf(result, "laterality", "L");
    ASSERT_NE(left, nullptr);
    EXPECT_EQ(left->numbers[0] + left->numbers[1], 100); // not 200 pictures
}

} // namespace
} // namespace cw::validation
