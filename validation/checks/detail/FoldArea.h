// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cw::validation::checks {

/// AUC of scores whose folds come from different models: pairs are compared within a fold only.
struct FoldArea {
    double auc = 0.5;
    double standardError = 0, lower = 0, upper = 1;     ///< 95 %, clustered by group
    std::vector<double> byFold;                         ///< NaN where a fold lacks a class
    std::vector<double> influence;                      ///< by group; its squares make the variance
    std::size_t positives = 0, negatives = 0;           ///< cases in folds that count
    std::size_t positiveGroups = 0, negativeGroups = 0; ///< that have such cases
    double widened = 0; ///< standard error that matches the limits where these were widened
};

/// Equal: the mean over folds that have both classes (LeDell 2015). Pairs: folds weigh by their
/// pairs, for subgroups of which a fold may hold hardly any.
enum class FoldWeight { Equal, Pairs };

/// What is scored; spans of equal length. A score that is not finite is left out.
struct FoldScored {
    std::span<const double> scores;
    std::span<const int> labels;         ///< 0 or 1
    std::span<const int> folds;          ///< 0..k-1
    std::span<const std::size_t> groups; ///< 0..groupCount-1
    int k = 0;
    std::size_t groupCount = 0;
};

/// Nothing where no fold has both classes. The variance is the sum of squared influences of the
/// groups (the clustered influence curve of LeDell 2015 with ties counted half), corrected for the
/// AUC that every fold estimates (n / (n - folds) for n groups of a class); where the classes
/// are all but separated (AUC >= 0.9 or <= 0.1) that collapses, and the limits are at least as wide
/// as Wilson's with the groups of the rarer class as trials.
std::optional<FoldArea> foldArea(const FoldScored& scored, FoldWeight weight = FoldWeight::Equal);

/// The mean alone, for thousands of label sets.
std::optional<double> meanFoldArea(std::span<const double> scores, std::span<const int> labels,
                                   std::span<const int> folds, int k);

} // namespace cw::validation::checks
