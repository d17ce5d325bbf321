// SPDX-License-Identifier: Apache-2.0
#include "validation/FoldRun.h"

#include "validation/Checks.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

struct Set {
    Matrix features;
    std::vector<Sample> samples;
    std::vector<int> folds;
};

/// Two images a patient. `own` is how much the features say of the patient, `signal` of the label.
Set aSet(core::Seed seed, int patients, double own, double signal, int k = 5) {
    core::Random random(seed);
    Set set{Matrix(static_cast<std::size_t>(2 * patients), 8), {}, {}};
    for (int p = 0; p < patients; ++p) {
        std::vector<double> of(8);
        for (double& value : of)
            value = own * random.normal();
        for (int i = 0; i < 2; ++i) {
            const auto row = set.samples.size();
            set.samples.push_back({std::string("i").append(std::to_string(row)),
                                   std::string("P").append(std::to_string(p)), p % 2, "", "", ""});
            for (std::size_t c = 0; c < 8; ++c)
                set.features.row(row)[c] =
                    of[c] + random.normal() + (c == 0 ? signal * (p % 2) : 0);
        }
    }
    set.folds = patientFolds(set.samples, k, seed).value();
    return set;
}

class EveryFoldRun : public ::testing::TestWithParam<ModelKind> {};

/// The strongest single check: whatever leaks from the test part (threshold, scaling, settings,
/// early stopping) moves with its labels.
TEST_P(EveryFoldRun, DoesNotSeeTheLabelsOfTheTestPart) {
    Set set = aSet(11, 40, 1, 1);
    const auto before = runFold(set.features, set.samples, set.folds, 2, GetParam(), 4).value();
    std::size_t flipped = 0;
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.folds[i] == 2) {
            set.samples[i].label = 1 - set.samples[i].label;
            ++flipped;
        }
    ASSERT_GT(flipped, 0U);
    const auto after = runFold(set.features, set.samples, set.folds, 2, GetParam(), 4).value();
    EXPECT_EQ(before.scores, after.scores);
    EXPECT_EQ(before.operatingPoint.threshold, after.operatingPoint.threshold);
    EXPECT_EQ(before.chosen.strength, after.chosen.strength);
}

/// Its converse, so that the check above can fail: training labels do matter.
TEST_P(EveryFoldRun, SeesTheLabelsOfTheTrainingPart) {
    Set set = aSet(11, 40, 1, 1);
    const auto before = runFold(set.features, set.samples, set.folds, 2, GetParam(), 4).value();
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.folds[i] != 2)
            set.samples[i].label = 1 - set.samples[i].label;
    EXPECT_NE(before.scores,
              runFold(set.features, set.samples, set.folds, 2, GetParam(), 4)->scores);
}

TEST_P(EveryFoldRun, DoesNotSeeTheFeaturesOfTheTestPartInItsThreshold) {
    Set set = aSet(12, 40, 1, 1);
    const auto before = runFold(set.features, set.samples, set.folds, 0, GetParam(), 4).value();
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.folds[i] == 0)
            for (double& value : set.features.row(i))
                value = 1000;
    const auto after = runFold(set.features, set.samples, set.folds, 0, GetParam(), 4).value();
    EXPECT_EQ(before.operatingPoint.threshold, after.operatingPoint.threshold);
}

INSTANTIATE_TEST_SUITE_P(Models, EveryFoldRun,
                         ::testing::Values(ModelKind::Logistic, ModelKind::Svm, ModelKind::Forest));

TEST(FoldRun, SaysWhereItsThresholdComesFromWithoutInnerFolds) {
    const Set set = aSet(1, 4, 0, 3, 2); // two patients a class, one of them in the test fold
    const auto run = runFold(set.features, set.samples, set.folds, 0, ModelKind::Logistic, 1);
    ASSERT_TRUE(run) << run.error().sentence();
    EXPECT_NE(run->note.find("too few patients"), std::string::npos);
}

ValidationPlan fivefold() {
    ValidationPlan plan;
    plan.folds = 5;
    return plan;
}

