// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Matrix.h"

namespace cw::validation {

/// Logistic regression with an L2 penalty, fitted by damped Newton steps (iteratively reweighted
/// least squares) to convergence. cv::ml::LogisticRegression is gradient descent without it
/// (docs/decisions/0040).
struct Logistic {
    std::vector<double> weights;
    double intercept = 0;

    /// penalty > 0 multiplies |weights|^2 / 2 against the summed log-likelihood; the intercept is
    /// free. features finite; labels 0 or 1, one a row.
    static Logistic fittedTo(const Matrix& features, std::span<const int> labels, double penalty);
    double logit(std::span<const double> features) const;
};

} // namespace cw::validation
