// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "agreement/Ratings.h"
#include <span>

namespace cw::agreement {

/// What a distance between two categories means.
enum class Level { Nominal, Ordinal, Interval };

/// alpha = 1 - Do/De over the coincidences o_ck = sum over units of (pairs c-k) / (m_u - 1), for
/// any number of raters, with gaps; units with fewer than two ratings are left out. Distances:
/// nominal 1 if c != k; interval (v_c - v_k)^2; ordinal (sum of n_g from c to k - (n_c + n_k)/2)^2.
/// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
/// values: of the categories at Interval; their indices where empty. None where every rating is the
/// same: nothing could have differed.
Figure krippendorffAlpha(const RatingCounts& counts, Level level,
                         std::span<const double> values = {});

} // namespace cw::agreement
