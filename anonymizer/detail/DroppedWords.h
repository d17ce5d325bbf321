// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cw::anonymizer {

/// Words that Clean Descriptors dropped in a run, so that a steward sees what the dictionary lacks.
/// The words themselves are shown only where many patients share them: a word of one patient may be
/// his name, a word of a hundred is the trade's. Bounded memory; not thread-safe, but results of
/// several can be joined.
class DroppedWords {
public:
    /// Fewer patients than these, and a word is counted but never told.
    static constexpr std::size_t kFewestPatients = 10;

    /// patient is any number that is the same for all files of one; names are the person names of
    /// the file, as they stand: words that are parts of them are never told, however common.
    void add(std::uint64_t patient, std::span<const std::string> dropped,
             std::span<const std::string> names = {});
    void join(const DroppedWords& other);

    std::size_t total() const { return m_total; } ///< words, each as often as it was dropped
    /// Words without digits that stood in descriptors of enough patients, with their number of
    /// files; the most frequent first.
    struct Row {
        std::string word;
        std::size_t times = 0;
    };
    std::vector<Row> common() const;
    /// More different words than memory is spent on: common() may lack some.
    bool incomplete() const { return m_full; }

private:
    struct Count {
        std::size_t times = 0;
        bool name = false;
        std::vector<std::uint64_t> patients; ///< at most kFewestPatients
        void see(std::uint64_t patient);
    };
    Count* countOf(const std::string& word);

    std::unordered_map<std::string, Count> m_words;
    std::size_t m_total = 0;
    bool m_full = false;
};

} // namespace cw::anonymizer
