// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// Whether Hangul text begins with one of the usual surnames (two-syllable ones too).
bool beginsWithKoreanSurname(std::string_view hangul);
/// A Korean name written in one, taken apart: 홍길동 -> 홍, 길동; 남궁민수 -> 남궁, 민수. nullopt
/// for what is no run of two to five syllables that begins with a surname.
struct KoreanName {
    std::string_view family, given;
};
std::optional<KoreanName> koreanNameOf(std::string_view hangul);

/// How one syllable is written in Latin letters: Revised Romanisation, McCune and Reischauer
/// without its marks, and what people have in their passports; lower case, the first is the revised
/// one. Surnames have usages of their own: 이 is Lee, Yi, Rhee. Empty for no Hangul syllable.
const std::vector<std::string>& romanisations(char32_t syllable, bool surname);

/// A Korean name in Latin letters, in any of these spellings.
class RomanisedName {
public:
    /// Hangul; family may be empty.
    RomanisedName(std::string_view family, std::string_view given);

    /// Length of the match at the start of text; 0 if none. text is lower case without blanks and
    /// marks. Matches the whole name in both orders, the surname with the given name's initials in
    /// both orders, and a given name of two syllables and five letters by itself.
    std::size_t matchAt(std::string_view text) const;
    /// Letters that a match can begin with, as bits from a.
    unsigned firstLetters() const { return m_firstLetters; }
    /// The usual spellings of the whole name in both orders, "hong gildong", at most a limit.
    std::vector<std::string> spellings(std::size_t most) const;

private:
    using Syllables = std::vector<const std::vector<std::string>*>;
    std::size_t match(std::string_view text, const Syllables& syllables) const;

    Syllables m_family, m_given;
    unsigned m_firstLetters = 0;
};

} // namespace cw::anonymizer
