// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// DICOM text to UTF-8 under a Specific Character Set (0008,0005) of PS3.3 C.12.1.1.2, code
/// extensions (ISO 2022) included. Designations end at line ends, tabs and backslashes, and in a PN
/// at ^ and =, as PS3.5 6.1.2.5.3 has it; where nothing else is designated then, the last one goes
/// on, because writers forget to repeat it. Where the set is missing or wrong, UTF-8 and EUC-KR are
/// tried before Latin-1. Half a character at the end of a value, a byte order mark, and escape
/// sequences nobody knows are dropped. nullopt where no reading makes sense.
std::optional<std::string> toUtf8(std::string_view raw, std::string_view specificCharacterSet,
                                  std::string_view vr = "PN");

/// UTF-8 to an encoding iconv knows; nullopt if some character has no place in it.
std::optional<std::string> fromUtf8(std::string_view utf8, const char* encoding);
/// The byte strings that a file with this Specific Character Set may hold for a text, escape
/// sequences left out: one for each of its terms that has all the characters. UTF-8 is not among
/// them unless it is a term.
std::vector<std::string> encodingsOf(std::string_view utf8, std::string_view specificCharacterSet);

bool isAscii(std::string_view text);
/// Well-formed by Unicode's table 3-7: shortest forms, no surrogates, nothing cut.
bool isUtf8(std::string_view text);
/// Letters A-Z lowered, every other byte as it is.
std::string lowered(std::string_view text);
/// Number of Hangul syllables (U+AC00..U+D7A3) in UTF-8 text.
std::size_t hangulCount(std::string_view utf8);
/// The code point that starts at an offset of UTF-8 text, and its bytes; U+FFFD and 1 where none
/// does.
struct CodePoint {
    char32_t value = 0xFFFD;
    std::size_t bytes = 1;
};
CodePoint codePointAt(std::string_view utf8, std::size_t offset);
void appendUtf8(std::string& text, char32_t codePoint);

} // namespace cw::anonymizer
