// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/detail/LogisticLine.h"

#include <cmath>

namespace cw::validation::detail {
namespace {

constexpr int kMostSteps = 200, kMostHalvings = 60;
constexpr double kEnough = 1e-13;

/// log(1 + exp(x)) without overflow.
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

/// What is minimised: the negative log likelihood.
double cost(std::span<const double> x, std::span<const double> targets, const Line& line) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double at = line.slope * x[i] + line.offset;
        sum += softplus(at) - targets[i] * at;
    }
    return sum;
}

struct Derivatives {
    double slope = 0, offset = 0, slopeSlope = 0, slopeOffset = 0, offsetOffset = 0;
};
Derivatives derivativesAt(std::span<const double> x, std::span<const double> targets,
                          const Line& line) {
    Derivatives d;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double p = logistic(line.slope * x[i] + line.offset);
        const double r = p - targets[i], w = p * (1 - p);
        d.slope += r * x[i];
        d.offset += r;
        d.slopeSlope += w * x[i] * x[i];
        d.slopeOffset += w * x[i];
        d.offsetOffset += w;
    }
    return d;
}

/// Newton from `line`, moving the offset alone where the slope is held.
std::optional<Line> newton(std::span<const double> x, std::span<const double> targets, Line line,
                           bool slopeIsHeld) {
    double here = cost(x, targets, line);
    for (int step = 0; step < kMostSteps; ++step) {
        const Derivatives d = derivativesAt(x, targets, line);
        double bySlope = 0, byOffset = d.offset / d.offsetOffset;
        if (!slopeIsHeld) {
            const double determinant =
                d.slopeSlope * d.offsetOffset - d.slopeOffset * d.slopeOffset;
            bySlope = (d.offsetOffset * d.slope - d.slopeOffset * d.offset) / determinant;
            byOffset = (d.slopeSlope * d.offset - d.slopeOffset * d.slope) / determinant;
        }
        if (!std::isfinite(bySlope) || !std::isfinite(byOffset))
            return std::nullopt;
        const double size = std::abs(bySlope) + std::abs(byOffset);
        const bool tiny = size <= kEnough * (1 + std::abs(line.slope) + std::abs(line.offset));
        double part = 1;
        for (int halving = 0; halving < kMostHalvings; ++halving, part /= 2) {
            const Line next{line.slope - part * bySlope, line.offset - part * byOffset};
            const double there = cost(x, targets, next);
            // Near the end the cost no longer tells two lines apart: rounding may not stop a step.
            if (there <= here + 1e-12 * (1 + std::abs(here))) {
                line = next;
                here = there;
                break;
            }
        }
        if (tiny)
            return line;
    }
    return std::nullopt;
}

} // namespace

double logistic(double x) {
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

std::optional<Line> logisticLine(std::span<const double> x, std::span<const double> targets) {
    return newton(x, targets, {}, false);
}

std::optional<double> interceptBeside(std::span<const double> x, std::span<const double> targets) {
    const auto line = newton(x, targets, {1, 0}, true);
    return line ? std::optional(line->offset) : std::nullopt;
}

} // namespace cw::validation::detail
