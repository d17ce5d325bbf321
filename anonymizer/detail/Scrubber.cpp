// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/KoreanNames.h"
#include "anonymizer/detail/NameParts.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kShortestPhrase = 4;
constexpr std::size_t kWidestGap = 3; ///< marks and blanks between two letters of one spelling

/// What is compared: ASCII letters lowered, full-width ones made ASCII, marks and blanks left out,
/// so that Gil-dong, GIL DONG and gildong are one.
struct Squeezed {
    std::string text;
    std::vector<std::uint32_t> from, to; ///< bytes of the original behind each byte

    explicit Squeezed(std::string_view original) {
        text.reserve(original.size());
        from.reserve(original.size());
        to.reserve(original.size());
        for (std::size_t at = 0; at < original.size();) {
            const char c = original[at];
            if (static_cast<unsigned char>(c) < 0x80) {
                if (isDigit(c) || isLetter(c))
                    push(lower(c), at, at + 1);
                ++at;
                continue;
            }
            const auto [code, bytes] = codePointAt(original, at);
            if (code >= 0x1100 && code <= 0x1112) { // Hangul taken apart, as file systems do
                pushJamo(original, at);
                continue;
            }
            const bool blank = code == 0xA0 || code == 0xB7 || code == 0x3000 ||
                               (code >= 0x2000 && code <= 0x2015) || code == 0xFEFF;
            if (code > 0xFF00 && code < 0xFF5F) {
                const char narrow = static_cast<char>(code - 0xFF00 + 0x20);
                if (isDigit(narrow) || isLetter(narrow))
                    push(lower(narrow), at, at + bytes);
            } else if (!blank) {
                for (std::size_t i = 0; i < bytes; ++i)
                    push(original[at + i], at + i, at + i + 1);
            }
            at += bytes;
        }
    }
    bool adjoins(std::size_t left) const { return to[left] == from[left + 1]; }

private:
    /// A leading consonant, its vowel and, if there is one, its final: one syllable.
    void pushJamo(std::string_view original, std::size_t& at) {
        constexpr char32_t leads = 0x1100, vowels = 0x1161, finals = 0x11A7;
        const auto lead = codePointAt(original, at);
        const auto vowel = codePointAt(original, at + lead.bytes);
        std::size_t end = at + lead.bytes;
        char32_t code = lead.value;
        if (vowel.value >= vowels && vowel.value < vowels + 21) {
            end += vowel.bytes;
            code = 0xAC00 + ((lead.value - leads) * 21 + (vowel.value - vowels)) * 28;
            if (const auto last = codePointAt(original, end);
                last.value > finals && last.value < finals + 28) {
                end += last.bytes;
                code += last.value - finals;
            }
        }
        std::string syllable;
        appendUtf8(syllable, code);
        for (std::size_t i = 0; i < syllable.size(); ++i)
            push(syllable[i], at, i + 1 < syllable.size() ? at : end);
        at = end;
    }
    void push(char c, std::size_t begin, std::size_t end) {
        text += c;
        from.push_back(static_cast<std::uint32_t>(begin));
        to.push_back(static_cast<std::uint32_t>(end));
    }
};

enum class Marks : std::uint8_t {
    Any,      ///< may stand between the letters
    None,     ///< must not: 12.34 is not 1234
    Required, ///< must: 61.02.03, but not 610203
};

struct Needle {
    std::uint32_t at = 0, length = 0; ///< in the arena
    Marks marks = Marks::Any;
    bool zeros = false; ///< zeros may stand before it
};

} // namespace

struct Scrubber::Needles {
    std::string arena;
    std::vector<Needle> sorted;
    std::array<std::uint64_t, 64> bloom{}; ///< of the first two bytes
    std::vector<RomanisedName> romanised;
    std::vector<std::string> days; ///< YYYYMMDD, sorted

