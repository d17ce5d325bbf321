// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/FeatureTable.h"

namespace cw::validation {

/// Pictures with exactly the same pixels under different patients must not lie in different folds:
/// their patients are taken as one for the split.
struct Grouping {
    std::vector<Sample> samples;    ///< as given, with `patient` replaced by the group's key
    std::size_t sharedPictures = 0; ///< pictures whose pixels occur under another patient as well
    std::size_t contradictions = 0; ///< equal pixels with different labels
};
Grouping groupedByPixels(const FeatureTable& table);

/// The mean over folds of the AUC; folds without both classes do not count. Nothing if none counts.
std::optional<double> meanFoldAuc(std::span<const double> scores, std::span<const int> labels,
                                  std::span<const int> folds, int k);

/// Labels shuffled among patients, everything else as it was, `times` over; the fast logistic
/// model.
struct Permutation {
    int times = 0;
    double mean = 0.5, sd = 0, highest = 0; ///< of the mean fold AUC
};
Result<Permutation> permuteLabels(const Matrix& features, std::span<const Sample> samples,
                                  std::span<const int> folds, const ValidationPlan& plan, int times,
                                  const core::CancelToken* cancel);

/// Image size, order of the file names and (if the manifest tells) device, each in the same folds.
Result<std::vector<ShortcutCheck>> checkShortcuts(const FeatureTable& table,
                                                  std::span<const int> folds,
                                                  const ValidationPlan& plan,
                                                  const core::CancelToken* cancel);

} // namespace cw::validation
