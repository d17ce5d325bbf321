// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// Many byte strings in one pass (Aho and Corasick 1975); ASCII letters match in either case. The
/// first two levels are dense tables, the rest sorted edges: most bytes of an image cost one
/// lookup, and thousands of patterns a few megabytes.
class PatternSearch {
public:
    explicit PatternSearch(const std::vector<std::string>& patterns);

    /// Calls found(pattern index, offset of its first byte) for every occurrence.
    void scan(std::span<const std::byte> bytes,
              const std::function<void(std::size_t pattern, std::size_t offset)>& found) const;
    void scan(std::string_view text,
              const std::function<void(std::size_t pattern, std::size_t offset)>& found) const;

private:
    using State = std::uint32_t;
    static constexpr State kNone = 0xFFFFFFFFU;
    struct Edge {
        unsigned char byte = 0;
        State target = 0;
    };
    struct Node {
        std::uint32_t firstEdge = 0;
        std::uint16_t edges = 0;
        State fallback = 0;       ///< longest proper suffix that is a prefix of some pattern
        State nextOutput = kNone; ///< nearest fallback that ends a pattern
        std::uint32_t pattern = kNone;
        std::uint32_t depth = 0;
    };

    State edgeFrom(State state, unsigned char byte) const;
    State step(State state, unsigned char byte) const;
    void linkFallbacks();

    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
    std::array<State, 256> m_root{};
    std::vector<std::array<State, 256>> m_second; ///< by state - 1, complete with fallbacks
    std::vector<std::vector<std::size_t>> m_same; ///< patterns of equal text, by slot
};

} // namespace cw::anonymizer
