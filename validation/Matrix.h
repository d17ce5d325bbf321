// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace cw::validation {

/// Rows of numbers, one row an image, one column a feature. A value that is not finite is missing.
struct Matrix {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values; ///< row after row

    Matrix() = default;
    Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c) {}
    std::span<const double> row(std::size_t i) const {
        return {values.data() + i * columns, columns};
    }
    std::span<double> row(std::size_t i) { return {values.data() + i * columns, columns}; }
    Matrix selected(std::span<const std::size_t> indices) const;
};

/// Brings every feature to mean 0 and standard deviation 1 of the rows it was fitted on, and clips
/// at 5: a single wild value cannot carry a model. Missing values and features that are constant in
/// training become 0, the mean.
class Standardisation {
public:
    static Standardisation fittedOn(const Matrix& training);
    /// As saved: one mean and one scale a column.
    static Standardisation of(std::vector<double> mean, std::vector<double> scale);
    Matrix applied(const Matrix& features) const;
    const std::vector<double>& mean() const { return m_mean; }
    const std::vector<double>& scale() const { return m_scale; } ///< factor, 0: says nothing

private:
    std::vector<double> m_mean, m_scale; ///< scale 0: the feature says nothing
};

} // namespace cw::validation
