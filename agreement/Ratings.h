// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cw::agreement {

/// Index of a category on its scale, in the scale's order; nothing where the rater did not say.
using Rating = std::optional<std::size_t>;

/// How often two raters gave which categories to the same unit. Counts are doubles, so that a
/// bootstrap may count a patient several times.
class PairTable {
public:
    explicit PairTable(std::size_t categories);
    /// Ratings outside the scale are gaps. Units that neither rated are not counted.
    void add(Rating a, Rating b, double times = 1);

    std::size_t categories() const { return m_categories; }
    double both(std::size_t a, std::size_t b) const { return m_cells[a * (m_categories + 1) + b]; }
    double onlyA(std::size_t a) const { return both(a, m_categories); }
    double onlyB(std::size_t b) const { return both(m_categories, b); }
    double rowSum(std::size_t a) const;    ///< of units that both rated
    double columnSum(std::size_t b) const; ///< of units that both rated
    double pairs() const;                  ///< units that both rated

private:
    std::size_t m_categories;
    std::vector<double> m_cells; ///< (categories + 1) squared, the last row and column are gaps
};

/// One row a unit, one column a rater, all rows of the same length.
using RatingRows = std::vector<std::vector<Rating>>;

/// The categories that one unit was given, whoever gave them.
struct UnitCounts {
    std::vector<double> perCategory;
    double times = 1; ///< how many such units there are
    double ratings() const;
};
/// What the statistics for any number of raters look at (Fleiss, Krippendorff, Gwet).
struct RatingCounts {
    std::size_t categories = 0;
    std::vector<UnitCounts> units;
};
RatingCounts countsOf(const RatingRows& rows, std::size_t categories);
/// The same of two raters, gaps included.
RatingCounts countsOf(const PairTable& table);

/// How much of a disagreement counts as agreement. Linear and quadratic take the scale's order.
enum class Weighting { None, Linear, Quadratic };
/// 1 - |i-j|/(q-1), 1 - (i-j)^2/(q-1)^2, or 1 on the diagonal alone (Cohen 1968; Fleiss & Cohen
/// 1973). q >= 2.
double weight(Weighting weighting, std::size_t i, std::size_t j, std::size_t categories);

} // namespace cw::agreement
