// SPDX-License-Identifier: Apache-2.0
#include "Made.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

CheckResult shortcutOf(Made& set, const std::string& name, const OutOfFold& model = {}) {
    set.done();
    return checkShortcut(set.input(), name, model).value();
}

class EveryBlock : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryBlock, ThatGivesTheClassAwayIsAFailure) {
    Made set = made(2);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        for (double& value : set.pictures[i].blocks.at(GetParam()).values)
            value += 4 * set.samples[i].label;
    const std::string name = std::string(GetParam()) == "blanked" ? "blank" : GetParam();
    const auto result = shortcutOf(set, name);
    EXPECT_EQ(result.check, "shortcut:" + name);
    EXPECT_EQ(result.severity, Severity::Failure) << result.sentence;
    EXPECT_EQ(result.verdict, "shortcut: not evidence");
    EXPECT_GT(number(result, "lower"), 0.8);
    EXPECT_NE(result.sentence.find("without looking"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Shortcuts, EveryBlock,
                         ::testing::Values("file", "size", "border", "colour", "text",
                                           "compression", "blanked"));

TEST(Shortcuts, AreAWarningWhereTheyTellALittle) {
    Made set = made(2, {.patients = 120});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "border", 0) += 1.2 * set.samples[i].label;
    const auto result = shortcutOf(set, "border");
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
    EXPECT_GT(number(result, "lower"), 0.6);
    EXPECT_LT(number(result, "lower"), 0.8);
}

TEST(Shortcuts, FailWhereTheyEqualTheImageModel) {
    Made set = made(2, {.patients = 120});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "border", 0) += 1.2 * set.samples[i].label;
    set.done();
    const auto weak = checkShortcut(set.input(), "border", saidOf(set, 3, 1)).value();
    EXPECT_EQ(weak.severity, Severity::Failure) << weak.sentence;
    EXPECT_EQ(weak.verdict, "target is not evidence");
    const auto strong = checkShortcut(set.input(), "border", saidOf(set, 3, 5)).value();
    EXPECT_EQ(strong.severity, Severity::Warning) << strong.sentence;
}

TEST(Shortcuts, AreFoundInWhatIsMissing) {
    Made set = made(4);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.samples[i].label == 1)
            set.value(i, "file", 1) = std::nan(""); // only one class came as JPEG
    EXPECT_EQ(shortcutOf(set, "file").severity, Severity::Failure);
}

TEST(Shortcuts, AreFoundInDeviceAndSiteAndAge) {
    Made set = made(5);
    for (Sample& sample : set.samples) {
        sample.device = sample.label == 1 ? "x" : "y";
        sample.site = sample.label == 1 ? "here" : "there";
        sample.age = 50 + 20 * sample.label;
    }
    EXPECT_EQ(shortcutOf(set, "device").severity, Severity::Failure);
    EXPECT_EQ(checkShortcut(set.input(), "site", {})->severity, Severity::Failure);
    const auto age = checkShortcut(set.input(), "age-sex", {}).value();
    EXPECT_EQ(age.severity, Severity::Warning) << age.sentence; // may belong to the disease
    EXPECT_EQ(age.verdict, "classes differ in age or sex");
}

/// Numbered in batches by class; whether a model can see the batch decides.
Made numberedByClass(bool visible) {
    Made set = made(6, {.patients = 80, .signal = 0});
    for (std::size_t i = 0; i < set.samples.size(); ++i) {
        const int label = set.samples[i].label;
        const int number = 1000 * label + static_cast<int>(i);
        set.samples[i].image = set.pictures[i].image = "IMG_" + std::to_string(number) + ".png";
        if (visible)
            set.value(i, "features", 3) += 0.05 * static_cast<double>(i);
    }
    return set;
}

TEST(Shortcuts, InTheOrderOfNamesAreAWarning) {
    Made set = numberedByClass(false);
    const auto result = shortcutOf(set, "order");
    EXPECT_GT(number(result, "auc"), 0.99);
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
    EXPECT_EQ(result.verdict, "taken in batches");
}

