// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/CodedParts.h"
#include "anonymizer/detail/SearchSet.h"
#include <functional>
#include <span>
#include <string>

namespace cw::anonymizer {

/// Searches a stream of bytes of any length in windows that overlap by the longest form: a find on
/// a window's edge is found once, and neighbours of a find are always in sight.
class WindowSearch {
public:
    using Sets = std::vector<const SearchSet*>;
    using Hit =
        std::function<void(const SearchSet& set, const SearchForm& form, std::uint64_t offset)>;
    /// Told of every stretch of Text, window by window, with some bytes behind it.
    using SeeText = std::function<void(std::string_view text, std::uint64_t offset)>;

    /// regions: of the stream; nullptr where all is Text. sets and regions must outlive it.
    WindowSearch(const Sets& sets, const Regions* regions, Hit hit, SeeText seeText = {});
    void feed(std::string_view bytes);
    /// Instead of feed(): where the next bytes may be written, and how many were. Never empty.
    std::span<char> room();
    void filled(std::size_t count);
    void close(); ///< once, behind the last bytes

private:
    static constexpr std::size_t kWindow = std::size_t{64} << 10; ///< stays in the nearest caches
    static constexpr std::size_t kBehind = 4; ///< bytes of neighbours: two units of UTF-16

    void search(std::uint64_t limit);
    void searchPart(std::uint64_t begin, std::uint64_t end, Matter matter);

    const Sets& m_sets;
    const Regions* m_regions;
    Hit m_hit;
    SeeText m_seeText;
    std::size_t m_overlap = 0, m_region = 0;
    std::string m_buffer;      ///< of the window and the overlap
    std::size_t m_filled = 0;  ///< bytes of it
    std::uint64_t m_begin = 0; ///< of the buffer in the stream
    std::uint64_t m_from = 0;  ///< up to here finds are told
};

} // namespace cw::anonymizer
