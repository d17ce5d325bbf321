// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cw::validation {

/// So much of one quantity (images of a class, groups with a class, images of a device ...).
struct Amount {
    std::uint32_t quantity = 0;
    std::uint32_t count = 0;
    auto operator<=>(const Amount&) const = default;
};

/// What goes to one fold as a whole.
struct BalanceGroup {
    std::vector<Amount> amounts;             ///< sorted by quantity, counts above 0
    bool negative = false, positive = false; ///< holds images of the class
    std::uint32_t images = 0;
    std::uint64_t lot = 0; ///< seeded from the group's key: breaks ties without seeing the order
};

/// How much it counts that a quantity is even: weight * sum over folds of amount^2 / (total *
/// against).
struct Evenness {
    std::uint32_t weight = 1; ///< 1..8
    /// The total itself for a class, so that a rare one counts as much as a common one; all images
    /// for a value of a column, so that a device seen twice does not outweigh the classes (as in
    /// chi-square). 0: the total.
    std::uint64_t against = 0;
};

struct BalanceProblem {
    static constexpr std::size_t kMaxQuantities = 256;
    static constexpr std::size_t kMaxImages = std::size_t{1} << 24;
    std::vector<BalanceGroup> groups; ///< in an order that does not depend on that of the samples
    std::vector<Evenness> quantities;
    int k = 2;
};

/// Fold of each group, 0..k-1. The sum of Evenness is made small, in integers: first each group,
/// those of both classes and large ones first, goes to the fold where it costs least; then single
/// groups move and pairs change places as long as the sum falls. Every fold has both classes if
/// each has at least k groups (precondition).
std::vector<int> balancedFolds(const BalanceProblem& problem);

/// The sum that balancedFolds() makes small, for tests and comparisons.
double unevenness(const BalanceProblem& problem, std::span<const int> folds);

} // namespace cw::validation
