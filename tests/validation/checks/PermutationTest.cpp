// SPDX-License-Identifier: Apache-2.0
#include "Made.h"
#include "validation/checks/detail/FoldArea.h"
#include "validation/checks/detail/Ridge.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace cw::validation {
namespace {

using namespace testing;

TEST(Permutation, FindsChanceAroundOneHalfAndTheTrueLabelsAboveIt) {
    Made set = made(3, {.patients = 80, .signal = 2});
    set.done();
    const auto result = checkPermutation(set.input(), 300).value();
    EXPECT_NEAR(number(result, "null_mean"), 0.5, 0.02);
    EXPECT_GT(number(result, "null_sd"), 0.02);
    EXPECT_EQ(result.series.size(), 300U);
    EXPECT_GT(number(result, "observed"), 0.75);
    // p = (1 + #>=obs) / (1 + B), counted anew.
    const auto asHigh = std::count_if(result.series.begin(), result.series.end(), [&](double area) {
        return area >= number(result, "observed");
    });
    EXPECT_DOUBLE_EQ(number(result, "p"), (1.0 + static_cast<double>(asHigh)) / 301);
    EXPECT_EQ(result.severity, Severity::Fine) << result.sentence;
}

TEST(Permutation, SaysThatAModelWithoutSignalIsNotBetterThanChance) {
    int honest = 0;
    std::vector<double> p;
    for (core::Seed seed = 1; seed <= 20; ++seed) {
        Made set = made(seed, {.patients = 60, .signal = 0});
        set.done();
        const auto result = checkPermutation(set.input(), 99).value();
        honest += result.verdict == "not better than chance" ? 1 : 0;
        p.push_back(number(result, "p"));
        EXPECT_NE(result.severity, Severity::Failure) << result.sentence;
    }
    EXPECT_GE(honest, 17); // 5 % of 20 by chance
    // p values of nothing are spread evenly.
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0) / 20, 0.5, 0.2);
}

TEST(Permutation, FailsWhereAPatientLiesInSeveralFolds) {
    Made set = made(4, {.patients = 60, .each = 4, .signal = 0, .own = 3});
    set.done();
    for (std::size_t i = 0; i < set.folds.size(); ++i)
        set.folds[i] = static_cast<int>(i % 5); // by picture
    const auto result = checkPermutation(set.input(), 100).value();
    EXPECT_EQ(result.severity, Severity::Failure) << result.sentence;
    EXPECT_GT(number(result, "null_mean"), 0.6);
}

TEST(Permutation, SaysWhatASplitByPicturesWouldHavePretended) {
    Made set = made(4, {.patients = 60, .each = 4, .signal = 0, .own = 3});
    set.done();
    const auto result = checkPermutation(set.input(), 100).value();
    EXPECT_NEAR(number(result, "null_mean"), 0.5, 0.03);
    EXPECT_GT(number(result, "image_split"), 0.6);
    EXPECT_NE(result.sentence.find("keeping patients together matters"), std::string::npos);
}

TEST(Permutation, KeepsPatientsWithBothClassesAsTheyAre) {
    Made set = made(5, {.patients = 60, .signal = 0});
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        set.samples[i].label = i % 2 == 0 && i % 6 != 0 ? 1 : 0; // one side sick
    set.done();
    const auto result = checkPermutation(set.input(), 100).value();
    EXPECT_NEAR(number(result, "null_mean"), 0.5, 0.03);
}

/// reference/validation.md 1.9.2: labels drawn at random for each patient. Grouped folds cannot
/// score them, folds by picture can.
TEST(RandomLabels, AreChanceInGroupedFoldsAndNotInFoldsByPicture) {
    int containsHalf = 0, exceeds = 0;
    double grouped = 0, byPicture = 0;
    for (core::Seed seed = 1; seed <= 10; ++seed) {
        Made set = made(seed, {.patients = 80, .each = 4, .signal = 0, .own = 2});
        core::Random random = core::Random(seed).stream("labels");
        std::map<std::string, int> label;
        for (Sample& sample : set.samples)
            sample.label =
                label.try_emplace(sample.patient, random.chance(0.5) ? 1 : 0).first->second;
        set.done(seed);
        std::vector<int> labels, pictures(set.samples.size());
        std::vector<std::size_t> groups, order(set.samples.size());
        std::map<std::string, std::size_t> keys;
        for (const Sample& sample : set.samples) {
            labels.push_back(sample.label);
            groups.push_back(keys.try_emplace(sample.patient, keys.size()).first->second);
        }
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(order);
        for (std::size_t i = 0; i < order.size(); ++i)
            pictures[order[i]] = static_cast<int>(i % 5);
        const auto areaWith = [&](const std::vector<int>& folds) {
            const auto features = set.set.block("features").value();
            const std::vector<std::vector<int>> sets{labels};
            const auto scores = checks::foldedRidge(features, folds, 5, sets, 1, nullptr).value();
            return checks::foldArea({scores.front(), labels, folds, groups, 5, keys.size()})
                .value();
        };
        const auto good = areaWith(set.folds), bad = areaWith(pictures);
        containsHalf += good.lower <= 0.5 && good.upper >= 0.5 ? 1 : 0;
        exceeds += bad.auc > good.auc && bad.auc > 0.5 ? 1 : 0;
        grouped += good.auc / 10;
        byPicture += bad.auc / 10;
    }
    // 167 of 200 when counted once over 200 seeds: the interval takes the models as given, and
    // where there is nothing to learn they differ most (Bengio and Grandvalet 2004). Hence 7,
    // not 9.
    EXPECT_GE(containsHalf, 7);
    EXPECT_GE(exceeds, 9);
    EXPECT_NEAR(grouped, 0.5, 0.04);
    EXPECT_GT(byPicture, 0.6);
}

