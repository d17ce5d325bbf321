// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// One fold of a cross-validation; no AUC where a class is missing (note says so).
struct FoldAuc {
    std::string fold;
    std::size_t positives = 0, negatives = 0;
    std::optional<Auc> auc;
    std::string note;
};

/// The mean of the folds' AUCs with the interval of its influence curve (LeDell, Petersen, van der
/// Laan, EJS 2015;9:1583). Folds without both classes are left out of the mean and of the interval,
/// and the note counts them.
struct CrossValidatedAuc {
    double mean = 0, standardError = 0;
    Interval interval;            ///< 95 %, cut to [0, 1]
    std::optional<double> foldSd; ///< spread between folds, NOT a standard error
    double pooled = 0;            ///< of all scores in one heap: secondary
    bool pooledDiffers = false;   ///< |mean - pooled| > 0.02: the folds' scales differ
    std::size_t patients = 0;     ///< clusters; images where no patients were given
    std::vector<FoldAuc> folds;   ///< ordered by name: 2 before 10
    std::string note;
};
/// Images are taken as independent. One fold name a score. Errors as auc(); InvalidArgument where
/// no fold has both classes. A tie counts half in the influence curve as it does in the AUC (R's
/// cvAUC counts it as nothing there: decision 0161).
Result<CrossValidatedAuc> crossValidatedAuc(std::span<const Scored> scores,
                                            std::span<const std::string> folds);
/// Clustered by patient: the influence of a patient is the sum over its images.
Result<CrossValidatedAuc> crossValidatedAuc(std::span<const Scored> scores,
                                            std::span<const std::string> folds,
                                            std::span<const std::string> patients);

/// Two models on the same folds and images: the difference of the means, first - second, with the
/// clustered variance of the difference of the influence curves.
struct CrossValidatedDifference {
    double first = 0, second = 0, difference = 0, standardError = 0, z = 0, p = 1;
    Interval interval;
    std::vector<double> foldDifferences; ///< for correctedT()
    std::string note;
};
Result<CrossValidatedDifference> crossValidatedDifference(std::span<const Scored> first,
                                                          std::span<const double> second,
                                                          std::span<const std::string> folds,
                                                          std::span<const std::string> patients);

} // namespace cw::validation
