// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>

namespace cw::validation {

/// Two scores of the same images, several images a patient: Obuchowski's variances (Biometrics
/// 1997;53:567) of both AUCs (as clusteredAuc()) and of their difference. first - second.
struct ClusteredPair {
    Auc first, second;
    double difference = 0, variance = 0, z = 0, p = 1; ///< z = 0, p = 1 without variance
    Interval interval;                                 ///< of the difference, 95 %
    std::size_t patients = 0;
    std::string note; ///< why it cannot be tested; empty if nothing to say
    bool testable() const { return variance > 0; }
};
/// second and patients: one a score. Errors as auc(), and for lists of different lengths.
Result<ClusteredPair> clusteredPairedAuc(std::span<const Scored> first,
                                         std::span<const double> second,
                                         std::span<const std::string> patients);

} // namespace cw::validation
