// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/KoreanNames.h"
#include "anonymizer/detail/NameParts.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank(" \t\r\n\0", 5);
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        if (const auto part = trimmed(text.substr(0, end)); !part.empty())
            parts.push_back(part);
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

void addOrders(std::vector<std::string>& out, std::string_view family, std::string_view given) {
    for (const std::string_view joint : {"^", " ", ", ", ",", "_", "-", "."}) {
        out.push_back(std::string(family) + std::string(joint) + std::string(given));
        out.push_back(std::string(given) + std::string(joint) + std::string(family));
    }
    // Joined without a mark only where enough is left to be told from chance.
    if (family.size() + given.size() >= 6) {
        out.push_back(std::string(family) + std::string(given));
        out.push_back(std::string(given) + std::string(family));
    }
}

void sortUnique(std::vector<std::string>& texts) {
    std::ranges::sort(texts);
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

} // namespace

std::vector<std::vector<std::string_view>> namePartsIn(std::string_view name) {
    std::vector<std::vector<std::string_view>> groups;
    for (const auto group : split(name, '=')) {
        if (isCommonWord(group))
            continue;
        auto parts = split(group, group.find('^') != std::string_view::npos ? '^' : ' ');
        if (parts.size() == 1)
            if (const auto korean = koreanNameOf(parts.front()))
                parts = {korean->family, korean->given};
        const bool common =
            std::ranges::all_of(parts, [](std::string_view part) { return isCommonWord(part); });
        if (!parts.empty() && !common)
            groups.push_back(std::move(parts));
    }
    return groups;
}

bool isSearchablePart(std::string_view part) {
    if (isCommonWord(part))
        return false;
    return isAscii(part) ? part.size() >= 3 : hangulCount(part) >= 2 || part.size() >= 6;
}

std::vector<std::string> spellingsOfName(std::string_view utf8) {
    std::vector<std::string> out;
    for (const auto& parts : namePartsIn(utf8)) {
        if (parts.size() >= 2) {
            addOrders(out, parts[0], parts[1]);
            if (!isAscii(parts[0]) || !isAscii(parts[1])) // Korean and Chinese: written in one
                out.push_back(std::string(parts[0]) + std::string(parts[1]));
        }
        for (const auto part : parts) {
            if (isSearchablePart(part))
                out.emplace_back(part);
            for (const auto word : wordsOf(part))
                if (word.size() < part.size() && isSearchablePart(word))
                    out.emplace_back(word);
        }
    }
    sortUnique(out);
    return out;
}

std::vector<std::string> romanisedSpellingsOfName(std::string_view utf8, std::size_t most) {
    std::vector<std::string> out;
    for (const auto& parts : namePartsIn(utf8))
        if (parts.size() >= 2 && hangulCount(parts[1]) > 0)
            for (auto& spelling : RomanisedName(parts[0], parts[1]).spellings(most))
                out.push_back(std::move(spelling));
    sortUnique(out);
    return out;
}

std::vector<std::string> spellingsOfDate(std::string_view yyyymmdd) {
    constexpr std::string_view dummy = "19000101"; // what ElementRules writes; nobody's day
    if (yyyymmdd.size() != 8 || yyyymmdd == dummy)
        return {};
    const std::string y(yyyymmdd.substr(0, 4)), m(yyyymmdd.substr(4, 2)), d(yyyymmdd.substr(6, 2));
    std::vector<std::string> out{std::string(yyyymmdd)};
    for (const std::string joint : {"-", ".", "/", ":"}) {
        out.push_back(y + joint + m + joint + d);
        out.push_back(d + joint + m + joint + y);
        out.push_back(m + joint + d + joint + y);
    }
    const auto bare = [](const std::string& two) { return two[0] == '0' ? two.substr(1) : two; };
    for (const auto& [month, day] : {std::pair(m, d), std::pair(bare(m), bare(d))}) {
        out.push_back(y + "년 " + month + "월 " + day + "일");
        out.push_back(y + "년" + month + "월" + day + "일");
    }
    sortUnique(out);
    return out;
}

} // namespace cw::anonymizer
