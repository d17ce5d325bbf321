// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/LeakGate.h"
#include "anonymizer/detail/SearchForms.h"
#include <algorithm>

namespace cw::anonymizer {

/// The forms of a set of values with their search.
class SearchSet {
public:
    explicit SearchSet(std::vector<SearchForm> forms, std::vector<std::string> kinds);

    /// Calls hit(form, offset) for finds in [0, count) of text at begin that stand alone and that
    /// can be told from chance. What stands before and behind is looked at, too.
    template <class Hit>
    void run(std::string_view text, std::size_t begin, std::size_t count, Matter matter,
             Hit hit) const {
        const std::size_t end = begin + count;
        const auto part = text.substr(begin, count + m_search.longest());
        m_search.scan(part, matter, [&](std::size_t index, std::size_t at) {
            const SearchForm& form = m_forms[index];
            if (begin + at < end && tellsIn(form, matter) && standsAlone(form, text, begin + at))
                hit(form, begin + at);
        });
    }
    template <class Hit>
    void run(std::string_view text, Hit hit) const {
        run(text, 0, text.size(), Matter::Text, hit);
    }
    const std::string& kind(const SearchForm& form) const { return m_kinds[form.kind]; }
    const std::string& kind(std::uint32_t index) const { return m_kinds[index]; }
    bool isOnly(const SearchForm& form, std::string_view ofKind) const {
        return kind(form) == ofKind && std::ranges::all_of(form.otherKinds, [&](auto other) {
                   return kind(other) == ofKind;
               });
    }
    std::size_t longest() const { return m_search.longest(); }
    std::size_t size() const { return m_forms.size(); }

private:
    std::vector<SearchForm> m_forms;
    std::vector<std::string> m_kinds;
    PatternSearch m_search;
};

struct SearchedValues::Impl {
    SearchSet set;
};

} // namespace cw::anonymizer
