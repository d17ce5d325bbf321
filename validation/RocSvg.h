// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/CrossValidation.h"

namespace cw::validation {

/// The ROC curve of each fold in a thin line, their mean (vertical average) in a thick one, the
/// operating points as dots, axes and a legend: one self-contained <svg> element.
std::string rocSvg(const ValidationResult& result);

/// True positive rate of a curve at a false positive rate: the curve's upper value at a step.
double rateAt(std::span<const RocPoint> curve, double falsePositiveRate);

} // namespace cw::validation