    std::string_view text(const Needle& needle) const {
        return std::string_view(arena).substr(needle.at, needle.length);
    }
    static unsigned key(unsigned char first, unsigned char second) {
        return (first * 31U + second) & 4095U;
    }
    void add(std::string_view original, Marks marks = Marks::Any, bool zeros = false) {
        const auto at = arena.size();
        for (std::size_t i = 0; i < original.size(); ++i) {
            const char c = original[i];
            if (static_cast<unsigned char>(c) >= 0x80 || isDigit(c) || isLetter(c))
                arena += lower(c);
        }
        const std::size_t fewest = isAscii(std::string_view(arena).substr(at)) ? 3 : 2;
        if (arena.size() - at >= fewest)
            sorted.push_back({static_cast<std::uint32_t>(at),
                              static_cast<std::uint32_t>(arena.size() - at), marks, zeros});
    }

    void addName(std::string_view name);
    void addInitials(std::string_view family, std::string_view given);
    void addNumber(std::string_view number);
    void addDate(const std::string& yyyymmdd);
    void finish();

    std::size_t lengthAt(const Squeezed& squeezed, std::size_t at, ImagingWords words) const;
    std::size_t romanisedAt(const Squeezed& squeezed, std::size_t at) const;
    /// Days are the patient's or nobody's. A URL without a query or a long number is where a maker
    /// keeps his program.
    bool isCut(const PatternHit& hit, std::string_view original) const {
        const auto found = original.substr(hit.begin, hit.end - hit.begin);
        if (hit.kind == PatternKind::Url)
            return found.find_first_of("?@") != std::string_view::npos ||
                   std::ranges::count_if(found, isDigit) >= 5;
        if (hit.kind != PatternKind::Day)
            return true;
        return std::ranges::any_of(hit.days, [&](const std::string& day) {
            return std::ranges::binary_search(days, day);
        });
    }
    /// nullopt: nothing to cut.
    std::optional<std::string> cut(std::string_view text, ImagingWords words) const;
};

/// Hong, G. D.; G.D. Hong; Hong G: the letters that begin the words of the given name, or all but
/// the first of them left out.
void Scrubber::Needles::addInitials(std::string_view family, std::string_view given) {
    if (!isSearchablePart(family) || !isAscii(family))
        return;
    std::string initials;
    for (const auto word : wordsOf(given))
        if (isLetter(word.front()))
            initials += word.front();
    for (const auto& each : {initials, initials.substr(0, 1)}) {
        if (each.empty())
            continue;
        add(std::string(family) + each, Marks::Required);
        add(each + std::string(family), Marks::Required);
    }
}

void Scrubber::Needles::addName(std::string_view name) {
    const auto groups = namePartsIn(name);
    std::string hangulInitials;
    for (const auto& parts : groups)
        if (parts.size() >= 2 && hangulCount(parts[1]) > 0 && romanised.size() < 16) {
            romanised.emplace_back(parts[0], parts[1]);
            for (std::size_t at = 0; at < parts[1].size();) {
                const auto [code, bytes] = codePointAt(parts[1], at);
                const auto& spellings = romanisations(code, false);
                hangulInitials +=
                    spellings.empty() ? std::string() : spellings.front().substr(0, 1);
                at += bytes;
            }
        }
    for (const auto& parts : groups) {
        std::string all;
        for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), 3); ++i)
            all += std::string(parts[i]) + " ";
        if (parts.size() >= 2) {
            const std::string family(parts[0]), given(parts[1]);
            const bool tells = family.size() + given.size() >= 6;
            add(family + given, tells ? Marks::Any : Marks::Required);
            add(given + family, tells ? Marks::Any : Marks::Required);
            if (parts.size() >= 3) {
                add(all);
                add(given + std::string(parts[2]) + family);
            }
            addInitials(family, given);
            if (isAscii(family) && hangulInitials.size() >= 2 && isSearchablePart(family)) {
                add(family + hangulInitials, Marks::Required);
                add(hangulInitials + family, Marks::Required);
            }
        }
        for (const auto part : parts) {
            if (isSearchablePart(part))
                add(part);
            for (const auto word : wordsOf(part))
                if (word.size() < part.size() && isSearchablePart(word))
                    add(word);
        }
    }
}

