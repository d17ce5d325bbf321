// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/CrossValidated.h"

#include "validation/Csv.h"
#include "validation/stats/Delong.h"
#include "validation/stats/Distributions.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Groups.h"
#include "validation/stats/detail/Order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::validation {
namespace {

constexpr double kPoolingTolerance = 0.02; // decision 0042

using Rows = std::vector<std::size_t>;

/// Numbers as numbers, so that fold 2 comes before fold 10.
bool foldBefore(const std::string& a, const std::string& b) {
    const auto x = finiteNumber(a), y = finiteNumber(b);
    if (x && y && *x != *y)
        return *x < *y;
    return x.has_value() != y.has_value() ? x.has_value() : a < b;
}

std::vector<Rows> rowsOfFolds(std::span<const std::string> folds) {
    const auto groups = detail::groupsOf(folds);
    std::vector<Rows> rows(groups.count());
    for (std::size_t i = 0; i < folds.size(); ++i)
        rows[groups.of[i]].push_back(i);
    std::sort(rows.begin(), rows.end(), [&](const Rows& a, const Rows& b) {
        return foldBefore(folds[a.front()], folds[b.front()]);
    });
    return rows;
}

std::vector<Scored> picked(std::span<const Scored> scores, const Rows& rows) {
    std::vector<Scored> result;
    for (const std::size_t row : rows)
        result.push_back(scores[row]);
    return result;
}

bool hasBothClasses(std::span<const Scored> scores, const Rows& rows) {
    const auto positives = std::count_if(rows.begin(), rows.end(),
                                         [&](std::size_t row) { return scores[row].label == 1; });
    return positives > 0 && positives < static_cast<std::ptrdiff_t>(rows.size());
}

/// The influence curve of every row of folds with both classes (0 for other rows).
struct Influence {
    std::vector<double> ofRow;
    std::vector<double> aucs; ///< one a fold that counts
    std::vector<Rows> folds;  ///< those folds
    double mean = 0, rows = 0;
};

/// IC = n/n1 (share of negatives below - AUC_v) for a positive and n/n0 (share of positives above -
/// AUC_v) for a negative of fold v; n, n1, n0 over all folds (LeDell et al. 2015, theorem 4.1).
Influence influenceOf(std::span<const Scored> scores, std::span<const Rows> folds) {
    Influence result;
    result.ofRow.resize(scores.size());
    double n1 = 0;
    for (const Rows& rows : folds)
        if (hasBothClasses(scores, rows)) {
            result.folds.push_back(rows);
            result.rows += static_cast<double>(rows.size());
            for (const std::size_t row : rows)
                n1 += scores[row].label;
        }
    const double w1 = result.rows / n1, w0 = result.rows / (result.rows - n1);
    for (const Rows& rows : result.folds) {
        const Placements parts = placements(picked(scores, rows)).value();
        std::size_t positive = 0, negative = 0;
        for (const std::size_t row : rows)
            result.ofRow[row] = scores[row].label == 1
                                    ? w1 * (parts.positive[positive++] - parts.auc)
                                    : w0 * (parts.negative[negative++] - parts.auc);
        result.aucs.push_back(parts.auc);
    }
    result.mean = std::accumulate(result.aucs.begin(), result.aucs.end(), 0.0) /
                  static_cast<double>(result.aucs.size());
    return result;
}

/// Mean over folds of the mean square, over n.
double varianceOfRows(const Influence& influence) {
    double sum = 0;
    for (const Rows& rows : influence.folds) {
        double squares = 0;
        for (const std::size_t row : rows)
            squares += influence.ofRow[row] * influence.ofRow[row];
        sum += squares / static_cast<double>(rows.size());
    }
    return sum / static_cast<double>(influence.folds.size()) / influence.rows;
}

struct ByPatient {
    double variance = 0;
    std::size_t patients = 0;
};
/// A patient's influence is its rows' sum over the mean number of rows a patient; patients count
/// within their fold, as the models of two folds are different ones.
ByPatient varianceOfPatients(const Influence& influence, std::span<const std::string> patients) {
    const auto groups = detail::groupsOf(patients);
    std::vector<char> seen(groups.count());
    std::vector<double> sums(groups.count());
    ByPatient result;
    for (const Rows& rows : influence.folds)
        for (const std::size_t row : rows)
            if (std::exchange(seen[groups.of[row]], 1) == 0)
                ++result.patients;
    const double size = influence.rows / static_cast<double>(result.patients);
    double meanOfFolds = 0;
    for (const Rows& rows : influence.folds) {
        for (const std::size_t row : rows)
            sums[groups.of[row]] += influence.ofRow[row] / size;
        double squares = 0, here = 0;
        for (const std::size_t row : rows) {
            double& sum = sums[groups.of[row]];
            if (seen[groups.of[row]] == 1) {
                squares += sum * sum;
                here += 1;
                seen[groups.of[row]] = 2;
            }
        }
        for (const std::size_t row : rows) {
            sums[groups.of[row]] = 0;
            seen[groups.of[row]] = 1;
        }
        meanOfFolds += squares / here;
    }
    meanOfFolds /= static_cast<double>(influence.folds.size());
    result.variance = meanOfFolds / static_cast<double>(result.patients);
    return result;
}

Result<void> checkLengths(std::span<const Scored> scores, std::span<const std::string> folds,
                          std::span<const std::string> patients, bool clustered) {
    CW_CHECK(detail::checkScores(scores));
    if (folds.size() != scores.size())
        return fail(ErrorCode::InvalidArgument, "a cross-validated AUC needs a fold per score");
    if (clustered && patients.size() != scores.size())
        return fail(ErrorCode::InvalidArgument, "a clustered interval needs a patient per score");
    return {};
}

FoldAuc foldOf(std::span<const Scored> scores, const Rows& rows, const std::string& name) {
    FoldAuc fold;
    fold.fold = name;
    const auto here = picked(scores, rows);
    for (const Scored& s : here)
        ++(s.label == 1 ? fold.positives : fold.negatives);
    if (auto result = auc(here)) {
        fold.note = result->note;
        fold.auc = std::move(*result);
    } else {
        fold.note = result.error().message;
    }
    return fold;
}

std::optional<double> sampleSd(std::span<const double> values, double mean) {
    if (values.size() < 2)
        return std::nullopt;
    double squares = 0;
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

void addNote(std::string& note, const std::string& text) {
    note += (note.empty() ? "" : "; ") + text;
}

void setInterval(CrossValidatedAuc& result, double variance, double smaller) {
    if (variance > detail::kRoundingVariance) {
        result.standardError = std::sqrt(variance);
        const Interval wald = detail::waldInterval(result.mean, variance);
        result.interval = {std::max(0.0, wald.lower), std::min(1.0, wald.upper)};
        return;
    }
    if (result.mean == 1 || result.mean == 0) {
        result.interval = detail::separatedInterval(result.mean, smaller);
        addNote(result.note,
                "the classes overlap in no fold, so the variance is 0; the interval is "
                "the exact one of a proportion in the smaller class");
    } else {
        result.interval = {0, 1};
        addNote(result.note,
                "the influence curve has no variance: the interval is the whole range");
    }
}

Result<CrossValidatedAuc> crossValidated(std::span<const Scored> scores,
                                         std::span<const std::string> folds,
                                         std::span<const std::string> patients, bool clustered) {
    CW_CHECK(checkLengths(scores, folds, patients, clustered));
    const auto rows = rowsOfFolds(folds);
    CrossValidatedAuc result;
    std::size_t single = 0;
    for (const Rows& fold : rows) {
        result.folds.push_back(foldOf(scores, fold, folds[fold.front()]));
        const FoldAuc& last = result.folds.back();
        single += last.auc && std::min(last.positives, last.negatives) == 1 ? 1U : 0U;
    }
    const Influence influence = influenceOf(scores, rows);
    if (influence.folds.empty())
        return fail(ErrorCode::InvalidArgument, "no fold has both classes: no AUC is defined");
    if (const auto out = rows.size() - influence.folds.size(); out > 0)
        addNote(result.note, std::to_string(out) + " of " + std::to_string(rows.size()) +
                                 " folds have a single class and are left out");
    if (single > 0)
        addNote(result.note, std::to_string(single) +
                                 " folds have a single case of a class, whose "
                                 "spread cannot be seen: the interval is too narrow");
    result.mean = influence.mean;
    result.foldSd = sampleSd(influence.aucs, influence.mean);
    CW_TRY(const Auc pooled, auc(scores));
    result.pooled = pooled.auc;
    result.pooledDiffers = std::abs(result.mean - result.pooled) > kPoolingTolerance;
    const auto byPatient =
        clustered ? varianceOfPatients(influence, patients)
                  : ByPatient{varianceOfRows(influence), static_cast<std::size_t>(influence.rows)};
    result.patients = byPatient.patients;
    setInterval(result, byPatient.variance,
                static_cast<double>(std::min(pooled.positives, pooled.negatives)));
    return result;
}

} // namespace

Result<CrossValidatedAuc> crossValidatedAuc(std::span<const Scored> scores,
                                            std::span<const std::string> folds) {
    return crossValidated(scores, folds, {}, false);
}

Result<CrossValidatedAuc> crossValidatedAuc(std::span<const Scored> scores,
                                            std::span<const std::string> folds,
                                            std::span<const std::string> patients) {
    return crossValidated(scores, folds, patients, true);
}

Result<CrossValidatedDifference> crossValidatedDifference(std::span<const Scored> first,
                                                          std::span<const double> second,
                                                          std::span<const std::string> folds,
                                                          std::span<const std::string> patients) {
    CW_CHECK(checkLengths(first, folds, patients, true));
    if (second.size() != first.size())
        return fail(ErrorCode::InvalidArgument, "a paired test needs both scores for every case");
    std::vector<Scored> other(first.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        other[i] = {second[i], first[i].label};
    if (auto checked = detail::checkScores(other); !checked)
        return within(std::move(checked).error(), "second score");
    const auto rows = rowsOfFolds(folds);
    Influence a = influenceOf(first, rows);
    const Influence b = influenceOf(other, rows);
    if (a.folds.empty())
        return fail(ErrorCode::InvalidArgument, "no fold has both classes: no AUC is defined");
    for (std::size_t i = 0; i < a.ofRow.size(); ++i)
        a.ofRow[i] -= b.ofRow[i];
    CrossValidatedDifference result;
    result.first = a.mean;
    result.second = b.mean;
    result.difference = a.mean - b.mean;
    for (std::size_t fold = 0; fold < a.aucs.size(); ++fold)
        result.foldDifferences.push_back(a.aucs[fold] - b.aucs[fold]);
    result.interval = {result.difference, result.difference};
    const double variance = varianceOfPatients(a, patients).variance;
    if (variance > detail::kRoundingVariance) {
        result.standardError = std::sqrt(variance);
        result.z = result.difference / result.standardError;
        result.p = normalTwoSided(result.z);
        result.interval = detail::waldInterval(result.difference, variance);
    } else if (result.difference != 0) {
        result.interval = {-1, 1};
        result.note = "the difference has no variance: it cannot be tested";
    }
    return result;
}

} // namespace cw::validation
