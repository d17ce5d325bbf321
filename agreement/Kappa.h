// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "agreement/Ratings.h"

namespace cw::agreement {

/// Share of the units that both rated on which they agree, 0 to 1: sum of w_ij p_ij; with
/// Weighting::None plain percent agreement.
Figure observedAgreement(const PairTable& table, Weighting weighting = Weighting::None);

/// (po - pe) / (1 - pe) with po = sum w_ij p_ij and pe = sum w_ij p_i. p_.j over the units that
/// both rated. Cohen, Educ Psychol Meas 20:37 (1960); weighted: Cohen, Psychol Bull 70:213 (1968).
/// None where pe = 1: both used one category only.
Figure cohenKappa(const PairTable& table, Weighting weighting = Weighting::None);

/// Fleiss, Psychol Bull 76:378 (1971): every unit has the same number m >= 2 of ratings, by any
/// raters. P_i = (sum n_ij^2 - m) / (m (m-1)), pe = sum p_j^2, (mean P - pe) / (1 - pe).
Figure fleissKappa(const RatingCounts& counts);

} // namespace cw::agreement
