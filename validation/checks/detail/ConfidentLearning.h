// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <span>
#include <vector>

namespace cw::validation::checks {

/// Confident learning for two classes (Northcutt, Jiang, Chuang, JAIR 2021;70:1373), number for
/// number as cleanlab 2.9.0 does it.
struct ConfidentLearning {
    /// Mean probability of a class over the cases that are given it; 1 for a class without cases.
    std::array<double, 2> thresholds{1, 1};
    /// [given][probable]: cases that reach the threshold of a class; calibrated to the class
    /// counts.
    std::array<std::array<int, 2>, 2> joint{}, calibrated{};
    std::vector<bool> confident;            ///< counted off the diagonal of the joint
    std::vector<bool> byNoiseRate, byClass; ///< pruned by rank; never where the model agrees
    std::vector<double> selfConfidence;     ///< probability of the given label
};

/// probabilities: of label 1, from a model that had not seen the case, in [0, 1]; labels 0 or 1.
ConfidentLearning confidentLearning(std::span<const double> probabilities,
                                    std::span<const int> labels);

} // namespace cw::validation::checks