TEST(PermuteLabels, FindsChanceInGroupedFolds) {
    const Set set = aSet(5, 60, 3, 4); // strong patients, strong signal
    const auto result =
        permuteLabels(set.features, set.samples, set.folds, fivefold(), 20, nullptr).value();
    EXPECT_EQ(result.times, 20);
    EXPECT_NEAR(result.mean, 0.5, 0.1);
}

TEST(PermuteLabels, SeesALeakOfPatientsBetweenFolds) {
    Set set = aSet(5, 60, 30, 0); // pictures of one patient are near twins
    for (std::size_t i = 0; i < set.folds.size(); ++i)
        set.folds[i] = static_cast<int>(i % 2); // one picture of each patient in either fold
    ValidationPlan plan;
    plan.folds = 2;
    const auto result =
        permuteLabels(set.features, set.samples, set.folds, plan, 20, nullptr).value();
    EXPECT_GT(result.mean, 0.6);
}

TEST(PermuteLabels, DoesNotDependOnTheNumberOfThreads) {
    const Set set = aSet(5, 30, 1, 1);
    ValidationPlan one = fivefold(), four = fivefold();
    one.workers = 1;
    four.workers = 4;
    EXPECT_EQ(permuteLabels(set.features, set.samples, set.folds, one, 6, nullptr)->mean,
              permuteLabels(set.features, set.samples, set.folds, four, 6, nullptr)->mean);
}

FeatureTable tableOf(const Set& set) {
    FeatureTable table;
    table.samples = set.samples;
    table.values = set.features;
    table.sizes = Matrix(set.samples.size(), 4);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        table.pixelHashes.push_back(std::to_string(i));
    return table;
}

double shortcutOf(const std::vector<ShortcutCheck>& checks, const std::string& what) {
    for (const ShortcutCheck& check : checks)
        if (check.what == what)
            return check.auc;
    return -1;
}

TEST(Shortcuts, AreFoundInImageSizeNameAndDevice) {
    const Set set = aSet(6, 50, 1, 0);
    FeatureTable table = tableOf(set);
    for (std::size_t i = 0; i < table.samples.size(); ++i) {
        const int label = table.samples[i].label;
        table.sizes.row(i)[0] = 100 + 10 * label + static_cast<double>(i % 7);
        table.samples[i].image = (label == 1 ? "IMG_9" : "IMG_10") + std::to_string(i + 100);
        table.samples[i].device = i % 10 == 0 ? "both" : (label == 1 ? "x" : "y");
    }
    const auto checks = checkShortcuts(table, set.folds, fivefold(), nullptr).value();
    EXPECT_GT(shortcutOf(checks, "image size"), 0.95);
    EXPECT_GT(shortcutOf(checks, "file name order"), 0.95);
    EXPECT_GT(shortcutOf(checks, "device"), 0.9);
}

TEST(Shortcuts, AreHalfWherePicturesDoNotDiffer) {
    const Set set = aSet(6, 50, 1, 0);
    const auto checks = checkShortcuts(tableOf(set), set.folds, fivefold(), nullptr).value();
    EXPECT_EQ(shortcutOf(checks, "image size"), 0.5);
    EXPECT_EQ(shortcutOf(checks, "device"), -1); // nothing to ask
}

TEST(Grouping, JoinsPatientsThatShareAPicture) {
    const Set set = aSet(7, 12, 1, 0);
    FeatureTable table = tableOf(set);
    table.pixelHashes[1] = table.pixelHashes[2]; // P0 and P1, of different labels
    table.pixelHashes[3] = table.pixelHashes[4]; // P1 and P2
    const auto grouping = groupedByPixels(table);
    EXPECT_EQ(grouping.sharedPictures, 4U);
    EXPECT_EQ(grouping.contradictions, 2U);
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_EQ(grouping.samples[i].patient, "P0");
    EXPECT_EQ(grouping.samples[6].patient, "P3");
}

} // namespace
} // namespace cw::validation
