// SPDX-License-Identifier: Apache-2.0
#include "agreement/Spread.h"

#include <algorithm>
#include <vector>

namespace cw::agreement {
namespace {

double medianOf(std::span<const Weighted> ascending, std::size_t n) {
    const std::size_t upper = n / 2, lower = (n - 1) / 2; // positions, from 0
    std::size_t seen = 0;
    double low = 0;
    bool haveLow = false;
    for (const auto& w : ascending) {
        seen += w.times;
        if (!haveLow && seen > lower) {
            low = w.value;
            haveLow = true;
        }
        if (seen > upper)
            return (low + w.value) / 2;
    }
    return low;
}

Spread allNone(std::size_t n, std::string_view why) {
    const auto none = Figure::none(why);
    return {n, none, none, none, none, none};
}

} // namespace

Spread spreadOfAscending(std::span<const Weighted> values) {
    Spread spread;
    double sum = 0;
    const Weighted *first = nullptr, *last = nullptr;
    for (const auto& w : values) {
        if (!std::isfinite(w.value))
            return allNone(0, reason::kNotNumber);
        if (w.times == 0)
            continue;
        first = first ? first : &w;
        last = &w;
        spread.n += w.times;
        sum += w.times * w.value;
    }
    if (spread.n == 0)
        return allNone(0, reason::kNoValues);
    const double n = static_cast<double>(spread.n), mean = sum / n;
    double squares = 0;
    for (const auto& w : values)
        squares += w.times * (w.value - mean) * (w.value - mean);
    spread.mean = Figure::of(mean);
    spread.sd =
        spread.n < 2 ? Figure::none(reason::kOneValue) : Figure::of(std::sqrt(squares / (n - 1)));
    spread.median = Figure::of(medianOf(values, spread.n));
    spread.lowest = Figure::of(first->value);
    spread.highest = Figure::of(last->value);
    return spread;
}

Spread spreadOf(std::span<const double> values) {
    std::vector<Weighted> sorted;
    sorted.reserve(values.size());
    for (const double value : values) {
        if (!std::isfinite(value))
            return allNone(0, reason::kNotNumber);
        sorted.push_back({value, 1});
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.value < b.value; });
    return spreadOfAscending(sorted);
}

double quantile(std::span<const double> ascending, double p) {
    const double at = p * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(at));
    const auto above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (at - std::floor(at)) * (ascending[above] - ascending[below]);
}

} // namespace cw::agreement
