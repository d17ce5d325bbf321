// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Permuted.h"

#include <numeric>

namespace cw::validation::checks {

std::vector<std::vector<std::size_t>> membersOf(const Cases& cases) {
    std::vector<std::vector<std::size_t>> members(cases.groupKeys.size());
    for (std::size_t i = 0; i < cases.size(); ++i)
        members[cases.groups[i]].push_back(i);
    return members;
}

std::vector<int> permutedBetweenGroups(const Cases& cases, core::Random random) {
    const auto members = membersOf(cases);
    std::vector<std::size_t> from(members.size());
    std::iota(from.begin(), from.end(), std::size_t{0});
    random.shuffle(from);
    std::vector<int> labels(cases.size());
    for (std::size_t g = 0; g < members.size(); ++g) {
        const auto& source = members[from[g]];
        const std::size_t start = random.below(source.size());
        for (std::size_t i = 0; i < members[g].size(); ++i)
            labels[members[g][i]] = cases.labels[source[(start + i) % source.size()]];
    }
    return labels;
}

} // namespace cw::validation::checks