/// reference/validation.md 1.9.4 (Hastie, Tibshirani, Friedman, 7.10.2): 50 cases, 5000 features of
/// noise, the 20 best chosen before or inside cross-validation.
TEST(SelectionOfFeatures, BeforeTheFoldsInventsASignalAndInsideThemDoesNot) {
    constexpr std::size_t kCases = 50, kFeatures = 5000, kKept = 20;
    const auto best = [&](const Matrix& x, const std::vector<int>& labels,
                          const std::vector<std::size_t>& rows) {
        std::vector<double> weight(kFeatures, 0);
        double mean[2] = {0, 0};
        std::vector<std::size_t> order(kFeatures);
        for (std::size_t c = 0; c < kFeatures; ++c) {
            double sum[2] = {0, 0}, count[2] = {0, 0};
            for (const std::size_t row : rows) {
                sum[labels[row]] += x.row(row)[c];
                count[labels[row]] += 1;
            }
            mean[0] = sum[0] / count[0];
            mean[1] = sum[1] / count[1];
            weight[c] = -std::abs(mean[1] - mean[0]);
            order[c] = c;
        }
        std::partial_sort(order.begin(), order.begin() + kKept, order.end(),
                          [&](std::size_t a, std::size_t b) { return weight[a] < weight[b]; });
        order.resize(kKept);
        return order;
    };
    const auto columns = [&](const Matrix& x, const std::vector<std::size_t>& chosen) {
        Matrix part(x.rows, chosen.size());
        for (std::size_t r = 0; r < x.rows; ++r)
            for (std::size_t c = 0; c < chosen.size(); ++c)
                part.row(r)[c] = x.row(r)[chosen[c]];
        return part;
    };
    double wrong = 0, right = 0, whole = 0;
    constexpr int kRuns = 4;
    for (core::Seed seed = 1; seed <= kRuns; ++seed) {
        core::Random random(seed);
        Matrix x(kCases, kFeatures);
        for (double& value : x.values)
            value = random.normal();
        std::vector<int> labels, folds;
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < kCases; ++i) {
            labels.push_back(static_cast<int>(i % 2));
            folds.push_back(static_cast<int>(i / 2 % 5));
            all.push_back(i);
        }
        const std::vector<std::vector<int>> sets{labels};
        const auto areaOf = [&](const Matrix& features) {
            const auto scores = checks::foldedRidge(features, folds, 5, sets, 1, nullptr).value();
            return checks::meanFoldArea(scores.front(), labels, folds, 5).value();
        };
        wrong += areaOf(columns(x, best(x, labels, all))) / kRuns;
        whole += areaOf(x) / kRuns; // more columns than rows: the other form of the equations
        std::vector<double> scores(kCases);
        for (int fold = 0; fold < 5; ++fold) {
            std::vector<std::size_t> training, test;
            for (std::size_t i = 0; i < kCases; ++i)
                (folds[i] == fold ? test : training).push_back(i);
            const auto part =
                checks::ridgeScores(columns(x, best(x, labels, training)), training, test, sets)
                    .front();
            for (std::size_t i = 0; i < test.size(); ++i)
                scores[test[i]] = part[i];
        }
        right += checks::meanFoldArea(scores, labels, folds, 5).value() / kRuns;
    }
    EXPECT_GT(wrong, 0.97);
    EXPECT_NEAR(right, 0.5, 0.1);
    EXPECT_NEAR(whole, 0.5, 0.1);
}

TEST(Ridge, GivesTheSameScoresByColumnsAndByRows) {
    // Columns of zeros change nothing but make the matrix wider than high: the other equations.
    core::Random random(5);
    Matrix narrow(40, 6), wide(40, 60);
    std::vector<int> labels;
    std::vector<std::size_t> training, test;
    for (std::size_t r = 0; r < 40; ++r) {
        labels.push_back(random.chance(0.4) ? 1 : 0);
        (r < 30 ? training : test).push_back(r);
        for (std::size_t c = 0; c < 6; ++c)
            narrow.row(r)[c] = wide.row(r)[c] = random.normal() + labels.back();
    }
    const std::vector<std::vector<int>> sets{labels};
    const auto a = checks::ridgeScores(narrow, training, test, sets).front();
    const auto b = checks::ridgeScores(wide, training, test, sets).front();
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_NEAR(a[i], b[i], 1e-12);
}

TEST(Ridge, DoesNotSeeTheLabelsOfTheTestPart) {
    Made set = made(9);
    set.done();
    const auto features = set.set.block("features").value();
    std::vector<int> labels, flipped;
    for (std::size_t i = 0; i < set.samples.size(); ++i) {
        labels.push_back(set.samples[i].label);
        flipped.push_back(set.folds[i] == 2 ? 1 - labels[i] : labels[i]);
    }
    const std::vector<std::vector<int>> sets{labels, flipped};
    const auto scores = checks::foldedRidge(features, set.folds, 5, sets, 1, nullptr).value();
    std::size_t others = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (set.folds[i] == 2)
            EXPECT_EQ(scores[0][i], scores[1][i]);
        else
            others += scores[0][i] != scores[1][i] ? 1U : 0U;
    EXPECT_GT(others, 0U);
}

} // namespace
} // namespace cw::validation
