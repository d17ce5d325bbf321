// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// DICOM text to UTF-8 under a Specific Character Set (0008,0005), code extensions (ISO 2022)
/// included; where the set is missing or wrong, UTF-8 and EUC-KR are tried before Latin-1. nullopt
/// where no reading makes sense.
std::optional<std::string> toUtf8(std::string_view raw, std::string_view specificCharacterSet);

/// UTF-8 to an encoding iconv knows; nullopt if some character has no place in it.
std::optional<std::string> fromUtf8(std::string_view utf8, const char* encoding);

bool isAscii(std::string_view text);
/// Letters A-Z lowered, every other byte as it is.
std::string lowered(std::string_view text);
/// Number of Hangul syllables (U+AC00..U+D7A3) in UTF-8 text.
std::size_t hangulCount(std::string_view utf8);

} // namespace cw::anonymizer
