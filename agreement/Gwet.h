// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "agreement/Ratings.h"

namespace cw::agreement {

/// Gwet's AC1 (Weighting::None) and AC2, for any number of raters, with gaps:
///   pa = mean over units with r_i >= 2 of sum_k r_ik (r*_ik - 1) / (r_i (r_i - 1)),
///        r*_ik = sum_l w_kl r_il,
///   pi_k = mean over rated units of r_ik / r_i,
///   pe = (sum of all w_kl) / (q (q-1)) * sum_k pi_k (1 - pi_k),  AC = (pa - pe) / (1 - pe).
/// q is the size of the scale, used or not: it changes the result. Gwet, Br J Math Stat Psychol
/// 61:29 (2008); weights and gaps: Handbook of Inter-Rater Reliability, 4th ed. (2014). Unlike
/// kappa it stays near the percent agreement where one category prevails.
Figure gwetAc(const RatingCounts& counts, Weighting weighting = Weighting::None);

} // namespace cw::agreement
