// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Independence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::validation::checks {
namespace {

double logChoose(double n, double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

struct Margins {
    std::array<double, 2> byClass{};
    std::vector<double> byValue;
    double all = 0;
};

Margins marginsOf(const std::vector<ClassCounts>& table) {
    Margins margins;
    for (const ClassCounts& row : table) {
        margins.byValue.push_back(static_cast<double>(row[0] + row[1]));
        for (std::size_t c = 0; c < 2; ++c)
            margins.byClass[c] += static_cast<double>(row[c]);
    }
    margins.all = margins.byClass[0] + margins.byClass[1];
    return margins;
}

double pearson(const std::vector<ClassCounts>& table, const Margins& margins) {
    double sum = 0;
    for (std::size_t v = 0; v < table.size(); ++v)
        for (std::size_t c = 0; c < 2; ++c) {
            const double expected = margins.byValue[v] * margins.byClass[c] / margins.all;
            const double off = static_cast<double>(table[v][c]) - expected;
            sum += off * off / expected;
        }
    return sum;
}

/// Up to the margins, which every table drawn shares.
double logProbability(const std::vector<ClassCounts>& table) {
    double sum = 0;
    for (const ClassCounts& row : table)
        for (const std::size_t count : row)
            sum -= std::lgamma(static_cast<double>(count) + 1);
    return sum;
}

double simulatedFisher(const std::vector<ClassCounts>& table, core::Random random) {
    constexpr int kTables = 10'000;
    std::vector<std::size_t> values;
    std::vector<std::size_t> classes;
    for (std::size_t v = 0; v < table.size(); ++v)
        for (std::size_t c = 0; c < 2; ++c) {
            values.insert(values.end(), table[v][c], v);
            classes.insert(classes.end(), table[v][c], c);
        }
    const double seen = logProbability(table) + 1e-7;
    int asRare = 0;
    for (int i = 0; i < kTables; ++i) {
        random.shuffle(classes);
        std::vector<ClassCounts> drawn(table.size(), ClassCounts{});
        for (std::size_t j = 0; j < values.size(); ++j)
            ++drawn[values[j]][classes[j]];
        asRare += logProbability(drawn) <= seen ? 1 : 0;
    }
    return (1.0 + asRare) / (1.0 + kTables);
}

void setCramersV(Independence& result, double all, double values) {
    if (all < 2)
        return;
    const double phi = std::max(0.0, result.chiSquare / all - (values - 1) / (all - 1));
    const double rows = values - (values - 1) * (values - 1) / (all - 1);
    const double columns = 2 - 1 / (all - 1);
    const double least = std::min(rows - 1, columns - 1);
    result.cramersV = least > 0 ? std::min(1.0, std::sqrt(phi / least)) : 0;
    if (all <= 4) {
        result.upper = 1;
        return;
    }
    const double half = 1.959963984540054 / std::sqrt(all - 3);
    const double z = std::atanh(std::min(result.cramersV, 1 - 1e-9));
    // At V = 1 the transformation has no end: the rule of three bounds the share of exceptions.
    result.lower = std::min(std::max(0.0, std::tanh(z - half)), std::max(0.0, 1 - 6 / all));
    result.upper = std::tanh(z + half);
}

} // namespace

double chiSquareTail(double value, int degrees) {
    if (degrees < 1 || !(value > 0))
        return 1;
    // Finite sums, since the degrees of freedom are whole: Abramowitz and Stegun 26.4.4, 26.4.5.
    const double half = value / 2;
    double sum = 0;
    if (degrees % 2 == 0) {
        double term = std::exp(-half);
        for (int i = 0; i < degrees / 2; ++i) {
            sum += term;
            term *= half / (i + 1);
        }
        return std::min(sum, 1.0);
    }
    double term = std::exp(-half) * std::sqrt(half) / std::tgamma(1.5);
    for (int i = 1; i <= (degrees - 1) / 2; ++i) {
        sum += term;
        term *= half / (i + 0.5);
    }
    return std::min(std::erfc(std::sqrt(half)) + sum, 1.0);
}

double normalTwoSided(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

double fisherExact(const ClassCounts& a, const ClassCounts& b) {
    const double rowA = static_cast<double>(a[0] + a[1]), rowB = static_cast<double>(b[0] + b[1]);
    const double ones = static_cast<double>(a[1] + b[1]);
    const auto probability = [&](double x) {
        return std::exp(logChoose(rowA, x) + logChoose(rowB, ones - x) -
                        logChoose(rowA + rowB, ones));
    };
    const double seen = probability(static_cast<double>(a[1])) * (1 + 1e-7);
    double sum = 0;
    for (double x = std::max(0.0, ones - rowB); x <= std::min(rowA, ones); ++x)
        if (const double p = probability(x); p <= seen)
            sum += p;
    return std::min(sum, 1.0);
}

Independence independenceOf(const std::vector<ClassCounts>& given, core::Random random) {
    std::vector<ClassCounts> table;
    for (const ClassCounts& row : given)
        if (row[0] + row[1] > 0)
            table.push_back(row);
    const Margins margins = marginsOf(table);
    Independence result;
    if (table.size() < 2 || margins.byClass[0] == 0 || margins.byClass[1] == 0)
        return result;
    result.degrees = static_cast<int>(table.size()) - 1;
    result.chiSquare = pearson(table, margins);
    const double least = *std::min_element(margins.byValue.begin(), margins.byValue.end()) *
                         std::min(margins.byClass[0], margins.byClass[1]) / margins.all;
    if (least >= 5) {
        result.test = "chi-square";
        result.p = chiSquareTail(result.chiSquare, result.degrees);
    } else if (table.size() == 2) {
        result.test = "Fisher";
        result.p = fisherExact(table[0], table[1]);
    } else {
        result.test = "Fisher, simulated";
        result.p = simulatedFisher(table, random);
    }
    setCramersV(result, margins.all, static_cast<double>(table.size()));
    return result;
}

std::vector<double> holm(const std::vector<double>& p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        highest = std::max(highest, std::min(1.0, p[order[i]] * static_cast<double>(p.size() - i)));
        adjusted[order[i]] = highest;
    }
    return adjusted;
}

} // namespace cw::validation::checks
