// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <string>
#include <string_view>

namespace cw::phantom {

/// One made-up person's name in three scripts (PS3.5 6.2.1.2).
struct PersonName {
    std::string family, given;             ///< Latin letters: "Kim", "Younghee"
    std::string familyHanja, givenHanja;   ///< UTF-8
    std::string familyHangul, givenHangul; ///< UTF-8
};
/// The index-th of 256 combinations.
PersonName koreanName(std::size_t index);

/// "Kim^Younghee=金^英姬=김^영희" in the encoding of \ISO 2022 IR 149: every component in Korean
/// starts with the escape sequence to KS X 1001 (PS3.5 annex I). Internal if a character is not in
/// it.
Result<std::string> personNameIr149(const PersonName& name);
/// Any text of one line in the same encoding.
Result<std::string> textIr149(std::string_view utf8);

} // namespace cw::phantom
