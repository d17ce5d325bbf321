// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

#include <vector>

namespace cw::validation {

/// Two results on the units that both scored: the difference of the means of the folds' AUCs
/// (second minus first), its interval clustered by patient, McNemar's test of the frozen
/// thresholds, Nadeau and Bengio's corrected t over folds, and whether the two are equivalent
/// within `margin` (two one-sided tests at 5 %). InvalidArgument: no fold has both classes.
Result<StudyComparison> compared(const ModelResult& first, const ModelResult& second, double margin,
                                 int k);

/// Every copy against the first one, model by model, and every model against the first one on the
/// first copy. models: as in StudyResult.
Result<std::vector<StudyComparison>> comparisonsOf(const std::vector<ModelResult>& models,
                                                   double margin, int k);

} // namespace cw::validation