/// IDs: hyphens and blanks may part long ones, and systems fill them up with zeros.
void Scrubber::Needles::addNumber(std::string_view number) {
    constexpr std::size_t longEnough = 7;
    if (number.size() < kShortestPhrase && hangulCount(number) < 2)
        return;
    std::string plain;
    for (const char c : number)
        if (static_cast<unsigned char>(c) >= 0x80 || isDigit(c) || isLetter(c))
            plain += c;
    const bool digits = std::ranges::all_of(plain, isDigit);
    const auto first = digits ? std::min(plain.find_first_not_of('0'), plain.size()) : 0;
    const bool shortened = plain.size() - first >= kShortestPhrase;
    // A decimal is the same digits with a mark: only long numbers may have them.
    const bool marks = plain.size() - first >= longEnough || plain.size() != number.size();
    add(std::string_view(plain).substr(shortened ? first : 0), marks ? Marks::Any : Marks::None,
        digits);
}

/// The spellings that patternsIn() takes for a day are compared as days; here is what it cannot
/// know for one: 610203, 03021961, 1961 02 03.
void Scrubber::Needles::addDate(const std::string& date) {
    constexpr std::string_view dummy = "19000101"; // what ElementRules writes; nobody's day
    if (date.size() != 8 || date == dummy)
        return;
    const std::string y = date.substr(0, 4), m = date.substr(4, 2), d = date.substr(6, 2);
    add(date);
    add(d + m + y);
    add(m + d + y);
    add(std::string_view(date).substr(2));
    days.push_back(date);
}

