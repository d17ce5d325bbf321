// SPDX-License-Identifier: Apache-2.0
#include "agreement/Ratings.h"

#include <numeric>

namespace cw::agreement {

PairTable::PairTable(std::size_t categories)
    : m_categories(categories), m_cells((categories + 1) * (categories + 1), 0) {}

void PairTable::add(Rating a, Rating b, double times) {
    const auto row = a && *a < m_categories ? *a : m_categories;
    const auto column = b && *b < m_categories ? *b : m_categories;
    if (row < m_categories || column < m_categories)
        m_cells[row * (m_categories + 1) + column] += times;
}

double PairTable::rowSum(std::size_t a) const {
    double sum = 0;
    for (std::size_t b = 0; b < m_categories; ++b)
        sum += both(a, b);
    return sum;
}

double PairTable::columnSum(std::size_t b) const {
    double sum = 0;
    for (std::size_t a = 0; a < m_categories; ++a)
        sum += both(a, b);
    return sum;
}

double PairTable::pairs() const {
    double sum = 0;
    for (std::size_t a = 0; a < m_categories; ++a)
        sum += rowSum(a);
    return sum;
}

double UnitCounts::ratings() const {
    return std::accumulate(perCategory.begin(), perCategory.end(), 0.0);
}

RatingCounts countsOf(const RatingRows& rows, std::size_t categories) {
    RatingCounts counts{categories, {}};
    for (const auto& row : rows) {
        UnitCounts unit{std::vector<double>(categories, 0), 1};
        for (const auto& rating : row)
            if (rating && *rating < categories)
                unit.perCategory[*rating] += 1;
        counts.units.push_back(std::move(unit));
    }
    return counts;
}

RatingCounts countsOf(const PairTable& table) {
    const auto q = table.categories();
    RatingCounts counts{q, {}};
    const auto add = [&](std::size_t a, std::size_t b, double times) {
        if (times <= 0)
            return;
        UnitCounts unit{std::vector<double>(q, 0), times};
        if (a < q)
            unit.perCategory[a] += 1;
        if (b < q)
            unit.perCategory[b] += 1;
        counts.units.push_back(std::move(unit));
    };
    for (std::size_t a = 0; a < q; ++a)
        for (std::size_t b = 0; b < q; ++b)
            add(a, b, table.both(a, b));
    for (std::size_t k = 0; k < q; ++k) {
        add(k, q, table.onlyA(k));
        add(q, k, table.onlyB(k));
    }
    return counts;
}

double weight(Weighting weighting, std::size_t i, std::size_t j, std::size_t categories) {
    const double distance = static_cast<double>(i > j ? i - j : j - i);
    const double longest = static_cast<double>(categories - 1);
    switch (weighting) {
    case Weighting::Linear:
        return 1 - distance / longest;
    case Weighting::Quadratic:
        return 1 - distance * distance / (longest * longest);
    case Weighting::None:
        break;
    }
    return i == j ? 1 : 0;
}

} // namespace cw::agreement
