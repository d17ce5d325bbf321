// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Calibration.h"

#include "validation/stats/detail/LogisticLine.h"
#include "validation/stats/detail/Order.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

struct BinSums {
    double predictions = 0;
    std::size_t positives = 0, count = 0;
    void add(const Scored& s) {
        predictions += s.score;
        positives += s.label == 1 ? 1U : 0U;
        ++count;
    }
    CalibrationBin bin(double lowest, double highest) const {
        const auto n = static_cast<double>(count);
        return {lowest,          highest,
                predictions / n, static_cast<double>(positives) / n,
                count,           wilson(positives, count)};
    }
};

std::vector<CalibrationBin> equalWidthBins(std::span<const Scored> scores, std::size_t bins) {
    std::vector<BinSums> sums(bins);
    const auto n = static_cast<double>(bins);
    for (const Scored& s : scores) {
        auto bin = std::min(bins - 1, static_cast<std::size_t>(s.score * n));
        // The product may round across an edge, either way: an edge opens its bin.
        if (bin + 1 < bins && s.score >= static_cast<double>(bin + 1) / n)
            ++bin;
        else if (s.score < static_cast<double>(bin) / n)
            --bin;
        sums[bin].add(s);
    }
    std::vector<CalibrationBin> result;
    for (std::size_t i = 0; i < bins; ++i)
        if (sums[i].count > 0)
            result.push_back(
                sums[i].bin(static_cast<double>(i) / n, static_cast<double>(i + 1) / n));
    return result;
}

std::vector<CalibrationBin> equalMassBins(std::span<const Scored> scores, std::size_t bins) {
    const auto rows = detail::rowsByScore(scores);
    std::vector<CalibrationBin> result;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < bins; ++i) { // the first (count % bins) are one larger
        const std::size_t size = rows.size() / bins + (i < rows.size() % bins ? 1 : 0);
        if (size == 0)
            continue;
        BinSums sums;
        for (std::size_t k = begin; k < begin + size; ++k)
            sums.add(scores[rows[k].row]);
        result.push_back(
            sums.bin(scores[rows[begin].row].score, scores[rows[begin + size - 1].row].score));
        begin += size;
    }
    return result;
}

double expectedError(std::span<const CalibrationBin> bins, std::size_t cases) {
    double sum = 0;
    for (const CalibrationBin& bin : bins)
        sum += static_cast<double>(bin.count) * std::abs(bin.meanPrediction - bin.observed);
    return sum / static_cast<double>(cases);
}

/// No finite line separates better than the classes already are.
bool overlap(std::span<const Scored> scores) {
    double highestNegative = -1, lowestNegative = 2, highestPositive = -1, lowestPositive = 2;
    for (const Scored& s : scores) {
        double& high = s.label == 1 ? highestPositive : highestNegative;
        double& low = s.label == 1 ? lowestPositive : lowestNegative;
        high = std::max(high, s.score);
        low = std::min(low, s.score);
    }
    return highestNegative > lowestPositive && highestPositive > lowestNegative;
}

void fitLines(Calibration& result, std::span<const Scored> scores) {
    constexpr double kEdge = 1e-12;
    std::vector<double> logits, targets;
    for (const Scored& s : scores) {
        const double p = std::clamp(s.score, kEdge, 1 - kEdge);
        logits.push_back(std::log(p / (1 - p)));
        targets.push_back(s.label);
    }
    result.inTheLarge = detail::interceptBeside(logits, targets);
    if (!result.inTheLarge)
        result.note = "the calibration in the large did not converge";
    if (!overlap(scores)) {
        result.note += std::string(result.note.empty() ? "" : "; ") +
                       "a threshold separates the classes (or all scores are equal): slope and "
                       "intercept have no finite value";
    } else if (const auto line = detail::logisticLine(logits, targets)) {
        result.slope = line->slope;
        result.intercept = line->offset;
    } else {
        result.note += std::string(result.note.empty() ? "" : "; ") +
                       "the fit of slope and intercept did not converge";
    }
}

} // namespace

Result<Calibration> calibration(std::span<const Scored> scores, std::size_t bins) {
    CW_CHECK(detail::checkScores(scores));
    if (bins == 0)
        return fail(ErrorCode::InvalidArgument, "a calibration needs at least one bin");
    Calibration result;
    const auto n = static_cast<double>(scores.size());
    double positives = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        const Scored& s = scores[row];
        if (s.score < 0 || s.score > 1)
            return fail(ErrorCode::InvalidArgument, "the score of row " + std::to_string(row + 1) +
                                                        " is not a probability between 0 and 1");
        result.brier += (s.score - s.label) * (s.score - s.label);
        positives += s.label;
    }
    result.brier /= n;
    const double prevalence = positives / n;
    result.brierReference = prevalence * (1 - prevalence);
    if (result.brierReference > 0)
        result.brierSkill = 1 - result.brier / result.brierReference;
    result.equalWidth = equalWidthBins(scores, bins);
    result.equalMass = equalMassBins(scores, bins);
    result.eceWidth = expectedError(result.equalWidth, scores.size());
    result.eceMass = expectedError(result.equalMass, scores.size());
    fitLines(result, scores);
    return result;
}

double Platt::probability(double score) const { return detail::logistic(slope * score + offset); }

Result<Platt> fitPlatt(std::span<const Scored> scores) {
    CW_CHECK(detail::checkScores(scores));
    double positives = 0, mean = 0, squares = 0;
    const auto n = static_cast<double>(scores.size());
    for (const Scored& s : scores) {
        positives += s.label;
        mean += s.score / n;
    }
    for (const Scored& s : scores)
        squares += (s.score - mean) * (s.score - mean) / n;
    // Platt's targets are what a prior of one more case a class gives; without them separated
    // classes would have an infinite slope.
    const double high = (positives + 1) / (positives + 2), low = 1 / (n - positives + 2);
    const double scale = squares > 0 ? std::sqrt(squares) : 1;
    std::vector<double> standard, targets;
    for (const Scored& s : scores) {
        standard.push_back((s.score - mean) / scale);
        targets.push_back(s.label == 1 ? high : low);
    }
    Platt result;
    if (squares > 0) {
        const auto line = detail::logisticLine(standard, targets);
        if (!line)
            return fail(ErrorCode::Internal, "Platt's scaling did not converge");
        result.slope = line->slope / scale;
        result.offset = line->offset - result.slope * mean;
    } else { // all tied: everybody has the mean target
        const double share = (positives * high + (n - positives) * low) / n;
        result.offset = std::log(share / (1 - share));
    }
    return result;
}

} // namespace cw::validation
