// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Assignment.h"

#include <algorithm>
#include <limits>

namespace cw::annotation::detail {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::size_t kFree = 0; ///< rows and columns count from 1; 0 is "none" and the start

/// The state of the method on a square of costs = -gain, padded with zeros.
class Hungarian {
public:
    Hungarian(const std::vector<std::vector<double>>& gains, std::size_t size)
        : m_gains(gains), m_size(size), m_rowPotential(size + 1), m_columnPotential(size + 1),
          m_rowOf(size + 1, kFree) {}

    const std::vector<std::size_t>& solve() {
        for (std::size_t row = 1; row <= m_size; ++row)
            augment(row);
        return m_rowOf;
    }

private:
    double cost(std::size_t row, std::size_t column) const {
        const bool real = row <= m_gains.size() && column <= m_gains.front().size();
        return real ? -m_gains[row - 1][column - 1] : 0;
    }

    /// Grows a tree of tight edges from the row until it meets a free column, then flips the path.
    void augment(std::size_t row) {
        std::vector<double> slack(m_size + 1, kInfinite);
        std::vector<std::size_t> cameFrom(m_size + 1, kFree);
        std::vector<bool> reached(m_size + 1, false);
        std::size_t column = 0;
        m_rowOf[0] = row;
        do {
            reached[column] = true;
            column = nextColumn(column, slack, cameFrom, reached);
        } while (m_rowOf[column] != kFree);
        while (column != 0) {
            m_rowOf[column] = m_rowOf[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    std::size_t nextColumn(std::size_t from, std::vector<double>& slack,
                           std::vector<std::size_t>& cameFrom, const std::vector<bool>& reached) {
        const auto row = m_rowOf[from];
        double step = kInfinite;
        std::size_t next = 0;
        for (std::size_t column = 1; column <= m_size; ++column) {
            if (reached[column])
                continue;
            const double reduced =
                cost(row, column) - m_rowPotential[row] - m_columnPotential[column];
            if (reduced < slack[column]) {
                slack[column] = reduced;
                cameFrom[column] = from;
            }
            if (slack[column] < step) {
                step = slack[column];
                next = column;
            }
        }
        for (std::size_t column = 0; column <= m_size; ++column) {
            if (reached[column]) {
                m_rowPotential[m_rowOf[column]] += step;
                m_columnPotential[column] -= step;
            } else {
                slack[column] -= step;
            }
        }
        return next;
    }

    const std::vector<std::vector<double>>& m_gains;
    std::size_t m_size;
    std::vector<double> m_rowPotential, m_columnPotential;
    std::vector<std::size_t> m_rowOf; ///< of a column
};

} // namespace

std::vector<std::optional<std::size_t>>
bestAssignment(const std::vector<std::vector<double>>& gains) {
    std::vector<std::optional<std::size_t>> columnOf(gains.size());
    if (gains.empty() || gains.front().empty())
        return columnOf;
    const auto columns = gains.front().size();
    Hungarian method(gains, std::max(gains.size(), columns));
    const auto& rowOf = method.solve();
    for (std::size_t column = 1; column <= columns; ++column) {
        const auto row = rowOf[column];
        if (row >= 1 && row <= gains.size() && gains[row - 1][column - 1] > 0)
            columnOf[row - 1] = column - 1;
    }
    return columnOf;
}

} // namespace cw::annotation::detail
