// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>
#include <string_view>

namespace cw::validation {

/// How a threshold is chosen. On training scores (inner folds) only: a threshold that is chosen and
/// judged on the same scores flatters.
enum class ThresholdRule { Youden, FixedSensitivity, FixedSpecificity, F1 };

struct ThresholdRequest {
    ThresholdRule rule = ThresholdRule::Youden;
    double target = 0.9; ///< least sensitivity or specificity of the two fixed rules, in [0, 1]
};
/// "Youden", "sensitivity at least 0.9", ...
std::string name(const ThresholdRequest& request);
/// "youden", "f1", "sensitivity=0.9", "specificity=0.95"; InvalidArgument otherwise.
Result<ThresholdRequest> thresholdRequest(std::string_view text);

/// A score >= threshold is positive; the threshold lies half-way to the next lower score.
/// FixedSensitivity: the highest threshold that reaches the target. FixedSpecificity: the lowest
/// one; just above all scores where no other reaches it (sensitivity 0). F1: the best, among equals
/// the higher threshold. Errors as auc(); a target outside [0, 1].
Result<OperatingPoint> chooseThreshold(std::span<const Scored> scores,
                                       const ThresholdRequest& request);

} // namespace cw::validation
