// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/RowSpace.h"

#include <cmath>
#include <numeric>

namespace cw::validation::detail {
namespace {

double dot(std::span<const double> a, std::span<const double> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Gram-Schmidt, each row twice: once leaves a remainder of rounding in nearly dependent rows.
Matrix orthonormal(const Matrix& rows) {
    Matrix basis(0, rows.columns);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        std::vector<double> rest(rows.row(i).begin(), rows.row(i).end());
        const double length = std::sqrt(dot(rest, rest));
        for (int pass = 0; pass < 2; ++pass)
            for (std::size_t b = 0; b < basis.rows; ++b) {
                const double share = dot(rest, basis.row(b));
                for (std::size_t c = 0; c < rest.size(); ++c)
                    rest[c] -= share * basis.row(b)[c];
            }
        const double left = std::sqrt(dot(rest, rest));
        if (!(left > 1e-9 * length))
            continue;
        for (const double value : rest)
            basis.values.push_back(value / left);
        ++basis.rows;
    }
    return basis;
}

} // namespace

RowSpace::RowSpace(const Matrix& rows) : m_coordinates(rows) {
    if (rows.columns <= rows.rows)
        return;
    m_basis = orthonormal(rows);
    m_coordinates = Matrix(rows.rows, m_basis.rows);
    for (std::size_t i = 0; i < rows.rows; ++i)
        for (std::size_t b = 0; b < m_basis.rows; ++b)
            m_coordinates.row(i)[b] = dot(rows.row(i), m_basis.row(b));
}

std::vector<double> RowSpace::weightsOf(const std::vector<double>& inSpace) const {
    if (m_basis.columns == 0)
        return inSpace;
    std::vector<double> weights(m_basis.columns, 0);
    for (std::size_t b = 0; b < m_basis.rows; ++b)
        for (std::size_t c = 0; c < weights.size(); ++c)
            weights[c] += inSpace[b] * m_basis.row(b)[c];
    return weights;
}

} // namespace cw::validation::detail
