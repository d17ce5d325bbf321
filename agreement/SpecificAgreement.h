// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "agreement/Ratings.h"

namespace cw::agreement {

/// 2 n_kk / (n_k. + n_.k): of what either calls k, how much the other calls k too. With two
/// categories this is positive and negative agreement, 2a/(2a+b+c). Cicchetti & Feinstein, J Clin
/// Epidemiol 43:551 (1990). None where neither used k.
Figure specificAgreement(const PairTable& table, std::size_t category);

/// Lesions of B held against those of A. Counts are doubles, for bootstrap draws.
struct LesionCounts {
    double matched = 0; ///< seen by both as one lesion of one class
    double onlyA = 0;   ///< seen by A alone, or by both with different classes
    double onlyB = 0;   ///< seen by B alone, or by both with different classes
};
Figure lesionPrecision(const LesionCounts& counts); ///< matched / all of B
Figure lesionRecall(const LesionCounts& counts);    ///< matched / all of A
/// 2 matched / (all of A + all of B): symmetric, and positive agreement where nothing counts the
/// lesions that nobody saw. Hripcsak & Rothschild, JAMIA 12:296 (2005).
Figure lesionF1(const LesionCounts& counts);

} // namespace cw::agreement
