// SPDX-License-Identifier: Apache-2.0
#include "validation/Metrics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cw::validation {
namespace {

constexpr double kZ95 = 1.959963984540054; // two-sided 95 % of the normal distribution

Result<void> checkScores(std::span<const Scored> scores) {
    std::size_t positives = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (!std::isfinite(scores[row].score))
            return fail(ErrorCode::InvalidArgument,
                        "the score of row " + std::to_string(row + 1) + " is not a finite number");
        if (scores[row].label != 0 && scores[row].label != 1)
            return fail(ErrorCode::InvalidArgument,
                        "the label of row " + std::to_string(row + 1) + " is neither 0 nor 1");
        positives += scores[row].label == 1 ? 1U : 0U;
    }
    if (positives == 0)
        return fail(ErrorCode::InvalidArgument,
                    "there is no positive case: the AUC is not defined");
    if (positives == scores.size())
        return fail(ErrorCode::InvalidArgument,
                    "there is no negative case: the AUC is not defined");
    return {};
}

/// Rank of each value among all, counted from 1; equal values share the mean of their ranks.
std::vector<double> midRanks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = 0.5 * static_cast<double>(begin + 1 + end);
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = rank;
        begin = end;
    }
    return ranks;
}

/// DeLong's structural components: for each positive the share of negatives it beats, for each
/// negative the share of positives that beat it; from three rankings (Sun & Xu 2014).
struct Components {
    double auc = 0;
    std::vector<double> positive, negative;
};

Components componentsOf(std::span<const double> scores, std::span<const int> labels) {
    std::vector<double> positive, negative;
    for (std::size_t i = 0; i < scores.size(); ++i)
        (labels[i] == 1 ? positive : negative).push_back(scores[i]);
    const auto among = midRanks(scores);
    const auto amongPositive = midRanks(positive);
    const auto amongNegative = midRanks(negative);
    const auto n1 = static_cast<double>(positive.size());
    const auto n0 = static_cast<double>(negative.size());

    Components c;
    double rankSum = 0; // a sum of multiples of 1/2: exact
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (labels[i] == 1) {
            rankSum += among[i];
            c.positive.push_back((among[i] - amongPositive[c.positive.size()]) / n0);
        } else {
            c.negative.push_back(1 - (among[i] - amongNegative[c.negative.size()]) / n1);
        }
    }
    c.auc = (rankSum - n1 * (n1 + 1) / 2) / (n1 * n0);
    return c;
}

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Sample covariance; 0 for a single value, which the callers note.
double covarianceOf(std::span<const double> a, std::span<const double> b) {
    if (a.size() < 2)
        return 0;
    const double meanA = mean(a), meanB = mean(b);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - meanA) * (b[i] - meanB);
    return sum / static_cast<double>(a.size() - 1);
}

double covarianceOfAucs(const Components& a, const Components& b) {
    return covarianceOf(a.positive, b.positive) / static_cast<double>(a.positive.size()) +
           covarianceOf(a.negative, b.negative) / static_cast<double>(a.negative.size());
}

void setWaldInterval(Auc& result) {
    const double half = kZ95 * std::sqrt(result.variance);
    result.lower = std::max(0.0, result.auc - half);
    result.upper = std::min(1.0, result.auc + half);
}

/// Intervals where DeLong's variance says nothing (one case of a class, no overlap, all tied).
void setInterval(Auc& result) {
    const auto smaller = static_cast<double>(std::min(result.positives, result.negatives));
    const bool separated = result.auc == 1 || result.auc == 0;
    if (separated && result.variance == 0) {
        // As a proportion of n out of n (Clopper-Pearson) with n the smaller class.
        const double bound = std::pow(0.025, 1 / smaller);
        result.lower = result.auc == 1 ? bound : 0;
        result.upper = result.auc == 1 ? 1 : 1 - bound;
        result.note = "the classes do not overlap, so DeLong's variance is 0; the interval is the "
                      "exact one of a proportion in the smaller class";
        return;
    }
    if (smaller < 2) {
        // The largest variance that any pair of distributions with this AUC can give.
        result.variance = result.auc * (1 - result.auc) / smaller;
        result.note = "a class has a single case: the variance is an upper bound";
    } else if (result.variance == 0) {
        result.lower = 0;
        result.upper = 1;
        result.note = "the scores do not rank the cases: the interval is the whole range";
        return;
    }
    setWaldInterval(result);
}

Auc aucFrom(const Components& c) {
    Auc result;
    result.auc = c.auc;
    result.positives = c.positive.size();
    result.negatives = c.negative.size();
    result.variance = covarianceOfAucs(c, c);
    setInterval(result);
    return result;
}

