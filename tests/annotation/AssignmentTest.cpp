// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Assignment.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::annotation::detail {
namespace {

using Gains = std::vector<std::vector<double>>;

double total(const Gains& gains, const std::vector<std::optional<std::size_t>>& columns) {
    double sum = 0;
    for (std::size_t row = 0; row < columns.size(); ++row)
        sum += columns[row] ? gains[row][*columns[row]] : 0;
    return sum;
}

/// The oracle: every way to give rows columns, on a square padded with zeros.
double bestOfAll(const Gains& gains) {
    const auto rows = gains.size(), columns = gains.empty() ? 0 : gains.front().size();
    std::vector<std::size_t> order(std::max(rows, columns));
    std::iota(order.begin(), order.end(), std::size_t{0});
    double best = 0;
    do {
        double sum = 0;
        for (std::size_t row = 0; row < rows; ++row)
            sum += order[row] < columns ? gains[row][order[row]] : 0;
        best = std::max(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

TEST(BestAssignment, GivesUpTheLocallyBestPairForABetterWhole) {
    const Gains gains{{0.9, 0.8}, {0.8, 0.1}};
    const auto columns = bestAssignment(gains);
    EXPECT_EQ(columns, (std::vector<std::optional<std::size_t>>{1, 0}));
}

TEST(BestAssignment, LeavesRowsAloneThatGainNothing) {
    EXPECT_EQ(bestAssignment({{0, 0}, {0, 0.5}, {0, 0}}),
              (std::vector<std::optional<std::size_t>>{std::nullopt, 1, std::nullopt}));
    EXPECT_TRUE(bestAssignment({}).empty());
    EXPECT_EQ(bestAssignment({{}, {}}).size(), 2U);
}

RC_GTEST_PROP(BestAssignmentProperty, IsAsGoodAsTheBestOfAllPermutations, ()) {
    const auto rows = *rc::gen::inRange<std::size_t>(1, 7);
    const auto columns = *rc::gen::inRange<std::size_t>(1, 7);
    Gains gains(rows, std::vector<double>(columns));
    for (auto& row : gains)
        for (auto& gain : row) // zeros and ties are the hard cases
            gain = *rc::gen::oneOf(rc::gen::just(0), rc::gen::inRange(0, 5),
                                   rc::gen::inRange(0, 1000)) /
                   1000.0;
    const auto chosen = bestAssignment(gains);
    std::set<std::size_t> used;
    for (const auto& column : chosen)
        if (column)
            RC_ASSERT(*column < columns && used.insert(*column).second);
    RC_ASSERT(std::abs(total(gains, chosen) - bestOfAll(gains)) < 1e-9);
}

} // namespace
} // namespace cw::annotation::detail
