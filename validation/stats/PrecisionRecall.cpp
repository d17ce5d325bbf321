// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/PrecisionRecall.h"

#include "validation/stats/detail/Order.h"

#include <limits>

namespace cw::validation {

Result<std::vector<PrecisionRecallPoint>> precisionRecallCurve(std::span<const Scored> scores) {
    CW_TRY(const detail::Steps all, detail::stepsOf(scores));
    std::vector<PrecisionRecallPoint> curve{{0, 1, std::numeric_limits<double>::infinity()}};
    for (const detail::Step& step : all.steps) {
        const auto tp = static_cast<double>(step.tp), fp = static_cast<double>(step.fp);
        curve.push_back({tp / static_cast<double>(all.positives), tp / (tp + fp), step.score});
    }
    return curve;
}

Result<double> averagePrecision(std::span<const Scored> scores) {
    CW_TRY(const auto curve, precisionRecallCurve(scores));
    double sum = 0;
    for (std::size_t i = 1; i < curve.size(); ++i)
        sum += (curve[i].recall - curve[i - 1].recall) * curve[i].precision;
    return sum;
}

} // namespace cw::validation
