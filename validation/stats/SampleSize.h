// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>

namespace cw::validation {

/// Standard error that an AUC will have with so many independent cases (Hanley & McNeil, Radiology
/// 1982;143:29, exponential approximation). For planning: for data at hand use DeLong.
/// InvalidArgument: auc not in (0, 1), or no case of a class.
Result<double> hanleyMcNeilError(double auc, std::size_t positives, std::size_t negatives);

struct SampleSize {
    std::size_t positives = 0, negatives = 0;
    double halfWidth = 0; ///< of the interval that they give
};
/// The fewest cases whose interval is at most auc -+ halfWidth, with negativesPerPositive of the
/// other class. Several images a patient: multiply by the design effect. InvalidArgument as above,
/// or halfWidth <= 0, or more than 10^8 positives needed.
Result<SampleSize> casesForAuc(double auc, double halfWidth, double negativesPerPositive,
                               double confidence = 0.95);

} // namespace cw::validation
