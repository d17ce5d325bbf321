// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Clustered.h"

#include "validation/stats/Delong.h"
#include "validation/stats/Distributions.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Groups.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

/// What one patient adds: images of either class and the sums of their placements.
struct Cluster {
    double positives = 0, negatives = 0, positiveSum = 0, negativeSum = 0;
};

std::vector<Cluster> clustersOf(std::span<const Scored> scores, const Placements& parts,
                                const detail::Groups& patients) {
    std::vector<Cluster> clusters(patients.count());
    std::size_t positive = 0, negative = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        Cluster& cluster = clusters[patients.of[i]];
        if (scores[i].label == 1) {
            cluster.positives += 1;
            cluster.positiveSum += parts.positive[positive++];
        } else {
            cluster.negatives += 1;
            cluster.negativeSum += parts.negative[negative++];
        }
    }
    return clusters;
}

/// Fewest patients that show a class.
double patientsOfRarerClass(std::span<const Cluster> clusters) {
    double positive = 0, negative = 0;
    for (const Cluster& c : clusters) {
        positive += c.positives > 0 ? 1 : 0;
        negative += c.negatives > 0 ? 1 : 0;
    }
    return std::min(positive, negative);
}

/// Obuchowski 1997, eq. 3 and 4; value: what the placements have as their mean (an AUC, or a
/// difference of two). At least two patients of each class.
double obuchowskiVariance(std::span<const Cluster> clusters, double value) {
    double m = 0, n = 0, withPositive = 0, withNegative = 0, s10 = 0, s01 = 0, s11 = 0;
    for (const Cluster& c : clusters) {
        const double p = c.positiveSum - c.positives * value;
        const double q = c.negativeSum - c.negatives * value;
        m += c.positives;
        n += c.negatives;
        withPositive += c.positives > 0 ? 1 : 0;
        withNegative += c.negatives > 0 ? 1 : 0;
        s10 += p * p;
        s01 += q * q;
        s11 += p * q;
    }
    const auto all = static_cast<double>(clusters.size());
    s10 *= withPositive / ((withPositive - 1) * m);
    s01 *= withNegative / ((withNegative - 1) * n);
    s11 *= all / (all - 1);
    const double variance = s10 / m + s01 / n + 2 * s11 / (m * n);
    return variance > detail::kRoundingVariance ? variance : 0;
}

Auc clusteredFrom(const Placements& parts, std::span<const Cluster> clusters) {
    Auc result;
    result.auc = parts.auc;
    result.positives = parts.positive.size();
    result.negatives = parts.negative.size();
    const double least = patientsOfRarerClass(clusters);
    const bool bounded = least < 2;
    result.variance =
        bounded ? result.auc * (1 - result.auc) / least : obuchowskiVariance(clusters, result.auc);
    if (result.variance > 0) {
        detail::setWaldInterval(result);
        if (bounded)
            result.note = "a class has a single patient: the variance is an upper bound";
        return result;
    }
    result.variance = 0;
    if (result.auc == 0 || result.auc == 1) {
        const Interval interval = detail::separatedInterval(result.auc, least);
        result.lower = interval.lower;
        result.upper = interval.upper;
        result.note = "the classes do not overlap, so the variance is 0; the interval is the exact "
                      "one of a proportion among the patients of the rarer class";
    } else {
        result.lower = 0;
        result.upper = 1;
        result.note = "the scores do not rank the cases: the interval is the whole range";
    }
    return result;
}

Result<void> checkPatients(std::span<const Scored> scores, std::span<const std::string> patients) {
    if (scores.size() != patients.size())
        return fail(ErrorCode::InvalidArgument, "a clustered interval needs a patient per score");
    return {};
}

} // namespace

Result<Auc> clusteredAuc(std::span<const Scored> scores, std::span<const std::string> patients) {
    CW_TRY(const Placements parts, placements(scores));
    CW_CHECK(checkPatients(scores, patients));
    return clusteredFrom(parts, clustersOf(scores, parts, detail::groupsOf(patients)));
}

Result<ClusteredPair> clusteredPairedAuc(std::span<const Scored> first,
                                         std::span<const double> second,
                                         std::span<const std::string> patients) {
    CW_CHECK(checkPatients(first, patients));
    CW_TRY(const auto both, pairedPlacements(first, second));
    const auto& [a, b] = both;

    const auto groups = detail::groupsOf(patients);
    ClusteredPair result;
    result.patients = groups.count();
    result.first = clusteredFrom(a, clustersOf(first, a, groups));
    result.second = clusteredFrom(b, clustersOf(first, b, groups));
    result.difference = a.auc - b.auc;
    // From the differences themselves: exactly 0 for scores that rank alike, where v1 + v2 - 2c
    // leaves a rounding error to divide by.
    Placements difference = a;
    for (std::size_t i = 0; i < difference.positive.size(); ++i)
        difference.positive[i] -= b.positive[i];
    for (std::size_t i = 0; i < difference.negative.size(); ++i)
        difference.negative[i] -= b.negative[i];
    const auto clusters = clustersOf(first, difference, groups);
    result.interval = {result.difference, result.difference};
    if (patientsOfRarerClass(clusters) < 2) {
        result.interval = {-1, 1};
        result.note = "a class has a single patient: the difference cannot be tested";
        return result;
    }
    result.variance = obuchowskiVariance(clusters, result.difference);
    if (result.variance > 0) {
        result.z = result.difference / std::sqrt(result.variance);
        result.p = normalTwoSided(result.z);
        result.interval = detail::waldInterval(result.difference, result.variance);
    } else if (result.difference != 0) {
        result.interval = {-1, 1};
        result.note = "the difference has no variance: it cannot be tested";
    }
    return result;
}

} // namespace cw::validation
