// SPDX-License-Identifier: Apache-2.0
#include "validation/Cholesky.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {

Cholesky::Cholesky(Matrix matrix) : m_lower(std::move(matrix)) {
    for (std::size_t i = 0; i < m_lower.rows; ++i) {
        const auto rowI = m_lower.row(i);
        for (std::size_t j = 0; j <= i; ++j) {
            const auto rowJ = m_lower.row(j);
            double sum = rowI[j];
            for (std::size_t c = 0; c < j; ++c)
                sum -= rowI[c] * rowJ[c];
            rowI[j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / rowJ[j];
        }
    }
}

void Cholesky::solveInPlace(std::span<double> x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto row = m_lower.row(i);
        for (std::size_t c = 0; c < i; ++c)
            x[i] -= row[c] * x[c];
        x[i] /= row[i];
    }
    for (std::size_t i = x.size(); i-- > 0;) {
        const auto row = m_lower.row(i);
        x[i] /= row[i];
        for (std::size_t c = 0; c < i; ++c)
            x[c] -= row[c] * x[i];
    }
}

} // namespace cw::validation
