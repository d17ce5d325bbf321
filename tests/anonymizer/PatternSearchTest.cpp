// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PatternSearch.h"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using Finds = std::set<std::pair<std::size_t, std::size_t>>;

char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

Finds naive(const std::vector<std::string>& patterns, const std::string& text,
            std::size_t shortest) {
    Finds finds;
    for (std::size_t p = 0; p < patterns.size(); ++p)
        for (std::size_t at = 0; at + patterns[p].size() <= text.size(); ++at) {
            bool same = patterns[p].size() >= shortest;
            for (std::size_t i = 0; same && i < patterns[p].size(); ++i)
                same = low(patterns[p][i]) == low(text[at + i]);
            if (same)
                finds.insert({p, at});
        }
    return finds;
}

RC_GTEST_PROP(PatternSearch, FindsWhatASimpleSearchFindsInEveryMatter, ()) {
    // Few letters, so that patterns overlap, repeat and contain each other.
    const auto letter = rc::gen::element('a', 'B', 'b', '0', '\0', '\xB1');
    const auto patterns =
        *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(letter));
    std::string text = *rc::gen::container<std::string>(letter);
    for (const auto& pattern : patterns)
        text += pattern + *rc::gen::container<std::string>(letter);
    std::vector<PatternSearch::Pattern> all;
    for (const auto& pattern : patterns)
        all.push_back({pattern, true});
    const PatternSearch search(all);
    for (const auto& [matter, shortest] :
         {std::pair{Matter::Text, PatternSearch::kShortest},
          {Matter::Compressed, PatternSearch::kShortestInCompressed},
          {Matter::Samples, PatternSearch::kShortestInSamples}}) {
        Finds finds;
        std::size_t calls = 0;
        search.scan(text, matter, [&](std::size_t pattern, std::size_t at) {
            finds.insert({pattern, at});
            ++calls;
        });
        RC_ASSERT(finds == naive(patterns, text, shortest));
        RC_ASSERT(calls == finds.size());
    }
}

TEST(PatternSearch, HasNothingToFindInNothing) {
    const PatternSearch none(std::vector<std::string>{});
    none.scan("text", [](std::size_t, std::size_t) { FAIL(); });
    const PatternSearch one({"abc", "", "ab"});
    for (const char* text : {"", "a", "ab"})
        one.scan(text, [](std::size_t, std::size_t) { FAIL(); });
}

TEST(PatternSearch, PassesOverWhatIsNotSearchedForInSamples) {
    const std::string word = "a word that is long enough";
    const PatternSearch search(std::vector<PatternSearch::Pattern>{{word, false}});
    search.scan(word, Matter::Samples, [](std::size_t, std::size_t) { FAIL(); });
}

} // namespace
} // namespace cw::anonymizer
