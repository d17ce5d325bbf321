// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/SearchForms.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/Spellings.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace cw::anonymizer {
namespace {

/// From here on a word is told from chance even inside another word.
constexpr std::size_t kUnmistakable = 10;
constexpr std::size_t kShortestDigits = 4, kShortestWord = 3, kShortestUid = 8;
/// How many ways to write a Korean name in Latin letters are searched for.
constexpr std::size_t kMostRomanised = 64;
/// Of a longer text only the beginning is searched for: windows overlap by as much.
constexpr std::size_t kLongestForm = 256;

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

bool isWide(const SearchForm& form) {
    return form.encoding == Encoding::Utf16Ascii || form.encoding == Encoding::Utf16Little ||
           form.encoding == Encoding::Utf16Big;
}
/// Bytes of a form of so many ASCII letters.
std::size_t sizeOf(const SearchForm& form, std::size_t letters) {
    if (form.encoding == Encoding::Utf16Ascii)
        return 2 * letters - 1;
    return isWide(form) ? 2 * letters : letters;
}

/// The distance-th character before (negative) or behind a form's place; 0 where it is not ASCII or
/// not there.
char neighbour(const SearchForm& form, std::string_view text, std::size_t offset, int distance) {
    const bool wide = isWide(form);
    const std::size_t unit = wide ? 2 : 1;
    const std::size_t steps = unit * static_cast<std::size_t>(std::abs(distance));
    if (distance < 0 && steps > offset)
        return '\0';
    const std::size_t at =
        distance < 0 ? offset - steps : offset + form.bytes.size() + steps - unit;
    if (at + unit > text.size())
        return '\0';
    if (!wide)
        return text[at];
    // Behind a letter, zero ..., letter comes a zero first.
    const bool lowFirst = form.encoding == Encoding::Utf16Little ||
                          (form.encoding == Encoding::Utf16Ascii && distance < 0);
    return text[lowFirst ? at + 1 : at] == '\0' ? text[lowFirst ? at : at + 1] : '\0';
}

/// Whether digits go on there, be it behind a point: 2187 is not found in 0.2187 nor in 2187.5, but
/// at the end of a sentence and before .dcm it is.
bool goesOnInDigits(const SearchForm& form, std::string_view text, std::size_t offset, int side) {
    const char next = neighbour(form, text, offset, side);
    return isDigit(next) || (next == '.' && isDigit(neighbour(form, text, offset, 2 * side)));
}

} // namespace

std::uint32_t FormSet::kindIndex(const std::string& kind) {
    const auto found = std::ranges::find(m_kinds, kind);
    const auto index = static_cast<std::uint32_t>(found - m_kinds.begin());
    if (found == m_kinds.end()) {
        m_kinds.push_back(kind);
        m_countOfKind.push_back(0);
    }
    return index;
}

// The days of a study are mostly one, and so are the people in a file: more than half of all texts
// are there already, and the dozen forms of each would have to be made again.
template <class Make>
void FormSet::once(char what, std::string_view utf8, std::uint32_t kind, Make make) {
    std::string key(1, what);
    const auto [at, isNew] = m_ranges.try_emplace(key.append(utf8), Range{m_forms.size(), 0});
    if (isNew) {
        make();
        at->second.end = m_forms.size();
        return;
    }
    for (std::size_t i = at->second.begin; i < at->second.end; ++i) {
        SearchForm& each = m_forms[i];
        if (each.kind != kind && std::ranges::find(each.otherKinds, kind) == each.otherKinds.end())
            each.otherKinds.push_back(kind);
    }
}

std::vector<SearchForm> FormSet::takeAll() {
    m_ranges.clear();
    return std::move(m_forms);
}

void FormSet::addText(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                      std::string_view date) {
    if (worthSearching(utf8, form))
        once(static_cast<char>(form), utf8, kind, [&] { addForms(utf8, form, kind, date); });
}

void FormSet::addRomanised(const std::string& name, std::uint32_t kind) {
    constexpr char romanised = 'r';
    once(romanised, name, kind, [&] {
        for (const auto& spelling : romanisedSpellingsOfName(name, kMostRomanised))
            if (spelling.size() >= PatternSearch::kShortestInCompressed)
                m_forms.push_back({lowered(spelling), Encoding::Bytes, IdentifierForm::Name, kind,
                                   std::string()});
    });
}

