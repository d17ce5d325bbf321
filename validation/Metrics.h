// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// A score and its true class (0 or 1).
struct Scored {
    double score = 0;
    int label = 0;
};
/// Mann-Whitney AUC with half ties and DeLong's variance in O(n log n) (Sun & Xu 2014).
struct Auc {
    double auc = 0, variance = 0, lower = 0, upper = 0; ///< Wald interval of 95 %, cut to [0, 1]
    std::size_t positives = 0, negatives = 0;
    std::string note; ///< e.g. why an interval is degenerate; empty if nothing to say
};
/// InvalidArgument: a class is missing, a score is not finite (names the row), a label is not 0
/// or 1.
Result<Auc> auc(std::span<const Scored> scores);

/// Two scores of the same cases (paired DeLong test).
struct PairedAuc {
    Auc first, second;
    double covariance = 0, z = 0, p = 1; ///< z = 0, p = 1 where the difference has no variance
    std::string note;                    ///< says so; empty if nothing to say
};
Result<PairedAuc> pairedAuc(std::span<const Scored> first, std::span<const double> second);

/// The same AUC with Obuchowski's variance (1997) for several images a patient: DeLong's interval
/// is too narrow there. patients: one key a score. Errors as auc().
Result<Auc> clusteredAuc(std::span<const Scored> scores, std::span<const std::string> patients);

/// "score >= threshold is positive" gives these rates. The first point, (0, 0), has the threshold
/// infinity; the last is (1, 1). One point a distinct score.
struct RocPoint {
    double falsePositiveRate = 0, truePositiveRate = 0, threshold = 0;
};
Result<std::vector<RocPoint>> rocCurve(std::span<const Scored> scores);

struct Interval {
    double lower = 0, upper = 0;
};
/// Wilson's score interval; [0, 1] without trials.
Interval wilson(std::size_t successes, std::size_t trials, double confidence = 0.95);

struct OperatingPoint {
    double threshold = 0, sensitivity = 0, specificity = 0;
};
/// Youden's index; a score >= threshold is positive. The threshold lies half-way to the next lower
/// score. Among equals the point with the smaller gap between sensitivity and specificity, then the
/// higher threshold. Chosen on training scores only.
Result<OperatingPoint> youden(std::span<const Scored> scores);
/// Sensitivity and specificity of a fixed threshold; NaN-free: optional where a class is absent.
struct Counts {
    std::size_t tp = 0, fp = 0, tn = 0, fn = 0;
    std::optional<double> sensitivity() const;
    std::optional<double> specificity() const;
};
Counts countsAt(std::span<const Scored> scores, double threshold);

} // namespace cw::validation
