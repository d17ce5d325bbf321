// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/WindowSearch.h"
#include <algorithm>
#include <cstring>

namespace cw::anonymizer {

SearchSet::SearchSet(std::vector<SearchForm> forms, std::vector<std::string> kinds)
    : m_forms(std::move(forms)), m_kinds(std::move(kinds)), m_search([this] {
          std::vector<PatternSearch::Pattern> patterns;
          patterns.reserve(m_forms.size());
          for (const SearchForm& form : m_forms)
              patterns.push_back({form.bytes, tellsIn(form, Matter::Samples)});
          return PatternSearch(patterns);
      }()) {}

WindowSearch::WindowSearch(const Sets& sets, const Regions* regions, Hit hit, SeeText seeText)
    : m_sets(sets), m_regions(regions), m_hit(std::move(hit)), m_seeText(std::move(seeText)) {
    for (const SearchSet* set : sets)
        m_overlap = std::max(m_overlap, set->longest());
    m_overlap += kBehind;
}

void WindowSearch::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto to = room();
        const std::size_t count = std::min(to.size(), bytes.size());
        std::memcpy(to.data(), bytes.data(), count);
        filled(count);
        bytes.remove_prefix(count);
    }
}

std::span<char> WindowSearch::room() {
    // Most streams are short: the buffer grows with what comes.
    constexpr std::size_t first = 4096;
    if (m_filled == m_buffer.size())
        m_buffer.resize(std::min(std::max(first, 4 * m_filled), kWindow + m_overlap + kBehind));
    return std::span(m_buffer).subspan(m_filled);
}

void WindowSearch::filled(std::size_t count) {
    m_filled += count;
    if (m_filled < kWindow + m_overlap + kBehind)
        return;
    search(m_begin + m_filled - m_overlap);
    const std::size_t done = m_filled - m_overlap - kBehind;
    std::memmove(m_buffer.data(), m_buffer.data() + done, m_filled - done);
    m_filled -= done;
    m_begin += done;
}

void WindowSearch::close() {
    search(m_begin + m_filled);
    m_filled = 0;
}

void WindowSearch::search(std::uint64_t limit) {
    static const std::vector<Region> none;
    const auto& regions = m_regions ? m_regions->list() : none;
    while (m_from < limit) {
        while (m_region < regions.size() && regions[m_region].end <= m_from)
            ++m_region;
        const Region* const next = m_region < regions.size() ? &regions[m_region] : nullptr;
        const bool inside = next && next->begin <= m_from;
        std::uint64_t end = limit;
        if (next)
            end = std::min(limit, inside ? next->end : next->begin);
        searchPart(m_from, end, inside ? next->matter : Matter::Text);
        m_from = end;
    }
}

void WindowSearch::searchPart(std::uint64_t begin, std::uint64_t end, Matter matter) {
    const auto at = static_cast<std::size_t>(begin - m_begin);
    const auto count = static_cast<std::size_t>(end - begin);
    const std::string_view window(m_buffer.data(), m_filled);
    for (const SearchSet* set : m_sets)
        set->run(window, at, count, matter, [&](const SearchForm& form, std::size_t offset) {
            m_hit(*set, form, m_begin + offset);
        });
    if (matter == Matter::Text && m_seeText)
        m_seeText(window.substr(at, count + m_overlap), begin);
}

} // namespace cw::anonymizer
