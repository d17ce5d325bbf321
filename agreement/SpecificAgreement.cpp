// SPDX-License-Identifier: Apache-2.0
#include "agreement/SpecificAgreement.h"

namespace cw::agreement {
namespace {

Figure share(double part, double whole, std::string_view whenNone) {
    return whole > 0 ? Figure::of(part / whole) : Figure::none(whenNone);
}

} // namespace

Figure specificAgreement(const PairTable& table, std::size_t category) {
    if (category >= table.categories())
        return Figure::none(reason::kNotUsed);
    return share(2 * table.both(category, category),
                 table.rowSum(category) + table.columnSum(category), reason::kNotUsed);
}

Figure lesionPrecision(const LesionCounts& c) {
    return share(c.matched, c.matched + c.onlyB, "the second reader drew no lesion");
}

Figure lesionRecall(const LesionCounts& c) {
    return share(c.matched, c.matched + c.onlyA, "the first reader drew no lesion");
}

Figure lesionF1(const LesionCounts& c) {
    return share(2 * c.matched, 2 * c.matched + c.onlyA + c.onlyB, "nobody drew a lesion");
}

} // namespace cw::agreement
