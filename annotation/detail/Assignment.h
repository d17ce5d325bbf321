// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

namespace cw::annotation::detail {

/// gains[row][column], all rows of one length, finite and not negative. Gives each row a column of
/// its own, or none, so that the sum of the gains is the largest possible: the Hungarian method
/// (Kuhn 1955) with potentials, O(rows * columns * max). A pair that gains nothing is no pair.
std::vector<std::optional<std::size_t>>
bestAssignment(const std::vector<std::vector<double>>& gains);

} // namespace cw::annotation::detail
