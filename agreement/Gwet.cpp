// SPDX-License-Identifier: Apache-2.0
#include "agreement/Gwet.h"

namespace cw::agreement {

Figure gwetAc(const RatingCounts& counts, Weighting weighting) {
    const auto q = counts.categories;
    if (q < 2)
        return Figure::none(reason::kNoCategories);
    double rated = 0, paired = 0, agreeing = 0;
    std::vector<double> shares(q, 0);
    for (const auto& unit : counts.units) {
        const double r = unit.ratings();
        if (r < 1)
            continue;
        rated += unit.times;
        for (std::size_t k = 0; k < q; ++k)
            shares[k] += unit.times * unit.perCategory[k] / r;
        if (r < 2)
            continue;
        paired += unit.times;
        for (std::size_t k = 0; k < q; ++k) {
            if (unit.perCategory[k] == 0)
                continue;
            double near = 0;
            for (std::size_t l = 0; l < q; ++l)
                near += weight(weighting, k, l, q) * unit.perCategory[l];
            agreeing += unit.times * unit.perCategory[k] * (near - 1) / (r * (r - 1));
        }
    }
    if (!(paired > 0))
        return Figure::none(reason::kNoPairs);
    double allWeights = 0, mixed = 0;
    for (std::size_t k = 0; k < q; ++k) {
        for (std::size_t l = 0; l < q; ++l)
            allWeights += weight(weighting, k, l, q);
        mixed += shares[k] / rated * (1 - shares[k] / rated);
    }
    const double scale = static_cast<double>(q);
    const double byChance = allWeights * mixed / (scale * (scale - 1));
    // Quadratic weights of a long scale, evenly used at its middle, can push pe to 1.
    if (!(1 - byChance > 1e-12))
        return Figure::none(reason::kOneCategory);
    return Figure::of((agreeing / paired - byChance) / (1 - byChance));
}

} // namespace cw::agreement
