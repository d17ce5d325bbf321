// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cw::validation::detail {

/// Keys (patients, folds) as numbers from 0, in the order of their first appearance: sums over them
/// then do not depend on how a hash table is laid out.
struct Groups {
    std::vector<std::uint32_t> of;  ///< one a key
    std::vector<std::size_t> first; ///< row where a group appears first
    std::size_t count() const { return first.size(); }
};
inline Groups groupsOf(std::span<const std::string> keys) {
    Groups groups;
    groups.of.reserve(keys.size());
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const auto next = static_cast<std::uint32_t>(groups.first.size());
        const auto [place, isNew] = known.try_emplace(keys[row], next);
        if (isNew)
            groups.first.push_back(row);
        groups.of.push_back(place->second);
    }
    return groups;
}

} // namespace cw::validation::detail
