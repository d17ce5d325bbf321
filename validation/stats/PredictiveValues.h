// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <optional>
#include <string>

namespace cw::validation {

/// What a positive (negative) answer means where the disease is as frequent as stated: a data set
/// with a third of positives says nothing about a screening with six in a thousand.
struct PredictiveValues {
    double prevalence = 0;
    std::optional<double> ppv, npv;    ///< nothing where no case is called positive (negative)
    Interval ppvInterval, npvInterval; ///< 95 % unless told, by logit and delta method
    std::string note;
};
/// Mercaldo, Lau & Zhou, Stat Med 2007;26:2170. Where a cell of the counts is 0 their adjusted
/// intervals (z^2/2 added to each cell) stand, around the unadjusted value; the note says so.
/// Design effects (Proportions.h) shrink the number of cases for images of the same patients.
/// InvalidArgument: prevalence not in (0, 1), or a class without cases.
Result<PredictiveValues> predictiveValues(const Counts& counts, double prevalence,
                                          double confidence = 0.95,
                                          double sensitivityDesignEffect = 1,
                                          double specificityDesignEffect = 1);

} // namespace cw::validation
