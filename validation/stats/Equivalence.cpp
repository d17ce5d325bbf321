// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Equivalence.h"

#include "validation/stats/Clustered.h"
#include "validation/stats/Distributions.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

Result<void> checkRequest(double margin, double alpha) {
    if (!(margin > 0) || !std::isfinite(margin))
        return fail(ErrorCode::InvalidArgument, "the margin of equivalence must be above 0");
    if (!(alpha > 0 && alpha < 0.5))
        return fail(ErrorCode::InvalidArgument, "alpha must lie between 0 and 0.5");
    return {};
}

} // namespace

Result<Equivalence> equivalence(double difference, double standardError, double margin,
                                double alpha) {
    CW_CHECK(checkRequest(margin, alpha));
    if (!std::isfinite(difference) || !(standardError >= 0) || !std::isfinite(standardError))
        return fail(ErrorCode::InvalidArgument,
                    "a test of equivalence needs a difference and a standard error of at least 0");
    Equivalence result;
    result.difference = difference;
    result.standardError = standardError;
    result.margin = margin;
    result.alpha = alpha;
    if (standardError == 0) {
        result.pLower = difference > -margin ? 0 : 1;
        result.pUpper = difference < margin ? 0 : 1;
        result.note = "the difference has no variance: it is compared with the margin as it is";
    } else {
        result.pLower = normalCdf(-(difference + margin) / standardError);
        result.pUpper = normalCdf((difference - margin) / standardError);
    }
    result.p = std::max(result.pLower, result.pUpper);
    const double half = standardError == 0 ? 0 : normalBound(1 - 2 * alpha) * standardError;
    result.interval = {difference - half, difference + half};
    result.equivalent = result.p < alpha;
    return result;
}

Result<Equivalence> aucEquivalence(std::span<const Scored> first, std::span<const double> second,
                                   std::span<const std::string> patients, double margin,
                                   double alpha) {
    CW_TRY(const ClusteredPair pair, clusteredPairedAuc(first, second, patients));
    if (!pair.note.empty()) {
        CW_CHECK(checkRequest(margin, alpha));
        Equivalence unknown;
        unknown.difference = pair.difference;
        unknown.margin = margin;
        unknown.alpha = alpha;
        unknown.interval = pair.interval;
        unknown.patients = pair.patients;
        unknown.note = pair.note;
        return unknown;
    }
    CW_TRY(Equivalence result,
           equivalence(pair.difference, std::sqrt(pair.variance), margin, alpha));
    result.patients = pair.patients;
    return result;
}

} // namespace cw::validation
