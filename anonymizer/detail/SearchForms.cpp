// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/SearchForms.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include <algorithm>
#include <tuple>

namespace cw::anonymizer {
namespace {

/// From here on a word is told from chance even inside another word.
constexpr std::size_t kUnmistakable = 10;
constexpr std::size_t kShortestDigits = 4, kShortestWord = 3, kShortestUid = 8;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool worthSearching(std::string_view utf8, IdentifierForm form) {
    if (form == IdentifierForm::Uid)
        return utf8.size() >= kShortestUid;
    // A person called Field or Breast: the word alone proves nothing, the whole name is searched
    // for.
    if (form == IdentifierForm::Name && isDictionaryWord(utf8))
        return false;
    if (!isAscii(utf8))
        return hangulCount(utf8) >= 2 || utf8.size() >= 6;
    if (isCommonWord(utf8))
        return false;
    const bool letters = std::ranges::any_of(utf8, isLetter);
    return utf8.size() >= (letters ? kShortestWord : kShortestDigits);
}

/// The character before or behind, in the form's encoding; 0 where it is not ASCII or not there.
char neighbour(const SearchForm& form, std::string_view text, std::size_t offset, bool before) {
    if (form.encoding == Encoding::Bytes) {
        if (before)
            return offset > 0 ? text[offset - 1] : '\0';
        const std::size_t end = offset + form.bytes.size();
        return end < text.size() ? text[end] : '\0';
    }
    const std::size_t at = before ? offset - 2 : offset + form.bytes.size();
    if ((before && offset < 2) || at + 1 >= text.size())
        return '\0';
    const char low = text[form.encoding == Encoding::Utf16Little ? at : at + 1];
    const char high = text[form.encoding == Encoding::Utf16Little ? at + 1 : at];
    return high == '\0' ? low : '\0';
}

} // namespace

std::uint32_t FormSet::kindIndex(const std::string& kind) {
    const auto found = std::ranges::find(m_kinds, kind);
    const auto index = static_cast<std::uint32_t>(found - m_kinds.begin());
    if (found == m_kinds.end())
        m_kinds.push_back(kind);
    return index;
}

void FormSet::addText(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                      std::string_view date) {
    if (!worthSearching(utf8, form))
        return;
    const auto push = [&](std::optional<std::string> bytes, Encoding encoding) {
        if (bytes && bytes->size() >= kShortestWord)
            m_forms.push_back({lowered(*bytes), encoding, form, kind, std::string(date)});
    };
    push(std::string(utf8), Encoding::Bytes);
    // UIDs are ASCII by definition and many: one form is enough.
    if (form == IdentifierForm::Uid)
        return;
    push(fromUtf8(utf8, "UTF-16LE"), Encoding::Utf16Little);
    push(fromUtf8(utf8, "UTF-16BE"), Encoding::Utf16Big);
    if (!isAscii(utf8)) {
        push(fromUtf8(utf8, "EUC-KR"), Encoding::Bytes); // also what ISO 2022 IR 149 puts in a file
        push(fromUtf8(utf8, "GB18030"), Encoding::Bytes);
    }
}

void FormSet::add(const Identifier& identifier) {
    ++m_identifiers;
    const std::uint32_t kind = kindIndex(identifier.kind);
    if (identifier.form == IdentifierForm::Name)
        for (const auto& spelling : spellingsOfName(identifier.text))
            addText(spelling, identifier.form, kind, "");
    else if (identifier.form == IdentifierForm::Date)
        for (const auto& spelling : spellingsOfDate(identifier.text))
            addText(spelling, identifier.form, kind, identifier.text);
    else
        addText(identifier.text, identifier.form, kind, "");
}

std::vector<SearchForm> FormSet::forms() const {
    std::vector<SearchForm> unique = m_forms;
    const auto key = [](const SearchForm& f) { return std::tie(f.bytes, f.form); };
    std::ranges::stable_sort(unique, [&](const auto& a, const auto& b) { return key(a) < key(b); });
    unique.erase(std::unique(unique.begin(), unique.end(),
                             [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                 unique.end());
    return unique;
}

bool standsAlone(const SearchForm& form, std::string_view text, std::size_t offset) {
    const char before = neighbour(form, text, offset, true),
               behind = neighbour(form, text, offset, false);
    if (form.form == IdentifierForm::Uid)
        return !isDigit(before) && before != '.' && !isDigit(behind) && behind != '.';
    if (form.form == IdentifierForm::Date) {
        // A date may be followed by its time, never preceded by a digit.
        const bool plain = form.bytes.size() == 8 && form.encoding == Encoding::Bytes;
        return !isDigit(before) && before != '.' && (plain || !isDigit(behind));
    }
    const bool digitsOnly =
        form.encoding == Encoding::Bytes && std::ranges::all_of(form.bytes, isDigit);
    if (digitsOnly) // 2187 is not found in 0.2187 nor in 2187.5
        return !isDigit(before) && !isLetter(before) && before != '.' && !isDigit(behind) &&
               !isLetter(behind) && behind != '.';
    const bool little = form.encoding == Encoding::Utf16Little;
    const char first = form.bytes[form.encoding == Encoding::Utf16Big ? 1 : 0];
    const char last = form.bytes[form.bytes.size() - (little ? 2 : 1)];
    if ((isDigit(before) && isDigit(first)) || (isDigit(last) && isDigit(behind)))
        return false; // a longer number
    if (form.bytes.size() >= (form.encoding == Encoding::Bytes ? kUnmistakable : 2 * kUnmistakable))
        return true;
    const auto joins = [](char a, char b) {
        return (isLetter(a) || isDigit(a)) && (isLetter(b) || isDigit(b));
    };
    return !joins(before, first) && !joins(last, behind);
}

} // namespace cw::anonymizer
