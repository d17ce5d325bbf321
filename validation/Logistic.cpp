// SPDX-License-Identifier: Apache-2.0
#include "validation/Logistic.h"

#include "validation/Cholesky.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::validation {
namespace {

double probability(double logit) { return 1 / (1 + std::exp(-logit)); }

/// log(1 + exp(x)) without overflow.
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

double objective(const Logistic& model, const Matrix& features, std::span<const int> labels,
                 double penalty) {
    double sum = 0;
    for (std::size_t r = 0; r < features.rows; ++r) {
        const double logit = model.logit(features.row(r));
        sum += softplus(logit) - (labels[r] == 1 ? logit : 0);
    }
    for (const double weight : model.weights)
        sum += penalty / 2 * weight * weight;
    return sum;
}

/// Newton's equations: the lower triangle of the Hessian and the gradient, intercept last.
struct NewtonSystem {
    Matrix hessian;
    std::vector<double> gradient;
};

// Four rows at once: the Hessian passes through memory a quarter as often, which is what it costs.
void addRows(const Matrix& features, std::size_t first, std::span<const double> curvature,
             Matrix& hessian) {
    const std::size_t p = features.columns, rows = curvature.size();
    std::array<const double*, 4> x{};
    std::array<double, 4> weight{}; // 0 beyond the last row
    for (std::size_t k = 0; k < 4; ++k) {
        x[k] = features.row(first + std::min(k, rows - 1)).data();
        weight[k] = k < rows ? curvature[k] : 0;
    }
    for (std::size_t a = 0; a < p; ++a) {
        const double s0 = weight[0] * x[0][a], s1 = weight[1] * x[1][a], s2 = weight[2] * x[2][a],
                     s3 = weight[3] * x[3][a];
        double* line = hessian.row(a).data();
        for (std::size_t b = 0; b <= a; ++b)
            line[b] += (s0 * x[0][b] + s1 * x[1][b]) + (s2 * x[2][b] + s3 * x[3][b]);
        hessian.row(p)[a] += (s0 + s1) + (s2 + s3);
    }
    hessian.row(p)[p] += (weight[0] + weight[1]) + (weight[2] + weight[3]);
}

NewtonSystem newtonSystem(const Logistic& model, const Matrix& features,
                          std::span<const int> labels, double penalty) {
    const std::size_t p = features.columns, n = p + 1;
    NewtonSystem system{Matrix(n, n), std::vector<double>(n)};
    std::vector<double> curvature(features.rows);
    for (std::size_t r = 0; r < features.rows; ++r) {
        const auto x = features.row(r);
        const double q = probability(model.logit(x));
        const double residual = q - labels[r];
        curvature[r] = std::max(q * (1 - q), 1e-10);
        for (std::size_t a = 0; a < p; ++a)
            system.gradient[a] += residual * x[a];
        system.gradient[p] += residual;
    }
    for (std::size_t r = 0; r < features.rows; r += 4)
        addRows(features, r,
                std::span(curvature).subspan(r, std::min<std::size_t>(4, features.rows - r)),
                system.hessian);
    for (std::size_t a = 0; a < p; ++a) {
        system.hessian.row(a)[a] += penalty;
        system.gradient[a] += penalty * model.weights[a];
    }
    return system;
}

/// The penalty and the floor of the curvature keep the Hessian positive definite.
std::vector<double> solved(NewtonSystem system) {
    Cholesky(std::move(system.hessian)).solveInPlace(system.gradient);
    return std::move(system.gradient);
}

Logistic stepped(const Logistic& from, std::span<const double> step, double length) {
    Logistic to = from;
    for (std::size_t a = 0; a < to.weights.size(); ++a)
        to.weights[a] -= length * step[a];
    to.intercept -= length * step.back();
    return to;
}

} // namespace

Logistic Logistic::fittedTo(const Matrix& features, std::span<const int> labels, double penalty) {
    constexpr int kMaxSteps = 50, kMaxHalvings = 30;
    Logistic model;
    model.weights.assign(features.columns, 0);
    double value = objective(model, features, labels, penalty);
    for (int i = 0; i < kMaxSteps; ++i) {
        const auto step = solved(newtonSystem(model, features, labels, penalty));
        double length = 1;
        Logistic next = stepped(model, step, length);
        double there = objective(next, features, labels, penalty);
        for (int h = 0; h < kMaxHalvings && !(there <= value); ++h) {
            length /= 2;
            next = stepped(model, step, length);
            there = objective(next, features, labels, penalty);
        }
        if (!(there <= value))
            break;
        const bool converged = value - there <= 1e-10 * (1 + std::abs(value));
        model = std::move(next);
        value = there;
        if (converged)
            break;
    }
    return model;
}

double Logistic::logit(std::span<const double> features) const {
    double sum = intercept;
    for (std::size_t a = 0; a < weights.size(); ++a)
        sum += weights[a] * features[a];
    return sum;
}

} // namespace cw::validation
