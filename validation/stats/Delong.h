// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <utility>
#include <vector>

namespace cw::validation {

/// DeLong's structural components, half for a tie: for each positive the share of negatives that it
/// beats, for each negative the share of positives that beat it; each list in the order of the
/// rows. Their means are the AUC, their variances its variance (DeLong 1988; here by one sort).
struct Placements {
    double auc = 0;
    std::vector<double> positive, negative;
};
/// Errors as auc().
Result<Placements> placements(std::span<const Scored> scores);
/// Of two scores of the same cases. Errors as auc(), naming the score; lists of different lengths.
Result<std::pair<Placements, Placements>> pairedPlacements(std::span<const Scored> first,
                                                           std::span<const double> second);

/// Several markers of the same cases: their AUCs and DeLong's covariance matrix.
struct AucCovariance {
    std::vector<double> aucs;
    std::vector<double> matrix; ///< markers x markers, symmetric
    double at(std::size_t row, std::size_t column) const {
        return matrix[row * aucs.size() + column];
    }
};
/// markers: one list of scores a marker, as long as labels. Errors as auc(), naming the marker.
Result<AucCovariance> aucCovariance(std::span<const std::vector<double>> markers,
                                    std::span<const int> labels);

/// Two markers on DIFFERENT cases: t with Satterthwaite's degrees of freedom, as pROC's unpaired
/// DeLong test. t = 0, p = 1 and a note where there is no variance.
struct UnpairedAuc {
    Auc first, second;
    double difference = 0, t = 0, df = 0, p = 1;
    Interval interval; ///< of the difference, 95 %, by t
    std::string note;
};
Result<UnpairedAuc> unpairedAuc(std::span<const Scored> first, std::span<const Scored> second);

/// logit(AUC) -+ z se / (AUC (1 - AUC)), turned back: never leaves (0, 1), to be preferred over
/// 0.95. Where the AUC is 0 or 1 (or has no variance) the interval that auc() gave stands:
/// Clopper-Pearson of n out of n, n the smaller class (decision 0160).
Interval logitInterval(const Auc& auc, double confidence = 0.95);

/// The area over a range of specificity, and McClish's correction to [0.5, 1] (1989).
struct PartialAuc {
    double area = 0, corrected = 0; ///< corrected is NaN-free: 0.5 is chance in any range
};
/// 0 <= lowest < highest <= 1, e.g. 0.9 and 1 for the strict end of the curve.
Result<PartialAuc> partialAuc(std::span<const Scored> scores, double lowestSpecificity,
                              double highestSpecificity = 1);

} // namespace cw::validation
