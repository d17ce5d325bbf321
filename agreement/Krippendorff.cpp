// SPDX-License-Identifier: Apache-2.0
#include "agreement/Krippendorff.h"

#include <algorithm>

namespace cw::agreement {
namespace {

struct Coincidences {
    std::vector<double> cells, sums; ///< o_ck, n_c
    double all = 0;                  ///< n
};

Coincidences coincidencesOf(const RatingCounts& counts) {
    const auto q = counts.categories;
    Coincidences c{std::vector<double>(q * q, 0), std::vector<double>(q, 0), 0};
    for (const auto& unit : counts.units) {
        const double m = unit.ratings();
        if (m < 2)
            continue;
        for (std::size_t i = 0; i < q; ++i) {
            if (unit.perCategory[i] == 0)
                continue;
            for (std::size_t j = 0; j < q; ++j)
                c.cells[i * q + j] += unit.times * unit.perCategory[i] *
                                      (unit.perCategory[j] - (i == j ? 1 : 0)) / (m - 1);
            c.sums[i] += unit.times * unit.perCategory[i];
        }
        c.all += unit.times * m;
    }
    return c;
}

/// Squared distance of every two categories, i < j.
std::vector<double> distancesOf(const Coincidences& c, Level level,
                                std::span<const double> values) {
    const auto q = c.sums.size();
    std::vector<double> squared(q * q, 0);
    for (std::size_t i = 0; i < q; ++i) {
        double between = c.sums[i];
        for (std::size_t j = i + 1; j < q; ++j) {
            between += c.sums[j];
            double d = 1;
            if (level == Level::Ordinal)
                d = between - (c.sums[i] + c.sums[j]) / 2;
            else if (level == Level::Interval)
                d = values.empty() ? static_cast<double>(j - i) : values[j] - values[i];
            squared[i * q + j] = d * d;
        }
    }
    return squared;
}

} // namespace

Figure krippendorffAlpha(const RatingCounts& counts, Level level, std::span<const double> values) {
    const auto q = counts.categories;
    if (!values.empty() &&
        (values.size() != q ||
         std::any_of(values.begin(), values.end(), [](double v) { return !std::isfinite(v); })))
        return Figure::none(reason::kNotNumber);
    const auto c = coincidencesOf(counts);
    if (!(c.all > 0))
        return Figure::none(reason::kNoPairs);
    const auto squared = distancesOf(c, level, values);
    double observed = 0, expected = 0;
    for (std::size_t i = 0; i < q; ++i)
        for (std::size_t j = i + 1; j < q; ++j) {
            observed += c.cells[i * q + j] * squared[i * q + j];
            expected += c.sums[i] * c.sums[j] * squared[i * q + j];
        }
    if (!(expected > 0))
        return Figure::none(reason::kOneCategory);
    return Figure::of(1 - (c.all - 1) * observed / expected);
}

} // namespace cw::agreement