struct Columns {
    std::vector<double> scores;
    std::vector<int> labels;
};
Columns columnsOf(std::span<const Scored> scores) {
    Columns columns;
    for (const Scored& s : scores) {
        columns.scores.push_back(s.score);
        columns.labels.push_back(s.label);
    }
    return columns;
}

/// What one patient adds: images of either class and the sums of their components.
struct Cluster {
    double positives = 0, negatives = 0, positiveSum = 0, negativeSum = 0;
};

double obuchowskiVariance(const std::map<std::string, Cluster>& clusters, const Auc& result) {
    const auto m = static_cast<double>(result.positives), n = static_cast<double>(result.negatives);
    double withPositive = 0, withNegative = 0, s10 = 0, s01 = 0, s11 = 0;
    for (const auto& [patient, c] : clusters) {
        const double p = c.positiveSum - c.positives * result.auc;
        const double q = c.negativeSum - c.negatives * result.auc;
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
    return std::max(0.0, s10 / m + s01 / n + 2 * s11 / (m * n));
}

} // namespace

Result<Auc> auc(std::span<const Scored> scores) {
    CW_CHECK(checkScores(scores));
    const Columns columns = columnsOf(scores);
    return aucFrom(componentsOf(columns.scores, columns.labels));
}

Result<PairedAuc> pairedAuc(std::span<const Scored> first, std::span<const double> second) {
    if (first.size() != second.size())
        return fail(ErrorCode::InvalidArgument, "a paired test needs both scores for every case: " +
                                                    std::to_string(first.size()) + " and " +
                                                    std::to_string(second.size()));
    std::vector<Scored> other;
    for (std::size_t i = 0; i < first.size(); ++i)
        other.push_back({second[i], first[i].label});
    CW_CHECK(checkScores(first));
    if (auto checked = checkScores(other); !checked)
        return within(std::move(checked).error(), "second score");

    const Columns a = columnsOf(first), b = columnsOf(other);
    const Components ca = componentsOf(a.scores, a.labels), cb = componentsOf(b.scores, b.labels);
    PairedAuc result;
    result.first = aucFrom(ca);
    result.second = aucFrom(cb);
    result.covariance = covarianceOfAucs(ca, cb);
    // The variance of the difference from the differences themselves: exactly 0 for equal scores,
    // where v1 + v2 - 2c leaves a rounding error to divide by.
    Components difference;
    for (std::size_t i = 0; i < ca.positive.size(); ++i)
        difference.positive.push_back(ca.positive[i] - cb.positive[i]);
    for (std::size_t i = 0; i < ca.negative.size(); ++i)
        difference.negative.push_back(ca.negative[i] - cb.negative[i]);
    const double variance = covarianceOfAucs(difference, difference);
    if (std::min(ca.positive.size(), ca.negative.size()) < 2) {
        result.note = "a class has a single case: the difference cannot be tested";
    } else if (!(variance > 0)) {
        if (ca.auc != cb.auc)
            result.note = "the difference has no variance: it cannot be tested";
    } else {
        result.z = (ca.auc - cb.auc) / std::sqrt(variance);
        result.p = std::erfc(std::abs(result.z) / std::sqrt(2.0));
    }
    return result;
}

Result<Auc> clusteredAuc(std::span<const Scored> scores, std::span<const std::string> patients) {
    CW_CHECK(checkScores(scores));
    if (scores.size() != patients.size())
        return fail(ErrorCode::InvalidArgument, "a clustered interval needs a patient per score");
    const Columns columns = columnsOf(scores);
    const Components c = componentsOf(columns.scores, columns.labels);
    std::map<std::string, Cluster> clusters;
    std::size_t positive = 0, negative = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        Cluster& cluster = clusters[patients[i]];
        if (scores[i].label == 1) {
            cluster.positives += 1;
            cluster.positiveSum += c.positive[positive++];
        } else {
            cluster.negatives += 1;
            cluster.negativeSum += c.negative[negative++];
        }
    }
    std::size_t withPositive = 0, withNegative = 0;
    for (const auto& [patient, cluster] : clusters) {
        withPositive += cluster.positives > 0 ? 1 : 0;
        withNegative += cluster.negatives > 0 ? 1 : 0;
    }
    Auc result = aucFrom(c);
    if (std::min(withPositive, withNegative) < 2) {
        const auto least = static_cast<double>(std::min(withPositive, withNegative));
        result.variance = result.auc * (1 - result.auc) / least;
        if (result.variance > 0) { // else the interval of the separated case stands
            setWaldInterval(result);
            result.note = "a class has a single patient: the variance is an upper bound";
        }
        return result;
    }
    result.variance = obuchowskiVariance(clusters, result);
    if (result.variance > 0) {
        result.note.clear();
        setWaldInterval(result);
    }
    return result;
}

} // namespace cw::validation
