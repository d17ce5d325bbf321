// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>

namespace cw::validation {

/// Two one-sided tests (Schuirmann 1987): is the difference inside +-margin? "Not significantly
/// different" is no such proof. Equivalent exactly if the interval of 1 - 2 alpha lies inside.
struct Equivalence {
    double difference = 0, standardError = 0, margin = 0, alpha = 0.05;
    double pLower = 1, pUpper = 1; ///< against "<= -margin" and against ">= +margin"
    double p = 1;                  ///< the larger of both
    Interval interval;             ///< of 1 - 2 alpha: 90 % for alpha = 0.05
    bool equivalent = false;
    std::size_t patients = 0;
    std::string note;
};
/// A difference that has no variance is equivalent if it is smaller than the margin. margin > 0,
/// 0 < alpha < 0.5, else InvalidArgument.
Result<Equivalence> equivalence(double difference, double standardError, double margin,
                                double alpha = 0.05);

/// Of the AUCs of two scores of the same images (say uncompressed and compressed), first - second,
/// with Obuchowski's variance of the difference. Errors as clusteredPairedAuc(). Where the
/// difference has no known variance (a class in one patient alone) nothing is shown: not
/// equivalent.
Result<Equivalence> aucEquivalence(std::span<const Scored> first, std::span<const double> second,
                                   std::span<const std::string> patients, double margin,
                                   double alpha = 0.05);

} // namespace cw::validation