void Scrubber::Needles::finish() {
    std::ranges::sort(days);
    const auto first = [&](const Needle& needle) { return text(needle).substr(0, 2); };
    std::ranges::sort(sorted, [&](const Needle& a, const Needle& b) {
        const auto left = first(a), right = first(b);
        return left != right ? left < right : a.length > b.length;
    });
    for (const Needle& needle : sorted) {
        const auto bytes = text(needle);
        const unsigned bit =
            key(static_cast<unsigned char>(bytes[0]), static_cast<unsigned char>(bytes[1]));
        bloom[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

namespace {

/// Whether a match may begin or end between two bytes that touch in the original: not within a
/// word, not within a number. Long numbers may touch letters (ID4711882).
bool mayPart(char inside, char outside, std::size_t length) {
    constexpr std::size_t longNumber = 6;
    if (isDigit(inside))
        return !isDigit(outside) && (length >= longNumber || !isLetter(outside));
    return !isLetter(inside) || (!isLetter(outside) && !isDigit(outside)) ||
           (isDigit(outside) && length >= longNumber);
}

bool standsFree(const Squeezed& squeezed, std::size_t at, std::size_t length) {
    const std::string& text = squeezed.text;
    const std::size_t last = at + length - 1;
    if (at > 0 && squeezed.adjoins(at - 1) && !mayPart(text[at], text[at - 1], length))
        return false;
    return last + 1 >= text.size() || !squeezed.adjoins(last) ||
           mayPart(text[last], text[last + 1], length);
}

bool marksFit(const Squeezed& squeezed, std::size_t at, std::size_t length, Marks marks) {
    bool any = false;
    for (std::size_t i = at; i + 1 < at + length; ++i) {
        const std::size_t gap = squeezed.from[i + 1] - squeezed.to[i];
        if (gap > kWidestGap)
            return false;
        any = any || gap > 0;
    }
    return marks == Marks::Any || any == (marks == Marks::Required);
}

} // namespace

/// Length of the longest needle here; 0 if none.
std::size_t Scrubber::Needles::lengthAt(const Squeezed& squeezed, std::size_t at,
                                        ImagingWords words) const {
    const std::string_view rest = std::string_view(squeezed.text).substr(at);
    if (rest.size() < 2)
        return 0;
    const unsigned bit =
        key(static_cast<unsigned char>(rest[0]), static_cast<unsigned char>(rest[1]));
    if ((bloom[bit / 64] >> bit % 64 & 1U) == 0)
        return 0;
    const auto two = rest.substr(0, 2);
    auto needle = std::lower_bound(
        sorted.begin(), sorted.end(), two,
        [&](const Needle& each, std::string_view key) { return text(each).substr(0, 2) < key; });
    for (; needle != sorted.end() && text(*needle).substr(0, 2) == two; ++needle) {
        if (!rest.starts_with(text(*needle)) ||
            !marksFit(squeezed, at, needle->length, needle->marks))
            continue;
        std::size_t from = at;
        while (needle->zeros && from > 0 && squeezed.text[from - 1] == '0' &&
               squeezed.adjoins(from - 1))
            --from;
        if (!standsFree(squeezed, from, at - from + needle->length))
            continue;
        if (words == ImagingWords::Spare && isDictionaryWord(text(*needle)))
            continue;
        return needle->length;
    }
    return 0;
}

std::size_t Scrubber::Needles::romanisedAt(const Squeezed& squeezed, std::size_t at) const {
    const char c = squeezed.text[at];
    if (!isLetter(c) || (at > 0 && squeezed.adjoins(at - 1) && isLetter(squeezed.text[at - 1])))
        return 0;
    std::size_t longest = 0;
    for (const RomanisedName& name : romanised)
        if ((name.firstLetters() >> static_cast<unsigned>(c - 'a') & 1U) != 0)
            if (const auto length = name.matchAt(std::string_view(squeezed.text).substr(at));
                length > longest && marksFit(squeezed, at, length, Marks::Any) &&
                standsFree(squeezed, at, length))
                longest = length;
    return longest;
}

std::optional<std::string> Scrubber::Needles::cut(std::string_view original,
                                                  ImagingWords words) const {
    const Squeezed squeezed(original);
    struct Range {
        std::size_t begin, end;
    };
    std::vector<Range> cuts;
    for (std::size_t at = 0; at < squeezed.text.size();) {
        const auto length = std::max(lengthAt(squeezed, at, words), romanisedAt(squeezed, at));
        if (length == 0) {
            ++at;
            continue;
        }
        std::size_t begin = at;
        while (begin > 0 && isDigit(squeezed.text[at]) && squeezed.text[begin - 1] == '0' &&
               squeezed.adjoins(begin - 1))
            --begin;
        const std::size_t last = at + length - 1;
        std::size_t end = squeezed.to[last];
        const bool initial = isLetter(squeezed.text[last]) && !squeezed.adjoins(last - 1);
        if (initial && end < original.size() && original[end] == '.')
            ++end;
        cuts.push_back({squeezed.from[begin], end});
        at += length;
    }
    for (const PatternHit& hit : patternsIn(original))
        if (isCut(hit, original))
            cuts.push_back({hit.begin, hit.end});
    if (cuts.empty())
        return std::nullopt;
    std::ranges::sort(cuts, {}, &Range::begin);
    std::string kept;
    std::size_t from = 0;
    const auto copy = [&](std::size_t end) {
        auto piece = original.substr(from, end - from);
        if (!piece.empty() && piece.front() == ' ' && (kept.empty() || kept.back() == ' ') &&
            from > 0)
            piece.remove_prefix(1);
        kept += piece;
    };
    for (const Range& range : cuts) {
        if (range.begin > from)
            copy(range.begin);
        from = std::max(from, range.end);
    }
    copy(original.size());
    return kept;
}

Scrubber::Scrubber(const std::vector<Identifier>& identifiers, ImagingWords words)
    : m_words(words) {
    auto needles = std::make_shared<Needles>();
    needles->arena.reserve(4096);
    needles->sorted.reserve(256);
    for (const Identifier& each : identifiers) {
        if (each.form == IdentifierForm::Name)
            needles->addName(each.text);
        else if (each.form == IdentifierForm::Date)
            needles->addDate(each.text);
        else if (each.form != IdentifierForm::Phrase) // a maker's name may be a station's too
            needles->addNumber(each.text);
    }
    needles->finish();
    m_needles = std::move(needles);
}

Scrubber Scrubber::with(ImagingWords words) const {
    Scrubber other = *this;
    other.m_words = words;
    return other;
}

std::string Scrubber::scrubbed(std::string_view utf8) const {
    // What a cut brings together may be a name again: 길길동동. Text made to go on like that is
    // nobody's.
    constexpr int mostPasses = 16;
    auto text = m_needles->cut(utf8, m_words);
    if (!text)
        return std::string(utf8);
    for (int pass = 1; pass < mostPasses; ++pass) {
        auto next = m_needles->cut(*text, m_words);
        if (!next) {
            const auto first = text->find_first_not_of(' ');
            return first == std::string::npos
                       ? std::string()
                       : text->substr(first, text->find_last_not_of(' ') - first + 1);
        }
        text = std::move(next);
    }
    return {};
}

} // namespace cw::anonymizer
