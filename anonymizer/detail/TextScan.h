// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/TextPatterns.h"
#include <algorithm>
#include <optional>
#include <string_view>

namespace cw::anonymizer {

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A place in a text and what can be read from there on.
class TextScan {
public:
    TextScan(std::string_view text, std::size_t at) : m_text(text), m_at(at) {}

    std::size_t at() const { return m_at; }
    char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    char before() const { return m_at > 0 ? m_text[m_at - 1] : '\0'; }
    bool done() const { return m_at >= m_text.size(); }
    void skip(std::size_t count) { m_at = std::min(m_at + count, m_text.size()); }
    std::size_t blanks(std::size_t most) {
        std::size_t count = 0;
        for (; count < most && peek() == ' '; ++count)
            ++m_at;
        return count;
    }
    /// One of these characters.
    bool any(std::string_view characters) {
        if (done() || characters.find(peek()) == std::string_view::npos)
            return false;
        ++m_at;
        return true;
    }
    /// These bytes, ASCII letters in either case.
    bool word(std::string_view lowerCase) {
        for (std::size_t i = 0; i < lowerCase.size(); ++i)
            if (lower(peek(i)) != lowerCase[i])
                return false;
        m_at += lowerCase.size();
        return true;
    }
    /// All digits from here on, if they are as many as that.
    std::optional<std::string_view> digits(std::size_t fewest, std::size_t most) {
        std::size_t count = 0;
        while (count <= most && isDigit(peek(count)))
            ++count;
        if (count < fewest || count > most)
            return std::nullopt;
        const auto found = m_text.substr(m_at, count);
        m_at += count;
        return found;
    }

private:
    std::string_view m_text;
    std::size_t m_at;
};

/// Whether a word that begins with these two letters can begin a hit at all.
bool mayBeginPattern(char first, char second);

/// Each looks at one place, where a run of digits, a word or a mark begins.
std::optional<PatternHit> dayAt(std::string_view text, std::size_t at);
std::optional<PatternHit> monthNameDayAt(std::string_view text, std::size_t at);
std::optional<PatternHit> registrationNumberAt(std::string_view text, std::size_t at);
std::optional<PatternHit> telephoneAt(std::string_view text, std::size_t at);
std::optional<PatternHit> ipAddressAt(std::string_view text, std::size_t at);
std::optional<PatternHit> urlAt(std::string_view text, std::size_t at);
std::optional<PatternHit> labelledNumberAt(std::string_view text, std::size_t at);
std::optional<PatternHit> streetAt(std::string_view text, std::size_t at);
std::optional<PatternHit> koreanAddressAt(std::string_view text, std::size_t at);
std::optional<PatternHit> titledPersonAt(std::string_view text, std::size_t at);
/// At an @: goes backwards too, never before from.
std::optional<PatternHit> mailAt(std::string_view text, std::size_t at, std::size_t from);

} // namespace cw::anonymizer