void FormSet::addForms(std::string_view utf8, IdentifierForm form, std::uint32_t kind,
                       std::string_view date) {
    const auto push = [&](std::string bytes, Encoding encoding) {
        if (bytes.size() < kShortestWord)
            return;
        if (bytes.size() > kLongestForm) {
            bytes.resize(kLongestForm);
            while (!bytes.empty() && isDigit(bytes.back())) // or a longer number seems to follow
                bytes.resize(bytes.size() - 2);
        }
        for (char& c : bytes)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        m_forms.push_back({std::move(bytes), encoding, form, kind, std::string(date)});
    };
    push(std::string(utf8), Encoding::Bytes);
    // UIDs are ASCII by definition and many: one form is enough.
    if (form == IdentifierForm::Uid)
        return;
    if (isAscii(utf8)) {
        std::string wide = utf16Of(utf8, false);
        wide.pop_back();
        push(std::move(wide), Encoding::Utf16Ascii);
        return;
    }
    push(utf16Of(utf8, false), Encoding::Utf16Little);
    push(utf16Of(utf8, true), Encoding::Utf16Big);
    for (auto& spelling : spellingsInCharacterSets(utf8))
        push(std::move(spelling.bytes), spelling.escaped ? Encoding::Escaped : Encoding::Bytes);
}

void FormSet::add(const Identifier& identifier) {
    ++m_identifiers;
    const std::uint32_t kind = kindIndex(identifier.kind);
    ++m_countOfKind[kind];
    if (identifier.form == IdentifierForm::Name) {
        for (const auto& spelling : spellingsOfName(identifier.text))
            addText(spelling, identifier.form, kind, "");
        if (!isAscii(identifier.text))
            addRomanised(identifier.text, kind);
    } else if (identifier.form == IdentifierForm::Date) {
        const auto usual = spellingsOfDate(identifier.text);
        for (const auto& spelling : usual)
            addText(spelling, identifier.form, kind, identifier.text);
        if (!usual.empty()) // or it is nobody's day
            for (const auto& spelling : writtenOutDates(identifier.text))
                addText(spelling, identifier.form, kind, identifier.text);
    } else {
        addText(identifier.text, identifier.form, kind, "");
    }
}

std::vector<SearchForm> FormSet::forms() const {
    using Key = std::pair<std::string_view, IdentifierForm>;
    std::map<Key, std::size_t> known;
    std::vector<SearchForm> unique;
    unique.reserve(m_forms.size());
    for (const SearchForm& form : m_forms) {
        const auto [at, isNew] = known.insert({Key(form.bytes, form.form), unique.size()});
        if (isNew) {
            unique.push_back(form);
            continue;
        }
        SearchForm& first = unique[at->second];
        if (form.kind != first.kind &&
            std::ranges::find(first.otherKinds, form.kind) == first.otherKinds.end())
            first.otherKinds.push_back(form.kind);
    }
    return unique;
}

// In compressed data six chance bytes are one in 10^14; in samples of a dark, smooth picture
// neighbours are alike, and short words do occur.
bool tellsIn(const SearchForm& form, Matter matter) {
    if (matter == Matter::Text)
        return true;
    if (matter == Matter::Compressed)
        return form.bytes.size() >= sizeOf(form, PatternSearch::kShortestInCompressed);
    return !isWide(form) && form.bytes.size() >= PatternSearch::kShortestInSamples;
}

bool standsAlone(const SearchForm& form, std::string_view text, std::size_t offset) {
    if (form.encoding == Encoding::Escaped)
        return true; // the escape sequence is proof enough
    const char before = neighbour(form, text, offset, -1),
               behind = neighbour(form, text, offset, 1);
    if (form.form == IdentifierForm::Uid)
        return !goesOnInDigits(form, text, offset, -1) && !goesOnInDigits(form, text, offset, 1);
    if (form.form == IdentifierForm::Date) {
        // A date may be followed by its time, never preceded by a digit.
        const bool plain = form.bytes.size() == 8 && form.encoding == Encoding::Bytes;
        return !goesOnInDigits(form, text, offset, -1) && (plain || !isDigit(behind));
    }
    const bool digitsOnly =
        form.encoding == Encoding::Bytes && std::ranges::all_of(form.bytes, isDigit);
    if (digitsOnly)
        return !isLetter(before) && !isLetter(behind) && !goesOnInDigits(form, text, offset, -1) &&
               !goesOnInDigits(form, text, offset, 1);
    const char first = form.bytes[form.encoding == Encoding::Utf16Big ? 1 : 0];
    const char last =
        form.bytes[form.bytes.size() - (form.encoding == Encoding::Utf16Little ? 2 : 1)];
    if ((isDigit(before) && isDigit(first)) || (isDigit(last) && isDigit(behind)))
        return false; // a longer number
    if (form.bytes.size() >= sizeOf(form, kUnmistakable))
        return true;
    const auto joins = [](char a, char b) {
        return (isLetter(a) || isDigit(a)) && (isLetter(b) || isDigit(b));
    };
    return !joins(before, first) && !joins(last, behind);
}

} // namespace cw::anonymizer
