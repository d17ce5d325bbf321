// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PatternSearch.h"
#include <algorithm>
#include <map>

namespace cw::anonymizer {
namespace {

constexpr std::array<unsigned char, 256> foldTable() {
    std::array<unsigned char, 256> table{};
    for (unsigned i = 0; i < 256; ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
    return table;
}
constexpr auto kFold = foldTable();

std::string folded(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = static_cast<char>(kFold[static_cast<unsigned char>(c)]);
    return result;
}

} // namespace

// The sorted patterns are walked level by level, so that states are numbered breadth first: the
// children of the root come first, which the dense second level relies on.
PatternSearch::PatternSearch(const std::vector<std::string>& patterns) {
    std::map<std::string, std::vector<std::size_t>> unique;
    for (std::size_t i = 0; i < patterns.size(); ++i)
        if (!patterns[i].empty())
            unique[folded(patterns[i])].push_back(i);
    std::vector<const std::string*> texts;
    for (auto& [text, indices] : unique) {
        texts.push_back(&text);
        m_same.push_back(std::move(indices));
    }
    struct Range {
        std::size_t first, end;
    };
    std::vector<Range> ranges{{0, texts.size()}};
    m_nodes.emplace_back();
    for (State state = 0; state < m_nodes.size(); ++state) {
        auto [first, end] = ranges[state];
        const std::size_t depth = m_nodes[state].depth;
        if (first < end && texts[first]->size() == depth)
            m_nodes[state].pattern = static_cast<std::uint32_t>(first++);
        m_nodes[state].firstEdge = static_cast<std::uint32_t>(m_edges.size());
        while (first < end) {
            const char byte = (*texts[first])[depth];
            std::size_t next = first;
            while (next < end && (*texts[next])[depth] == byte)
                ++next;
            m_edges.push_back(
                {static_cast<unsigned char>(byte), static_cast<State>(m_nodes.size())});
            m_nodes.emplace_back().depth = static_cast<std::uint32_t>(depth + 1);
            ranges.push_back({first, next});
            ++m_nodes[state].edges;
            first = next;
        }
    }
    linkFallbacks();
}

PatternSearch::State PatternSearch::edgeFrom(State state, unsigned char byte) const {
    const Node& node = m_nodes[state];
    const auto first = m_edges.begin() + node.firstEdge, end = first + node.edges;
    const auto found = std::lower_bound(first, end, byte,
                                        [](const Edge& e, unsigned char b) { return e.byte < b; });
    return found != end && found->byte == byte ? found->target : kNone;
}

void PatternSearch::linkFallbacks() {
    for (unsigned byte = 0; byte < 256; ++byte) {
        const State target = edgeFrom(0, static_cast<unsigned char>(byte));
        m_root[byte] = target == kNone ? 0 : target;
    }
    for (State state = 0; state < m_nodes.size(); ++state) {
        const Node node = m_nodes[state];
        for (std::uint32_t e = node.firstEdge; e < node.firstEdge + node.edges; ++e) {
            const auto [byte, target] = m_edges[e];
            Node& child = m_nodes[target];
            child.fallback = state == 0 ? 0 : step(node.fallback, byte);
            const Node& fallback = m_nodes[child.fallback];
            child.nextOutput = fallback.pattern != kNone ? child.fallback : fallback.nextOutput;
        }
        if (node.depth == 1) {
            auto& row = m_second.emplace_back(m_root);
            for (std::uint32_t e = node.firstEdge; e < node.firstEdge + node.edges; ++e)
                row[m_edges[e].byte] = m_edges[e].target;
        }
    }
}

PatternSearch::State PatternSearch::step(State state, unsigned char byte) const {
    for (;;) {
        if (state == 0)
            return m_root[byte];
        if (state <= m_second.size())
            return m_second[state - 1][byte];
        if (const State target = edgeFrom(state, byte); target != kNone)
            return target;
        state = m_nodes[state].fallback;
    }
}

void PatternSearch::scan(std::span<const std::byte> bytes,
                         const std::function<void(std::size_t, std::size_t)>& found) const {
    State state = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        state = step(state, kFold[std::to_integer<unsigned char>(bytes[i])]);
        const Node& node = m_nodes[state];
        for (State output = node.pattern != kNone ? state : node.nextOutput; output != kNone;
             output = m_nodes[output].nextOutput)
            for (const std::size_t pattern : m_same[m_nodes[output].pattern])
                found(pattern, i + 1 - m_nodes[output].depth);
    }
}

void PatternSearch::scan(std::string_view text,
                         const std::function<void(std::size_t, std::size_t)>& found) const {
    scan(std::as_bytes(std::span(text.data(), text.size())), found);
}

} // namespace cw::anonymizer
