// SPDX-License-Identifier: Apache-2.0
#include "agreement/BlandAltman.h"

#include "agreement/Quantiles.h"
#include "agreement/Spread.h"

#include <vector>

namespace cw::agreement {
namespace {

constexpr double kLimit = 1.96; // as published, not the quantile itself

Limits around(double middle, double half) {
    return {Figure::of(middle - half), Figure::of(middle + half)};
}

BlandAltman nothing(std::size_t n, std::string_view why) {
    const auto none = Figure::none(why);
    return {n, none, none, none, none, {none, none}, {none, none}, {none, none}};
}

} // namespace

BlandAltman blandAltman(std::span<const double> a, std::span<const double> b, double level) {
    if (a.size() != b.size())
        return nothing(0, "the two readers have different numbers of values");
    std::vector<double> differences(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        differences[i] = a[i] - b[i];
    const auto spread = spreadOf(differences);
    if (!spread.mean.known())
        return nothing(a.size(), spread.mean.reason());
    auto result = nothing(a.size(), reason::kOneValue);
    result.bias = spread.mean;
    if (!spread.sd.known())
        return result;
    const double n = static_cast<double>(a.size()), s = spread.sd.value(),
                 bias = spread.mean.value();
    result.sd = spread.sd;
    result.low = Figure::of(bias - kLimit * s);
    result.high = Figure::of(bias + kLimit * s);
    const double t = studentQuantile((1 + level) / 2, n - 1);
    const double limitError = s * std::sqrt(1 / n + kLimit * kLimit / (2 * (n - 1)));
    result.biasInterval = around(bias, t * s / std::sqrt(n));
    result.lowInterval = around(bias - kLimit * s, t * limitError);
    result.highInterval = around(bias + kLimit * s, t * limitError);
    return result;
}

} // namespace cw::agreement
