// SPDX-License-Identifier: Apache-2.0
#include "agreement/Icc.h"

#include "agreement/Quantiles.h"

namespace cw::agreement {
namespace {

/// Mean squares of the two-way layout: between subjects, between raters, error, within subjects.
struct MeanSquares {
    double n = 0, k = 0, between = 0, raters = 0, error = 0, within = 0;
};

MeanSquares meanSquaresOf(const std::vector<std::vector<double>>& rows) {
    MeanSquares ms;
    ms.n = static_cast<double>(rows.size());
    ms.k = static_cast<double>(rows.front().size());
    std::vector<double> subjects(rows.size(), 0), raters(rows.front().size(), 0);
    double mean = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < raters.size(); ++j) {
            subjects[i] += rows[i][j] / ms.k;
            raters[j] += rows[i][j] / ms.n;
            mean += rows[i][j] / (ms.n * ms.k);
        }
    double betweenSum = 0, raterSum = 0, errorSum = 0, withinSum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        betweenSum += ms.k * (subjects[i] - mean) * (subjects[i] - mean);
        for (std::size_t j = 0; j < raters.size(); ++j) {
            const double within = rows[i][j] - subjects[i];
            const double rest = within - raters[j] + mean;
            withinSum += within * within;
            errorSum += rest * rest;
        }
    }
    for (const double rater : raters)
        raterSum += ms.n * (rater - mean) * (rater - mean);
    ms.between = betweenSum / (ms.n - 1);
    ms.raters = raterSum / (ms.k - 1);
    ms.error = errorSum / ((ms.n - 1) * (ms.k - 1));
    ms.within = withinSum / (ms.n * (ms.k - 1));
    return ms;
}

constexpr std::string_view kNoVariance = "the subjects do not differ";
constexpr std::string_view kNoError = "the raters agree exactly: the error has no variance";

Icc ratio(double above, double below) {
    Icc icc;
    icc.value = below > 0 ? Figure::of(above / below) : Figure::none(kNoVariance);
    icc.low = icc.high = Figure::none(icc.value.known() ? kNoError : kNoVariance);
    return icc;
}

/// Interval of the forms whose F is a ratio of independent mean squares (models 1 and 3).
void intervalOf(Icc& single, Icc& mean, const MeanSquares& ms, double error, double errorDegrees,
                double level) {
    if (!(error > 0) || !(ms.between > 0))
        return;
    const double f = ms.between / error, p = (1 + level) / 2, d = ms.n - 1;
    const double low = f / fisherQuantile(p, d, errorDegrees);
    const double high = f * fisherQuantile(p, errorDegrees, d);
    single.low = Figure::of((low - 1) / (low + ms.k - 1));
    single.high = Figure::of((high - 1) / (high + ms.k - 1));
    mean.low = Figure::of(1 - 1 / low);
    mean.high = Figure::of(1 - 1 / high);
}

/// Model 2: Satterthwaite's degrees of freedom (Shrout & Fleiss 1979, p. 424).
void intervalOfModel2(Icc& single, Icc& mean, const MeanSquares& ms, double level) {
    if (!single.value.known() || !(ms.error > 0) || !(ms.between > 0))
        return;
    const double n = ms.n, k = ms.k, rho = single.value.value(), fj = ms.raters / ms.error;
    const double rest = n * (1 + (k - 1) * rho) - k * rho;
    const double above = (k - 1) * (n - 1) * (k * rho * fj + rest) * (k * rho * fj + rest);
    const double below = (n - 1) * k * k * rho * rho * fj * fj + rest * rest;
    const double degrees = above / below;
    if (!(degrees > 0) || !std::isfinite(degrees))
        return;
    const double p = (1 + level) / 2;
    const double fLow = fisherQuantile(p, n - 1, degrees),
                 fHigh = fisherQuantile(p, degrees, n - 1);
    const double both = k * ms.raters + (k * n - k - n) * ms.error;
    const double low = n * (ms.between - fLow * ms.error) / (fLow * both + n * ms.between);
    const double high = n * (fHigh * ms.between - ms.error) / (both + n * fHigh * ms.between);
    single.low = Figure::of(low);
    single.high = Figure::of(high);
    mean.low = Figure::of(low * k / (1 + low * (k - 1)));
    mean.high = Figure::of(high * k / (1 + high * (k - 1)));
}

IccTable nothing(std::size_t subjects, std::size_t raters, std::string_view why) {
    const auto none = Figure::none(why);
    const Icc icc{none, none, none};
    return {subjects, raters, icc, icc, icc, icc, icc, icc};
}

} // namespace

IccTable iccOf(const std::vector<std::vector<double>>& rows, double level) {
    const std::size_t raters = rows.empty() ? 0 : rows.front().size();
    if (rows.size() < 2 || raters < 2)
        return nothing(rows.size(), raters, "fewer than two subjects or two raters");
    for (const auto& row : rows) {
        if (row.size() != raters)
            return nothing(rows.size(), raters, "a subject lacks a rater's value");
        for (const double value : row)
            if (!std::isfinite(value))
                return nothing(rows.size(), raters, reason::kNotNumber);
    }
    const auto ms = meanSquaresOf(rows);
    const double n = ms.n, k = ms.k;
    IccTable table;
    table.subjects = rows.size();
    table.raters = raters;
    table.icc11 = ratio(ms.between - ms.within, ms.between + (k - 1) * ms.within);
    table.icc1k = ratio(ms.between - ms.within, ms.between);
    table.icc21 = ratio(ms.between - ms.error,
                        ms.between + (k - 1) * ms.error + k * (ms.raters - ms.error) / n);
    table.icc2k = ratio(ms.between - ms.error, ms.between + (ms.raters - ms.error) / n);
    table.icc31 = ratio(ms.between - ms.error, ms.between + (k - 1) * ms.error);
    table.icc3k = ratio(ms.between - ms.error, ms.between);
    intervalOf(table.icc11, table.icc1k, ms, ms.within, n * (k - 1), level);
    intervalOf(table.icc31, table.icc3k, ms, ms.error, (n - 1) * (k - 1), level);
    intervalOfModel2(table.icc21, table.icc2k, ms, level);
    return table;
}

} // namespace cw::agreement
