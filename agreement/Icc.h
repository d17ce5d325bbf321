// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include <span>
#include <vector>

namespace cw::agreement {

/// An intraclass correlation, with its interval by the F distribution.
struct Icc {
    Figure value, low, high;
};

/// The six forms of Shrout & Fleiss, Psychol Bull 86:420 (1979); names as there: (model, ratings
/// averaged). 1: raters differ from subject to subject; 2: the same raters, a sample of raters,
/// absolute agreement; 3: these raters only, consistency. Intervals as there and in McGraw & Wong,
/// Psychol Methods 1:30 (1996). A negative estimate is reported as it is.
struct IccTable {
    std::size_t subjects = 0, raters = 0;
    Icc icc11, icc21, icc31, icc1k, icc2k, icc3k;
};
/// One row a subject, one column a rater, no gaps. None with the reason where there are fewer than
/// two of either, a value is not finite or nothing varies; no interval where the error has no
/// variance.
IccTable iccOf(const std::vector<std::vector<double>>& rows, double level = 0.95);

} // namespace cw::agreement
