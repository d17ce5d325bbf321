// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Matrix.h"

#include <span>

namespace cw::validation {

/// L L' of a positive definite matrix, of which the lower triangle is read. A pivot is at least
/// 1e-6 (its square 1e-12): a penalty on the diagonal keeps ours far above.
class Cholesky {
public:
    explicit Cholesky(Matrix matrix);
    /// Replaces the right side by the solution.
    void solveInPlace(std::span<double> x) const;

private:
    Matrix m_lower;
};

} // namespace cw::validation
