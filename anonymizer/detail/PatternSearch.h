// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// What a stretch of a file is made of, which decides how long a find must be to be one: three
/// chance bytes in a megabyte of compressed picture are no name.
enum class Matter : std::uint8_t { Text, Compressed, Samples };

/// Many byte strings in one pass; ASCII letters match in either case. Of each string a few grams of
/// four bytes are kept, one for every place that a find can have between two looks: in text and
/// compressed data the search looks at every third byte, in samples at every eighth, and compares
/// only where a table knows the gram. Plain loads beat vector gathers here: decision 0078.
class PatternSearch {
public:
    struct Pattern {
        std::string_view bytes;
        bool inSamples = false; ///< searched for in samples too, if it is long enough
    };
    static constexpr std::size_t kShortest = 3, kShortestInCompressed = 6, kShortestInSamples = 12;

    /// Patterns below kShortest are not found. The texts are copied.
    explicit PatternSearch(const std::vector<Pattern>& patterns);
    /// None of them in samples.
    explicit PatternSearch(const std::vector<std::string>& patterns);

    using Found = std::function<void(std::size_t pattern, std::size_t offset)>;
    /// Calls found(pattern index, offset of its first byte) for every occurrence that lies in text
    /// as a whole, in no order.
    void scan(std::string_view text, Matter matter, const Found& found) const;
    void scan(std::string_view text, const Found& found) const { scan(text, Matter::Text, found); }

    std::size_t longest() const { return m_longest; }

private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    struct Entry {
        std::uint32_t gram, pattern, next;
        std::uint32_t offset; ///< of the gram in the pattern
    };
    /// The grams of one stride: a table of bytes to pass over, then chains to compare.
    struct Tier {
        std::size_t stride = 1;
        std::uint32_t mask = 0xFFFFFFFFU; ///< bytes of a gram that count
        std::uint32_t tableMask = 0, headMask = 0;
        std::vector<std::uint8_t> table;
        std::vector<std::uint32_t> heads;
        std::vector<Entry> entries;

        void add(std::string_view folded, std::uint32_t pattern);
        void close();
    };
    std::string_view textOf(std::uint32_t pattern) const {
        return std::string_view(m_texts).substr(m_begin[pattern],
                                                m_begin[pattern + 1] - m_begin[pattern]);
    }
    void build(const std::vector<Pattern>& patterns);
    void scan(std::string_view text, const Tier& tier, const Found& found) const;
    void compare(std::string_view text, const Tier& tier, std::uint32_t gram, std::size_t at,
                 const Found& found) const;

    std::string m_texts; ///< all patterns, folded, one behind the other
    std::vector<std::size_t> m_begin;
    std::size_t m_longest = 0;
    Tier m_short, m_long, m_samples; ///< below kShortestInCompressed, the others, in samples
};

} // namespace cw::anonymizer
