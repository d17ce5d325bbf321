// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/PatternSearch.h"
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace cw::anonymizer {

/// How the characters of a form lie in memory, for the look at its neighbours.
enum class Encoding {
    Bytes,
    Utf16Ascii, ///< letter, zero, letter ..., letter: the same in either order of bytes
    Utf16Little,
    Utf16Big,
    Escaped ///< bytes behind an escape sequence: looks like ASCII and is none
};

/// One byte string to look for.
struct SearchForm {
    std::string bytes; ///< lower case where ASCII
    Encoding encoding = Encoding::Bytes;
    IdentifierForm form = IdentifierForm::Phrase;
    std::uint32_t kind = 0;                  ///< index into FormSet::kinds
    std::string date;                        ///< YYYYMMDD of a date's spelling
    std::vector<std::uint32_t> otherKinds{}; ///< of the same bytes
};

/// All the forms of all identifiers: in UTF-8, UTF-16 both ways, and the character sets of PS3.3
/// C.12.1.1.2 that can write them.
class FormSet {
public:
    void add(const Identifier& identifier);
    std::size_t identifiers() const { return m_identifiers; }
    /// How many identifiers of each kind were added, by index into kinds().
    const std::vector<std::size_t>& countOfKind() const { return m_countOfKind; }
    /// Each byte string once.
    std::vector<SearchForm> forms() const;
    /// Nearly so, at no cost; nothing is left here.
    std::vector<SearchForm> takeAll();
    const std::vector<std::string>& kinds() const { return m_kinds; }

private:
    void addText(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                 std::string_view date);
    std::uint32_t kindIndex(const std::string& kind);
    void addForms(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                  std::string_view date);
    void addRomanised(const std::string& name, std::uint32_t kind);
    /// Makes the forms of a text, or tells those that are there that they are of this kind too.
    template <class Make>
    void once(char what, std::string_view utf8, std::uint32_t kind, Make make);

    struct Range {
        std::size_t begin, end;
    };
    std::unordered_map<std::string, Range> m_ranges; ///< the forms of a text
    std::vector<std::string> m_kinds;
    std::vector<std::size_t> m_countOfKind;
    std::vector<SearchForm> m_forms;
    std::size_t m_identifiers = 0;
};

/// Whether a find of the form in this matter can be told from chance (decision 0013).
bool tellsIn(const SearchForm& form, Matter matter);

/// Whether a hit at offset stands alone: short words, numbers, dates and UIDs must not be parts of
/// longer ones.
bool standsAlone(const SearchForm& form, std::string_view text, std::size_t offset);

} // namespace cw::anonymizer
