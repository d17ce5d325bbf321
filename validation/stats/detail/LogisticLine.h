// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>

namespace cw::validation::detail {

/// 1 / (1 + exp(-x)) without overflow.
double logistic(double x);

struct Line {
    double slope = 0, offset = 0;
};
/// Maximum likelihood of targets in [0, 1] under logistic(slope x + offset), by Newton's method
/// with halved steps, to the last digits. Nothing where it does not converge (separated classes).
std::optional<Line> logisticLine(std::span<const double> x, std::span<const double> targets);
/// The same with the slope held at 1.
std::optional<double> interceptBeside(std::span<const double> x, std::span<const double> targets);

} // namespace cw::validation::detail
