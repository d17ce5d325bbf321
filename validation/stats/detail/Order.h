// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <cstdint>
#include <span>
#include <vector>

namespace cw::validation::detail {

/// The preconditions of every function of scores, with its sentences: finite scores, labels 0 or 1,
/// both classes.
Result<void> checkScores(std::span<const Scored> scores);

/// Unsigned numbers in the order of the finite scores, equal exactly where the scores are (-0 is
/// 0).
std::uint64_t orderedKey(double score);

/// A score of a row, for sorting without looking back into the rows.
struct KeyedRow {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};
/// Rising. Radix sort: a comparison of random scores mispredicts half of its branches, which costs
/// a million scores four times as much.
void sortKeys(std::vector<std::uint64_t>& keys);
void sortKeys(std::vector<KeyedRow>& rows); ///< equal keys keep their order

/// All rows by rising score.
std::vector<KeyedRow> rowsByScore(std::span<const Scored> scores);

/// How many cases of each class share one score; rising scores.
struct Tie {
    std::size_t positives = 0, negatives = 0;
};

/// One distinct score and how many cases lie at or above it.
struct Step {
    double score = 0;
    std::int64_t tp = 0, fp = 0;
};
struct Steps {
    std::vector<Step> steps; ///< falling scores
    std::int64_t positives = 0, negatives = 0;
    /// Half-way to the next lower score, where there is one between.
    double thresholdOf(std::size_t step) const;
};
/// Errors as auc().
Result<Steps> stepsOf(std::span<const Scored> scores);

} // namespace cw::validation::detail
