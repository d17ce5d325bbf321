// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cw::anonymizer {

/// Where compressed pixel data lie in a file: first byte of every fragment and its length.
struct Fragment {
    std::size_t offset = 0, length = 0;
};
struct Encapsulated {
    std::size_t begin = 0, end = 0; ///< from the tag of Pixel Data to behind the sequence delimiter
    Fragment offsetTable;
    std::vector<Fragment> fragments;
};
/// Finds the last well-formed encapsulated Pixel Data element of the file; nothing if there is
/// none.
std::optional<Encapsulated> findEncapsulated(std::span<const std::byte> file);

} // namespace cw::anonymizer
