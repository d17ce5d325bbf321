// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// The text as UTF-16 without a byte order mark; empty if it is no UTF-8.
std::string utf16Of(std::string_view utf8, bool bigEndian);

/// A day with the month in English words, 5 March 2024, and without leading zeros, 2024-3-5: what
/// spellingsOfDate() leaves out.
std::vector<std::string> writtenOutDates(std::string_view yyyymmdd);

/// A text in the bytes of one character set.
struct Spelling {
    std::string bytes;
    bool escaped = false; ///< begins with the escape sequence that makes the rest readable
};
/// A text with other than ASCII characters, as each character set that can write its scripts would
/// store it: the single-byte sets, KS X 1001 (EUC-KR, 7 bit behind SO), JIS X 0208 (Shift-JIS,
/// EUC-JP, behind ESC $ B), GB18030, Big5, and UTF-8 with Hangul in letters (file names of a Mac).
std::vector<Spelling> spellingsInCharacterSets(std::string_view utf8);

} // namespace cw::anonymizer
