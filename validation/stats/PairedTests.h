// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>

namespace cw::validation {

/// McNemar's test of two yes/no answers to the same cases (sensitivity on the positives,
/// specificity on the negatives). Only cases where the answers differ count.
struct McNemar {
    std::size_t onlyFirst = 0, onlySecond = 0; ///< only the first (second) was right
    double asymptotic = 1, continuity = 1; ///< p by chi-squared, plain and with Edwards' correction
    double exact = 1;                      ///< p by the binomial distribution
    /// The exact one below 25 differing cases, else the asymptotic one.
    double p() const { return onlyFirst + onlySecond < 25 ? exact : asymptotic; }
    std::string_view method() const { return onlyFirst + onlySecond < 25 ? "exact" : "asymptotic"; }
};
/// p = 1 without a differing case.
McNemar mcNemar(std::size_t onlyFirst, std::size_t onlySecond);

/// The same with several images a patient (Durkalski et al., Stat Med 2003;22:2417): the sums
/// (onlyFirst - onlySecond) / images of a patient are the independent pieces.
struct ClusteredMcNemar {
    double chiSquared = 0, p = 1;
    std::size_t patients = 0;
};
/// 0 or 1 each: was the first (second) right. InvalidArgument for different lengths.
Result<ClusteredMcNemar> clusteredMcNemar(std::span<const int> first, std::span<const int> second,
                                          std::span<const std::string> patients);

/// t test of the differences of two models over the same folds, corrected for the training data
/// that folds share (Nadeau & Bengio, Mach Learn 2003;52:239):
/// t = mean / sqrt((1/J + n_test/n_train) var), J = folds x repeats, J - 1 degrees of freedom.
struct CorrectedT {
    double difference = 0, t = 0, p = 1;
    double naiveT = 0, naiveP = 1; ///< without the correction: too small a p, for comparison only
    std::size_t df = 0;
    Interval interval; ///< of the difference, 95 %, corrected
    std::string note;  ///< fewer than two folds, or no variance
};
/// testToTrain: n_test / n_train, 1 / (k - 1) for k folds, also when they are repeated.
Result<CorrectedT> correctedT(std::span<const double> first, std::span<const double> second,
                              double testToTrain);

} // namespace cw::validation
