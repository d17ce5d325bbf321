// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

std::optional<PatternHit> firstOf(
    std::string_view text, std::size_t at,
    std::initializer_list<std::optional<PatternHit> (*)(std::string_view, std::size_t)> readers) {
    for (const auto reader : readers)
        if (auto hit = reader(text, at))
            return hit;
    return std::nullopt;
}

/// What may begin at a place, by its first byte and the one before.
std::optional<PatternHit> hitAt(std::string_view text, std::size_t at, std::size_t from) {
    const char c = text[at], before = at > 0 ? text[at - 1] : '\0';
    if (isDigit(c)) {
        if (isDigit(before) || (before == '.' && at > 1 && isDigit(text[at - 2])))
            return std::nullopt;
        return firstOf(text, at, {registrationNumberAt, ipAddressAt, dayAt, telephoneAt, streetAt});
    }
    if (c == '+' || c == '(')
        return telephoneAt(text, at);
    if (c == '@')
        return mailAt(text, at, from);
    if (isLetter(c)) {
        if (isLetter(before) || at + 1 >= text.size() || !mayBeginPattern(c, text[at + 1]))
            return std::nullopt;
        return firstOf(text, at, {urlAt, monthNameDayAt, labelledNumberAt, titledPersonAt});
    }
    if ((static_cast<unsigned char>(c) & 0xF0U) == 0xE0U)
        return firstOf(text, at, {labelledNumberAt, koreanAddressAt, titledPersonAt});
    return std::nullopt;
}

std::vector<std::string> textsOf(std::string_view text, PatternKind kind) {
    std::vector<std::string> found;
    for (const PatternHit& hit : patternsIn(text))
        if (hit.kind == kind)
            found.emplace_back(text.substr(hit.begin, hit.end - hit.begin));
    return found;
}

} // namespace

std::vector<PatternHit> patternsIn(std::string_view utf8) {
    std::vector<PatternHit> hits;
    std::size_t from = 0;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        auto hit = hitAt(utf8, at, from);
        if (!hit)
            continue;
        // A mail address begins before its @, maybe within what was taken for a name.
        from = at = hit->end;
        hits.push_back(std::move(*hit));
        --at;
    }
    return hits;
}

std::vector<std::string> registrationNumbersIn(std::string_view text) {
    return textsOf(text, PatternKind::RegistrationNumber);
}

std::vector<std::string> telephoneNumbersIn(std::string_view text) {
    return textsOf(text, PatternKind::Telephone);
}

std::vector<std::string> mailAddressesIn(std::string_view text) {
    return textsOf(text, PatternKind::Mail);
}

std::vector<std::string> datesIn(std::string_view text) {
    std::vector<std::string> days;
    for (const PatternHit& hit : patternsIn(text))
        for (const std::string& day : hit.days)
            if (std::ranges::find(days, day) == days.end())
                days.push_back(day);
    return days;
}

} // namespace cw::anonymizer
