// SPDX-License-Identifier: Apache-2.0
#include "validation/Matrix.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cw::validation {

Matrix Matrix::selected(std::span<const std::size_t> indices) const {
    Matrix result(indices.size(), columns);
    for (std::size_t i = 0; i < indices.size(); ++i)
        std::ranges::copy(row(indices[i]), result.row(i).begin());
    return result;
}

Standardisation Standardisation::fittedOn(const Matrix& training) {
    Standardisation fitted;
    fitted.m_mean.assign(training.columns, 0);
    fitted.m_scale.assign(training.columns, 0);
    for (std::size_t c = 0; c < training.columns; ++c) {
        double sum = 0, squares = 0, count = 0;
        for (std::size_t r = 0; r < training.rows; ++r)
            if (const double value = training.row(r)[c]; std::isfinite(value)) {
                sum += value;
                count += 1;
            }
        if (count < 2)
            continue;
        const double mean = sum / count;
        for (std::size_t r = 0; r < training.rows; ++r)
            if (const double value = training.row(r)[c]; std::isfinite(value))
                squares += (value - mean) * (value - mean);
        const double deviation = std::sqrt(squares / (count - 1));
        if (!std::isfinite(mean) || !std::isfinite(deviation))
            continue; // values so large that their squares overflow
        fitted.m_mean[c] = mean;
        // A spread at the level of rounding is a constant feature, not a signal to blow up.
        fitted.m_scale[c] = deviation > 1e-12 * std::abs(mean) ? 1 / deviation : 0;
        if (!std::isfinite(fitted.m_scale[c]))
            fitted.m_scale[c] = 0;
    }
    return fitted;
}

Standardisation Standardisation::of(std::vector<double> mean, std::vector<double> scale) {
    Standardisation standard;
    standard.m_mean = std::move(mean);
    standard.m_scale = std::move(scale);
    return standard;
}

Matrix Standardisation::applied(const Matrix& features) const {
    constexpr double kClip = 5;
    Matrix result(features.rows, features.columns);
    for (std::size_t r = 0; r < features.rows; ++r) {
        const auto from = features.row(r);
        const auto to = result.row(r);
        for (std::size_t c = 0; c < features.columns; ++c)
            to[c] = std::isfinite(from[c])
                        ? std::clamp((from[c] - m_mean[c]) * m_scale[c], -kClip, kClip)
                        : 0;
    }
    return result;
}

} // namespace cw::validation
