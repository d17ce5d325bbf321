// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Ridge.h"

#include "validation/Cholesky.h"

#include "validation/Parallel.h"

#include <algorithm>
#include <cmath>

namespace cw::validation::checks {
namespace {

/// Training rows with mean 0 in every column.
Matrix centred(Matrix x) {
    for (std::size_t c = 0; c < x.columns; ++c) {
        double sum = 0;
        for (std::size_t r = 0; r < x.rows; ++r)
            sum += x.row(r)[c];
        const double mean = sum / static_cast<double>(x.rows);
        for (std::size_t r = 0; r < x.rows; ++r)
            x.row(r)[c] -= mean;
    }
    return x;
}

/// X'X or, with fewer rows than columns, XX' (the lower triangle), plus the penalty.
Matrix gram(const Matrix& x, bool byColumns, double penalty) {
    const std::size_t n = byColumns ? x.columns : x.rows;
    Matrix result(n, n);
    if (byColumns) {
        for (std::size_t r = 0; r < x.rows; ++r) {
            const auto row = x.row(r);
            for (std::size_t a = 0; a < n; ++a) {
                const double value = row[a];
                const auto line = result.row(a);
                for (std::size_t b = 0; b <= a; ++b)
                    line[b] += value * row[b];
            }
        }
    } else {
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b <= a; ++b) {
                const auto p = x.row(a), q = x.row(b);
                double sum = 0;
                for (std::size_t c = 0; c < x.columns; ++c)
                    sum += p[c] * q[c];
                result.row(a)[b] = sum;
            }
    }
    for (std::size_t a = 0; a < n; ++a)
        result.row(a)[a] += penalty;
    return result;
}

/// X'v.
std::vector<double> transposedTimes(const Matrix& x, std::span<const double> v) {
    std::vector<double> result(x.columns, 0);
    for (std::size_t r = 0; r < x.rows; ++r) {
        if (v[r] == 0)
            continue;
        const auto row = x.row(r);
        for (std::size_t c = 0; c < x.columns; ++c)
            result[c] += v[r] * row[c];
    }
    return result;
}

} // namespace

std::vector<std::vector<double>> ridgeScores(const Matrix& features,
                                             std::span<const std::size_t> training,
                                             std::span<const std::size_t> test,
                                             std::span<const std::vector<int>> labelSets) {
    std::vector<std::vector<double>> scores(labelSets.size(), std::vector<double>(test.size(), 0));
    if (training.empty() || test.empty() || features.columns == 0)
        return scores;
    const Matrix raw = features.selected(training);
    const Standardisation standard = Standardisation::fittedOn(raw);
    const Matrix x = centred(standard.applied(raw));
    const Matrix y = standard.applied(features.selected(test));
    const bool byColumns = x.columns <= x.rows;
    const Cholesky factor(gram(x, byColumns, 10 + 0.5 * static_cast<double>(x.rows)));
    for (std::size_t s = 0; s < labelSets.size(); ++s) {
        std::vector<double> target(training.size());
        double positives = 0;
        for (std::size_t i = 0; i < training.size(); ++i)
            positives += labelSets[s][training[i]];
        const double share = positives / static_cast<double>(training.size());
        for (std::size_t i = 0; i < training.size(); ++i)
            // x is centred, so that in X'(y - mean) the mean falls out; kept 0/1 it costs less.
            target[i] = labelSets[s][training[i]] - (byColumns ? 0 : share);
        if (!byColumns)
            factor.solveInPlace(target);
        std::vector<double> weights = transposedTimes(x, target);
        if (byColumns)
            factor.solveInPlace(weights);
        if (share == 0 || share == 1)
            continue;
        for (std::size_t i = 0; i < test.size(); ++i)
            for (std::size_t c = 0; c < y.columns; ++c)
                scores[s][i] += weights[c] * y.row(i)[c];
    }
    return scores;
}

Result<std::vector<std::vector<double>>> foldedRidge(const Matrix& features,
                                                     std::span<const int> folds, int k,
                                                     std::span<const std::vector<int>> labelSets,
                                                     int workers, const core::CancelToken* cancel) {
    std::vector<std::vector<double>> scores(labelSets.size(),
                                            std::vector<double>(features.rows, 0));
    CW_CHECK(forEachIndex(static_cast<std::size_t>(k), workers, cancel, [&](std::size_t fold) {
        std::vector<std::size_t> training, test;
        for (std::size_t i = 0; i < features.rows; ++i)
            (folds[i] == static_cast<int>(fold) ? test : training).push_back(i);
        const auto part = ridgeScores(features, training, test, labelSets);
        for (std::size_t s = 0; s < part.size(); ++s)
            for (std::size_t i = 0; i < test.size(); ++i)
                scores[s][test[i]] = part[s][i];
    }));
    return scores;
}

} // namespace cw::validation::checks
