// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Delong.h"

#include "validation/stats/Distributions.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Order.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

double sampleCovariance(std::span<const double> a, std::span<const double> b, double meanA,
                        double meanB) {
    if (a.size() < 2)
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - meanA) * (b[i] - meanB);
    return sum / static_cast<double>(a.size() - 1);
}

double inverseLogit(double x) { return 1 / (1 + std::exp(-x)); }

} // namespace

Result<Placements> placements(std::span<const Scored> scores) {
    CW_CHECK(detail::checkScores(scores));
    const auto rows = detail::rowsByScore(scores);
    std::vector<double> placement(scores.size());
    std::size_t positives = 0;
    for (const Scored& s : scores)
        positives += s.label == 1 ? 1U : 0U;
    const auto n1 = static_cast<double>(positives);
    const auto n0 = static_cast<double>(scores.size() - positives);
    double below1 = 0, below0 = 0, wins = 0; // multiples of 1/2: exact
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        double here1 = 0, here0 = 0;
        for (end = begin; end < rows.size() && rows[end].key == rows[begin].key; ++end)
            (scores[rows[end].row].label == 1 ? here1 : here0) += 1;
        const double ofPositive = (below0 + here0 / 2) / n0;
        const double ofNegative = (n1 - below1 - here1 / 2) / n1;
        for (std::size_t i = begin; i < end; ++i)
            placement[rows[i].row] = scores[rows[i].row].label == 1 ? ofPositive : ofNegative;
        wins += here1 * (below0 + here0 / 2);
        below1 += here1;
        below0 += here0;
    }
    Placements result;
    result.auc = wins / (n1 * n0);
    result.positive.reserve(positives);
    result.negative.reserve(scores.size() - positives);
    for (std::size_t i = 0; i < scores.size(); ++i)
        (scores[i].label == 1 ? result.positive : result.negative).push_back(placement[i]);
    return result;
}

Result<AucCovariance> aucCovariance(std::span<const std::vector<double>> markers,
                                    std::span<const int> labels) {
    std::vector<Placements> parts;
    for (std::size_t marker = 0; marker < markers.size(); ++marker) {
        const std::string which = "marker " + std::to_string(marker + 1);
        if (markers[marker].size() != labels.size())
            return fail(ErrorCode::InvalidArgument, which + ": one score a label is needed");
        std::vector<Scored> scores(labels.size());
        for (std::size_t i = 0; i < labels.size(); ++i)
            scores[i] = {markers[marker][i], labels[i]};
        auto part = placements(scores);
        if (!part)
            return within(std::move(part).error(), which);
        parts.push_back(std::move(*part));
    }
    AucCovariance result;
    result.matrix.resize(parts.size() * parts.size());
    for (const Placements& part : parts)
        result.aucs.push_back(part.auc);
    for (std::size_t r = 0; r < parts.size(); ++r)
        for (std::size_t c = r; c < parts.size(); ++c) {
            const Placements &a = parts[r], &b = parts[c];
            const double covariance = sampleCovariance(a.positive, b.positive, a.auc, b.auc) /
                                          static_cast<double>(a.positive.size()) +
                                      sampleCovariance(a.negative, b.negative, a.auc, b.auc) /
                                          static_cast<double>(a.negative.size());
            result.matrix[r * parts.size() + c] = covariance;
            result.matrix[c * parts.size() + r] = covariance;
        }
    return result;
}

Result<UnpairedAuc> unpairedAuc(std::span<const Scored> first, std::span<const Scored> second) {
    UnpairedAuc result;
    CW_TRY(result.first, auc(first));
    auto other = auc(second);
    if (!other)
        return within(std::move(other).error(), "second score");
    result.second = *other;
    result.difference = result.first.auc - result.second.auc;
    const double v1 = result.first.variance, v2 = result.second.variance;
    result.interval = {-1, 1};
    if (!(v1 + v2 > 0)) {
        result.note = "neither AUC has a variance: the difference cannot be tested";
        return result;
    }
    const auto freedom = [](const Auc& a) {
        return static_cast<double>(a.positives + a.negatives - 1);
    };
    result.df = (v1 + v2) * (v1 + v2) /
                (v1 * v1 / freedom(result.first) + v2 * v2 / freedom(result.second));
    const double error = std::sqrt(v1 + v2);
    result.t = result.difference / error;
    result.p = tTwoSided(result.t, result.df);
    const double half = tBound(0.95, result.df) * error;
    result.interval = {std::max(-1.0, result.difference - half),
                       std::min(1.0, result.difference + half)};
    if (!result.first.note.empty() || !result.second.note.empty())
        result.note = "one AUC has a variance that is a bound or 0: the test is rough";
    return result;
}

Interval logitInterval(const Auc& auc, double confidence) {
    if (auc.auc <= 0 || auc.auc >= 1 || !(auc.variance > 0))
        return {auc.lower, auc.upper};
    const double centre = std::log(auc.auc / (1 - auc.auc));
    const double half =
        normalBound(confidence) * std::sqrt(auc.variance) / (auc.auc * (1 - auc.auc));
    return {inverseLogit(centre - half), inverseLogit(centre + half)};
}

Result<PartialAuc> partialAuc(std::span<const Scored> scores, double lowestSpecificity,
                              double highestSpecificity) {
    if (!(lowestSpecificity >= 0 && lowestSpecificity < highestSpecificity &&
          highestSpecificity <= 1))
        return fail(ErrorCode::InvalidArgument,
                    "a partial area needs a range of specificity inside [0, 1]");
    CW_TRY(const auto curve, rocCurve(scores));
    const double from = 1 - highestSpecificity, to = 1 - lowestSpecificity;
    PartialAuc result;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const RocPoint &a = curve[i - 1], &b = curve[i];
        const double width = b.falsePositiveRate - a.falsePositiveRate;
        const double left = std::max(from, a.falsePositiveRate);
        const double right = std::min(to, b.falsePositiveRate);
        if (!(width > 0 && right > left))
            continue;
        const auto height = [&](double x) { // the curve is straight between its points
            return a.truePositiveRate +
                   (b.truePositiveRate - a.truePositiveRate) * (x - a.falsePositiveRate) / width;
        };
        result.area += (right - left) * (height(left) + height(right)) / 2;
    }
    const double chance = (to * to - from * from) / 2, best = to - from;
    result.corrected = (1 + (result.area - chance) / (best - chance)) / 2;
    return result;
}

} // namespace cw::validation
