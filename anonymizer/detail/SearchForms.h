// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/Identifiers.h"
#include <cstdint>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// How the characters of a form lie in memory, for the look at its neighbours.
enum class Encoding { Bytes, Utf16Little, Utf16Big };

/// One byte string to look for.
struct SearchForm {
    std::string bytes;
    Encoding encoding = Encoding::Bytes;
    IdentifierForm form = IdentifierForm::Phrase;
    std::uint32_t kind = 0; ///< index into FormSet::kinds
    std::string date;       ///< YYYYMMDD of a date's spelling
};

/// All the forms of all identifiers, each byte string once.
class FormSet {
public:
    void add(const Identifier& identifier);
    std::size_t identifiers() const { return m_identifiers; }
    std::vector<SearchForm> forms() const;
    const std::vector<std::string>& kinds() const { return m_kinds; }

private:
    void addText(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                 std::string_view date);
    std::uint32_t kindIndex(const std::string& kind);

    std::vector<std::string> m_kinds;
    std::vector<SearchForm> m_forms;
    std::size_t m_identifiers = 0;
};

/// Whether a hit at offset stands alone: short words, numbers, dates and UIDs must not be parts of
/// longer ones.
bool standsAlone(const SearchForm& form, std::string_view text, std::size_t offset);

} // namespace cw::anonymizer
