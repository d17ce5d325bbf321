// SPDX-License-Identifier: Apache-2.0
#include "Made.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

CheckResult balanceOf(Made& set) {
    set.done();
    return checkBalance(set.input()).value();
}

TEST(Balance, FailsWhereADevicePredictsTheClass) {
    Made set = made(1);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.samples[i].device = i % 40 == 0 || set.samples[i].label == 1 ? "new" : "old";
    const auto result = balanceOf(set);
    EXPECT_EQ(result.severity, Severity::Failure) << result.sentence;
    EXPECT_EQ(result.verdict, "device: shortcut: not evidence");
    EXPECT_GT(number(result, "device_v"), 0.8);
}

TEST(Balance, WarnsOfAnUnevenDeviceAndOfOneThatHasOneClassOnly) {
    Made uneven = made(2, {.patients = 200});
    for (Sample& sample : uneven.samples) { // 80 % against 35 %, by patient
        const int digit = std::stoi(sample.patient.substr(1)) / 2 % 20;
        sample.device = digit < (sample.label == 1 ? 16 : 7) ? "new" : "old";
    }
    EXPECT_EQ(balanceOf(uneven).severity, Severity::Warning);
    Made pure = made(3, {.patients = 200});
    for (Sample& sample : pure.samples) {
        const int number = std::stoi(sample.patient.substr(1)) - 1000;
        sample.device = number < 40 && sample.label == 1 ? "van" : "clinic";
    }
    const auto result = balanceOf(pure);
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
    EXPECT_NE(result.sentence.find("\"van\" are of one class"), std::string::npos);
}

TEST(Balance, OfSideViewAndSiteCountsAsWell) {
    for (const auto field : {&Sample::laterality, &Sample::view, &Sample::site}) {
        Made set = made(4);
        for (Sample& sample : set.samples)
            sample.*field = sample.label == 1 ? "L" : "R";
        EXPECT_EQ(balanceOf(set).severity, Severity::Failure);
    }
}

TEST(Balance, OfAgeIsToBeSaidAndIsNoFailure) {
    Made set = made(5, {.patients = 100});
    for (Sample& sample : set.samples)
        sample.age = 45 + 25 * sample.label;
    const auto result = balanceOf(set);
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
    EXPECT_NE(result.sentence.find("may belong to the disease"), std::string::npos);
}

TEST(Balance, CountsPatientsNotPictures) {
    // Ten patients with 30 pictures each: by pictures everything would be significant.
    Made set = made(6, {.patients = 10, .each = 30, .signal = 0});
    set.k = 5;
    for (Sample& sample : set.samples)
        sample.device = sample.patient < "P1004" ? "old" : "new";
    const auto result = balanceOf(set);
    EXPECT_FALSE(alarms(result)) << result.sentence;
    for (const CheckRow& row : result.tables.back().rows)
        EXPECT_LE(row.numbers[0] + row.numbers[1], 10);
}

TEST(Balance, LeavesAGradeOfTheSickAlone) {
    Made set = made(7, {.patients = 100});
    for (Sample& sample : set.samples)
        sample.more["severity"] = sample.label == 1 ? "moderate" : "none";
    EXPECT_FALSE(alarms(balanceOf(set)));
}

TEST(Balance, SaysWhatIsNotKnown) {
    Made set = made(8, {.patients = 80});
    for (Sample& sample : set.samples)
        sample.site = sample.label == 1 ? "" : "here"; // known for one class only
    EXPECT_EQ(balanceOf(set).severity, Severity::Failure);
    for (Sample& sample : set.samples) {
        sample.device = sample.site = sample.view = sample.laterality = sample.sex = "";
        sample.age.reset();
    }
    EXPECT_EQ(checkBalance(set.input())->verdict, "n/a");
}

TEST(Compression, MustBeBalancedOverTheClasses) {
    Made set = made(9, {.patients = 100});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "file", 1) = set.samples[i].label == 1 ? 90 : 75; // jpeg_quality
    set.done();
    const auto result = checkCompression(set.input()).value();
    EXPECT_EQ(result.severity, Severity::Failure) << result.sentence;
    EXPECT_NE(result.verdict.find("jpeg_quality"), std::string::npos);
}

TEST(Compression, SeenInThePixelsCountsAsMuch) {
    Made set = made(10, {.patients = 100});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "compression", 0) += 5 * set.samples[i].label; // seam_columns
    set.done();
    EXPECT_EQ(checkCompression(set.input())->severity, Severity::Failure);
}

TEST(Compression, AsACopyOfEveryPictureIsNoFault) {
    Made set = made(11, {.patients = 100});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "file", 1) = i % 2 == 0 ? 90 : 75; // one of the two pictures of everybody
    set.done();
    EXPECT_FALSE(alarms(checkCompression(set.input()).value()));
}

} // namespace
} // namespace cw::validation
