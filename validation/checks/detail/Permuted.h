// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "validation/checks/detail/Cases.h"

namespace cw::validation::checks {

/// Labels dealt anew between groups: each group gets the labels of another one, in their order from
/// a random start, repeated or cut where it has more or fewer pictures. So a patient with one sick
/// and one healthy side stays such a patient, and pictures of a patient keep hanging together.
std::vector<int> permutedBetweenGroups(const Cases& cases, core::Random random);

/// Case numbers by group.
std::vector<std::vector<std::size_t>> membersOf(const Cases& cases);

} // namespace cw::validation::checks
