// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <vector>

namespace cw::validation {

/// "score >= threshold is positive" gives this recall (sensitivity) and precision (PPV in this very
/// set: it moves with the share of positives).
struct PrecisionRecallPoint {
    double recall = 0, precision = 1, threshold = 0;
};
/// One point a distinct score, falling thresholds, so rising recall; the first point is (0, 1) at
/// infinity. Errors as auc().
Result<std::vector<PrecisionRecallPoint>> precisionRecallCurve(std::span<const Scored> scores);

/// Sum of precision times the step of recall (scikit-learn's average_precision_score): no
/// interpolation, which would flatter.
Result<double> averagePrecision(std::span<const Scored> scores);

} // namespace cw::validation
