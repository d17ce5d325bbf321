// SPDX-License-Identifier: Apache-2.0
#include "agreement/Kappa.h"

namespace cw::agreement {
namespace {

// Shares are sums of a few hundred terms: what is nearer to 1 than this is 1.
constexpr double kTiny = 1e-12;

struct Agreement {
    double observed = 0, byChance = 0;
};

Agreement agreementOf(const PairTable& table, Weighting weighting, double n) {
    const auto q = table.categories();
    std::vector<double> rows(q), columns(q);
    for (std::size_t k = 0; k < q; ++k) {
        rows[k] = table.rowSum(k) / n;
        columns[k] = table.columnSum(k) / n;
    }
    Agreement agreement;
    for (std::size_t i = 0; i < q; ++i)
        for (std::size_t j = 0; j < q; ++j) {
            const double w = weight(weighting, i, j, q);
            agreement.observed += w * table.both(i, j) / n;
            agreement.byChance += w * rows[i] * columns[j];
        }
    return agreement;
}

} // namespace

Figure observedAgreement(const PairTable& table, Weighting weighting) {
    if (table.categories() < 2 && weighting != Weighting::None)
        return Figure::none(reason::kNoCategories);
    const double n = table.pairs();
    if (!(n > 0))
        return Figure::none(reason::kNoPairs);
    return Figure::of(agreementOf(table, weighting, n).observed);
}

Figure cohenKappa(const PairTable& table, Weighting weighting) {
    if (table.categories() < 2)
        return Figure::none(reason::kNoCategories);
    const double n = table.pairs();
    if (!(n > 0))
        return Figure::none(reason::kNoPairs);
    const auto [observed, byChance] = agreementOf(table, weighting, n);
    if (1 - byChance < kTiny)
        return Figure::none(reason::kOneCategory);
    return Figure::of((observed - byChance) / (1 - byChance));
}

Figure fleissKappa(const RatingCounts& counts) {
    double units = 0, m = 0, agreeing = 0;
    std::vector<double> shares(counts.categories, 0);
    for (const auto& unit : counts.units) {
        const double ratings = unit.ratings();
        if (m == 0)
            m = ratings;
        if (ratings != m)
            return Figure::none("units have different numbers of ratings");
        units += unit.times;
        double squares = 0;
        for (std::size_t k = 0; k < counts.categories; ++k) {
            squares += unit.perCategory[k] * unit.perCategory[k];
            shares[k] += unit.times * unit.perCategory[k];
        }
        agreeing += m < 2 ? 0 : unit.times * (squares - m) / (m * (m - 1));
    }
    if (!(units > 0) || m < 2)
        return Figure::none(reason::kNoPairs);
    double byChance = 0;
    for (const double share : shares)
        byChance += share / (units * m) * (share / (units * m));
    if (1 - byChance < kTiny)
        return Figure::none(reason::kOneCategory);
    return Figure::of((agreeing / units - byChance) / (1 - byChance));
}

} // namespace cw::agreement