TEST(Shortcuts, InTheOrderOfNamesFailOnlyWhereThePixelsCarryTheBatch) {
    Made set = numberedByClass(true);
    const auto result = shortcutOf(set, "order");
    EXPECT_EQ(result.severity, Severity::Failure) << result.sentence;
}

TEST(Shortcuts, ReadNumbersInNamesAsNumbers) {
    Made set = made(7, {.signal = 0});
    for (std::size_t i = 0; i < set.samples.size(); ++i) { // "8", "9" before "10": one run a class
        const int place = static_cast<int>(i / 4) + (set.samples[i].label == 1 ? 500 : 1);
        set.samples[i].image = set.pictures[i].image =
            std::to_string(place) + "-" + std::to_string(i) + ".png";
    }
    EXPECT_GT(number(shortcutOf(set, "order"), "auc"), 0.95);
}

TEST(Shortcuts, AreOneHalfWherePicturesDoNotDiffer) {
    Made set = made(8);
    const auto result = shortcutOf(set, "size");
    EXPECT_EQ(number(result, "auc"), 0.5);
    EXPECT_EQ(result.severity, Severity::Fine);
}

TEST(Shortcuts, FarBelowOneHalfAreSaidAndDoNotFail) {
    // Names taken in turns, one sick and one healthy patient: every neighbour is of the other
    // class.
    Made set = made(9, {.patients = 200, .each = 1, .signal = 0});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.samples[i].image = set.pictures[i].image = std::to_string(i) + ".png";
    const auto result = shortcutOf(set, "order");
    EXPECT_LT(number(result, "auc"), 0.4);
    EXPECT_EQ(result.verdict, "below chance") << result.sentence;
    EXPECT_NE(result.severity, Severity::Failure);
}

TEST(Shortcuts, ThatTurnRoundFromFoldToFoldAreNoted) {
    Made set = made(10, {.patients = 200, .each = 1, .signal = 0});
    set.done();
    // Fold 0 the other way round.
    std::map<std::string, std::size_t> row;
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        row[set.samples[i].image] = i;
    const auto folds = set.folds;
    const auto samples = set.samples;
    for (PreparedPicture& picture : set.pictures) {
        const std::size_t i = row.at(picture.image);
        const int turn = folds[i] < 1 ? -1 : 1;
        picture.blocks.at("border").values[0] += 2.2 * turn * (samples[i].label - 0.5);
    }
    set.set = PreparedSet::of(set.pictures).value();
    const auto result = checkShortcut(set.input(), "border", {}).value();
    EXPECT_LT(number(result, "lower"), 0.6);
    EXPECT_EQ(result.verdict, "folds disagree") << result.sentence;
}

TEST(Shortcuts, OfASmallSetAreJudgedByTheIntervalNotByThePoint) {
    Made set = made(11, {.patients = 10, .each = 1});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.value(i, "border", 0) = 10 * set.samples[i].label;
    const auto result = shortcutOf(set, "border"); // separated, by five patients a class
    EXPECT_GT(number(result, "auc"), 0.9);
    EXPECT_FALSE(number(result, "lower") > 0.6) << result.sentence;
}

TEST(Shortcuts, AreThoseThatTheSetHas) {
    Made set = made(12);
    set.done();
    const std::vector<std::string> all{"file",   "size",        "border", "colour",
                                       "text",   "compression", "blank",  "order",
                                       "device", "site",        "age-sex"};
    EXPECT_EQ(shortcutNames(set.input()), all);
    const auto results = checkShortcuts(set.input(), {}).value();
    ASSERT_EQ(results.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        EXPECT_EQ(results[i].check, "shortcut:" + all[i]);
    for (Sample& sample : set.samples) {
        sample.device = sample.site = sample.sex = "";
        sample.age.reset();
    }
    EXPECT_EQ(shortcutNames(set.input()).back(), "order");
    const auto missing = checkShortcut(set.input(), "device", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace cw::validation
