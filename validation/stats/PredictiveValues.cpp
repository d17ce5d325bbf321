// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/PredictiveValues.h"

#include "validation/stats/Distributions.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

double inverseLogit(double x) { return 1 / (1 + std::exp(-x)); }

/// Logit of a predictive value with its variance: right share of one class against the wrong share
/// of the other, weighted by the prevalence.
struct Logit {
    double value = 0, variance = 0;
    Interval interval(double z) const {
        const double half = z * std::sqrt(variance);
        return {inverseLogit(value - half), inverseLogit(value + half)};
    }
};
Logit logitOf(double right, double rightCases, double wrong, double wrongCases, double odds) {
    return {std::log(right * odds / wrong),
            (1 - right) / (right * rightCases) + (1 - wrong) / (wrong * wrongCases)};
}

/// right / (right + wrong), both weighted by the prevalence.
std::optional<double> shareOf(double right, double wrong) {
    return right + wrong > 0 ? std::optional(right / (right + wrong)) : std::nullopt;
}

/// The adjusted interval may miss a value that lies on the edge; an interval holds its value.
Interval holding(Interval interval, std::optional<double> value) {
    if (value)
        interval = {std::min(*value, interval.lower), std::max(*value, interval.upper)};
    return interval;
}

} // namespace

Result<PredictiveValues> predictiveValues(const Counts& counts, double prevalence,
                                          double confidence, double sensitivityDesignEffect,
                                          double specificityDesignEffect) {
    if (!(prevalence > 0 && prevalence < 1))
        return fail(ErrorCode::InvalidArgument, "the prevalence must lie between 0 and 1");
    if (!counts.sensitivity() || !counts.specificity())
        return fail(ErrorCode::InvalidArgument, "predictive values need cases of both classes");
    if (!(sensitivityDesignEffect >= 1 && specificityDesignEffect >= 1))
        return fail(ErrorCode::InvalidArgument, "a design effect is at least 1");
    const double z = normalBound(confidence), odds = prevalence / (1 - prevalence);
    double n1 = static_cast<double>(counts.tp + counts.fn) / sensitivityDesignEffect;
    double n0 = static_cast<double>(counts.tn + counts.fp) / specificityDesignEffect;
    double sensitivity = *counts.sensitivity(), specificity = *counts.specificity();

    PredictiveValues result;
    result.prevalence = prevalence;
    result.ppv = shareOf(sensitivity * prevalence, (1 - specificity) * (1 - prevalence));
    result.npv = shareOf(specificity * (1 - prevalence), (1 - sensitivity) * prevalence);
    if (counts.tp == 0 || counts.fn == 0 || counts.tn == 0 || counts.fp == 0) {
        const double more = z * z / 2;
        sensitivity = (sensitivity * n1 + more) / (n1 + 2 * more);
        specificity = (specificity * n0 + more) / (n0 + 2 * more);
        n1 += 2 * more;
        n0 += 2 * more;
        result.note = "a cell of the counts is 0: adjusted logit intervals";
    }
    result.ppvInterval =
        holding(logitOf(sensitivity, n1, 1 - specificity, n0, odds).interval(z), result.ppv);
    result.npvInterval =
        holding(logitOf(specificity, n0, 1 - sensitivity, n1, 1 / odds).interval(z), result.npv);
    if (!result.ppv)
        result.note += "; nothing is called positive, so there is no PPV";
    if (!result.npv)
        result.note += "; nothing is called negative, so there is no NPV";
    return result;
}

} // namespace cw::validation
