// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// The words of a descriptor (UTF-8) that stand in a small dictionary of breast and eye imaging, in
/// their order, joined by single spaces. Everything else is dropped: names, numbers, places, words
/// nobody thought of. PS3.15 E.3.5, with an allow list instead of a search for what identifies.
std::string cleanedDescriptor(std::string_view utf8);
bool isDictionaryWord(std::string_view word);

/// Words as runs of letters, digits and non-ASCII bytes.
std::vector<std::string_view> wordsOf(std::string_view utf8);

} // namespace cw::anonymizer
