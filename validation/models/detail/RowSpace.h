// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Matrix.h"

#include <vector>

namespace cw::validation::detail {

/// The space that the rows of a matrix span. With more columns than rows (thousands of features of
/// a network, hundreds of pictures) the L2-penalised logistic weights lie in it, so a fit on
/// coordinates() is the same fit with a smaller Newton matrix. With fewer columns it is the matrix
/// itself.
class RowSpace {
public:
    explicit RowSpace(const Matrix& rows);
    const Matrix& coordinates() const { return m_coordinates; }
    /// Weights on the matrix' own columns.
    std::vector<double> weightsOf(const std::vector<double>& inSpace) const;

private:
    Matrix m_coordinates;
    Matrix m_basis; ///< orthonormal rows; empty: the columns themselves
};

} // namespace cw::validation::detail
