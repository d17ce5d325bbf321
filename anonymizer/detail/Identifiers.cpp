// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <algorithm>
#include <array>
#include <set>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kShortestPhrase = 4;
constexpr std::string_view kPrivate = "private attribute";
constexpr std::size_t kShortestPrivate = 6;         ///< makers' codes and states are shorter
constexpr std::string_view kDummyDate = "19000101"; ///< what ElementRules writes; nobody's day

const Profile& basicProfile() {
    static const auto profile = Profile::builtIn("basic").value();
    return *profile;
}

bool anyOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
}

/// Rows that a profile may keep as they are because they describe a person without naming one.
bool isCharacteristic(dicom::Tag tag) {
    constexpr std::array<dicom::Tag, 12> tags{{{0x0010, 0x0040},
                                               {0x0010, 0x1010},
                                               {0x0010, 0x1020},
                                               {0x0010, 0x1030},
                                               {0x0010, 0x2160},
                                               {0x0010, 0x2162},
                                               {0x0010, 0x21A0},
                                               {0x0010, 0x21C0},
                                               {0x0010, 0x2203},
                                               {0x0010, 0x0042},
                                               {0x0010, 0x0047},
                                               {0x0008, 0x0201}}};
    return std::ranges::find(tags, tag) != tags.end();
}

/// Text that ties to a person or a hospital by itself.
bool isPlace(dicom::Tag tag) {
    constexpr std::array<dicom::Tag, 5> tags{
        {{0x0008, 0x0080}, {0x0008, 0x0081}, {0x0008, 0x0092}, {0x0008, 0x0094}, {0x0040, 0x0241}}};
    return tag.group == 0x0010 || std::ranges::find(tags, tag) != tags.end();
}

/// A phrase is worth a search if something of it is neither an imaging nor a common word.
bool tells(std::string_view utf8) {
    const bool longEnough = utf8.size() >= kShortestPhrase || hangulCount(utf8) >= 2;
    return longEnough && std::ranges::any_of(wordsOf(utf8), [](std::string_view word) {
               return !isDictionaryWord(word) && !isCommonWord(word);
           });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank(" \t\r\n\0", 5);
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

bool isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Where needle stands in text as words of its own; ASCII letters right beside it make it another
/// word.
std::size_t findWord(std::string_view text, std::string_view needle, std::size_t from) {
    for (auto at = text.find(needle, from); at != std::string_view::npos;
         at = text.find(needle, at + 1)) {
        const bool open =
            at == 0 || !isAlphanumeric(text[at - 1]) || !isAlphanumeric(needle.front());
        const auto end = at + needle.size();
        const bool closed =
            end == text.size() || !isAlphanumeric(text[end]) || !isAlphanumeric(needle.back());
        if (open && closed)
            return at;
    }
    return std::string_view::npos;
}

class Collector {
public:
    void see(const dicom::ElementView& element) {
        if (element.value.empty() || element.vr == "SQ")
            return;
        const bool isPrivate = element.tag.isPrivate();
        const auto depth = element.path.empty() ? Depth::TopLevel : Depth::Nested;
        const Decision basic = basicProfile().decide(element.tag, "", depth);
        const bool ruled = basic.listed && basic.action != Action::Keep;
        const auto decoded = toUtf8(element.value, element.characterSet);
        const std::string text = decoded.value_or(std::string(element.value));
        const std::string kind = isPrivate ? std::string(kPrivate) : dicom::keyword(element.tag);
        if (!ruled && !isPrivate && anyOf(element.vr, {"LO", "SH", "UC", "CS"}))
            m_kept.push_back(lowered(text));
        else if (element.vr == "PN")
            addEach(IdentifierForm::Name, kind, text);
        else if (element.vr == "UI" && ruled && !isPrivate)
            addUids(kind, text);
        else if (anyOf(element.vr, {"DA", "DT"}))
            addDates(kind, text);
        else if (anyOf(element.vr, {"LT", "ST", "UT"}))
            addFreeText(kind, text);
        else if (ruled && !isCharacteristic(element.tag) &&
                 anyOf(element.vr, {"LO", "SH", "UC", "UR", "AE"}))
            addPhrases(kind, text,
                       isPlace(element.tag) ? IdentifierForm::Place : IdentifierForm::Phrase);
        else if (ruled && (element.vr == "UN" || element.vr == "OB") && element.length < 1024)
            addPhrases(kind, printable(text), IdentifierForm::Phrase);
    }

    std::vector<Identifier> take() { return {m_found.begin(), m_found.end()}; }
    std::vector<std::string> takeKept() { return std::move(m_kept); }

private:
    struct Order {
        bool operator()(const Identifier& a, const Identifier& b) const {
            return std::tie(a.form, a.kind, a.text) < std::tie(b.form, b.kind, b.text);
        }
    };

    void add(IdentifierForm form, const std::string& kind, std::string_view text) {
        const bool readable = std::ranges::all_of(
            text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
        // Fillers: xxxx, 0000, a run of one odd character.
        if (std::set<char>(text.begin(), text.end()).size() < (isAscii(text) ? 2U : 3U))
            return;
        const bool number = text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
        if (kind == kPrivate &&
            (text.size() < kShortestPrivate || (number && text.find('.') != text.npos)))
            return;
        if (!text.empty() && readable)
            m_found.insert({form, kind, std::string(text)});
    }
    void addEach(IdentifierForm form, const std::string& kind, std::string_view text) {
        for (const auto part : split(text, '\\'))
            add(form, kind, trimmed(part));
    }
    void addUids(const std::string& kind, std::string_view text) {
        for (const auto part : split(text, '\\'))
            if (const auto uid = trimmed(part); uid.size() >= 8 && !isWellKnownUid(uid))
                add(IdentifierForm::Uid, kind, uid);
    }
    void addDates(const std::string& kind, std::string_view text) {
        for (const auto part : split(text, '\\'))
            if (const auto date = shiftedDate(trimmed(part).substr(0, 8), 0))
                add(IdentifierForm::Date, kind, *date);
    }
    void addPhrases(const std::string& kind, std::string_view text, IdentifierForm form) {
        for (const auto part : split(text, '\\')) {
            const auto phrase = trimmed(part);
            if (looksLikeNumber(phrase))
                add(IdentifierForm::Number, kind, phrase);
            else if (tells(phrase))
                add(form, kind, phrase);
            addInside(kind, phrase);
        }
    }
    void addFreeText(const std::string& kind, std::string_view text) {
        for (const auto line : split(text, '\n')) {
            const auto phrase = trimmed(line);
            if (tells(phrase))
                add(IdentifierForm::Phrase, kind, phrase);
            addInside(kind, phrase);
        }
    }
    void addInside(const std::string& kind, std::string_view text) {
        for (auto& each : identifiersInText(text, kind))
            m_found.insert(std::move(each));
    }
    /// An ID has digits and no spaces, or is one word that nobody else uses.
    static bool looksLikeNumber(std::string_view text) {
        return text.size() >= 4 && text.find(' ') == std::string_view::npos &&
               std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
               !isDictionaryWord(text) && !isCommonWord(text);
    }
    static std::string printable(std::string_view text) {
        const bool clean = std::ranges::all_of(
            text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
        return clean ? std::string(text) : std::string();
    }

    std::set<Identifier, Order> m_found;
    std::vector<std::string> m_kept;
};

void addOrders(std::vector<std::string>& out, std::string_view family, std::string_view given) {
    for (const std::string_view joint : {"^", " ", ", ", ",", "_", "-", "."}) {
        out.push_back(std::string(family) + std::string(joint) + std::string(given));
        out.push_back(std::string(given) + std::string(joint) + std::string(family));
    }
    // Joined without a mark only where enough is left to be told from chance.
    if (family.size() + given.size() >= 6) {
        out.push_back(std::string(family) + std::string(given));
        out.push_back(std::string(given) + std::string(family));
    }
}

bool isSearchablePart(std::string_view part) {
    if (isCommonWord(part))
        return false;
    return isAscii(part) ? part.size() >= 3 : hangulCount(part) >= 2 || part.size() >= 6;
}

} // namespace

std::vector<Identifier> identifiersOf(const dicom::Instance& instance) {
    Collector collector;
    instance.visit([&](const dicom::ElementView& element) { collector.see(element); });
    return collector.take();
}

std::vector<std::string> keptTextOf(const dicom::Instance& instance) {
    Collector collector;
    instance.visit([&](const dicom::ElementView& element) { collector.see(element); });
    return collector.takeKept();
}

std::vector<Identifier> identifiersInText(std::string_view utf8, std::string_view kind) {
    std::vector<Identifier> found;
    for (auto& number : registrationNumbersIn(utf8))
        found.push_back({IdentifierForm::Number, std::string(kind), std::move(number)});
    for (auto& phone : telephoneNumbersIn(utf8))
        found.push_back({IdentifierForm::Number, std::string(kind), std::move(phone)});
    for (auto& mail : mailAddressesIn(utf8))
        found.push_back({IdentifierForm::Number, std::string(kind), std::move(mail)});
    for (auto& date : datesIn(utf8))
        found.push_back({IdentifierForm::Date, std::string(kind), std::move(date)});
    return found;
}

std::vector<std::string> spellingsOfName(std::string_view utf8) {
    std::vector<std::string> out;
    for (const auto group : split(utf8, '=')) {
        std::string plain(trimmed(group));
        if (plain.empty() || isCommonWord(plain))
            continue;
        const bool components = plain.find('^') != std::string::npos;
        std::vector<std::string_view> parts;
        for (const auto component : split(plain, components ? '^' : ' '))
            if (!trimmed(component).empty())
                parts.push_back(trimmed(component));
        if (parts.size() >= 2 &&
            !std::ranges::all_of(parts, [](std::string_view part) { return isCommonWord(part); })) {
            addOrders(out, parts[0], parts[1]);
            if (!isAscii(plain)) // Korean and Chinese names are written in one
                out.push_back(std::string(parts[0]) + std::string(parts[1]));
        }
        for (const auto part : parts) {
            if (isSearchablePart(part))
                out.emplace_back(part);
            for (const auto word : wordsOf(part))
                if (word.size() < part.size() && isSearchablePart(word))
                    out.emplace_back(word);
        }
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<std::string> spellingsOfDate(std::string_view yyyymmdd) {
    if (yyyymmdd.size() != 8 || yyyymmdd == kDummyDate)
        return {};
    const std::string y(yyyymmdd.substr(0, 4)), m(yyyymmdd.substr(4, 2)), d(yyyymmdd.substr(6, 2));
    std::vector<std::string> out{std::string(yyyymmdd)};
    for (const std::string joint : {"-", ".", "/", ":"}) {
        out.push_back(y + joint + m + joint + d);
        out.push_back(d + joint + m + joint + y);
        out.push_back(m + joint + d + joint + y);
    }
    // 년 월 일
    out.push_back(y + "\xEB\x85\x84 " + m + "\xEC\x9B\x94 " + d + "\xEC\x9D\xBC");
    out.push_back(y + "\xEB\x85\x84" + m + "\xEC\x9B\x94" + d + "\xEC\x9D\xBC");
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Scrubber::Scrubber(const std::vector<Identifier>& identifiers, ImagingWords words) {
    std::set<std::string> needles;
    for (const Identifier& each : identifiers) {
        if (each.form == IdentifierForm::Name) {
            for (const auto& spelling : spellingsOfName(each.text))
                needles.insert(lowered(spelling));
        } else if (each.form == IdentifierForm::Date) {
            for (const auto& spelling : spellingsOfDate(each.text))
                needles.insert(spelling);
        } else if (each.form != IdentifierForm::Phrase && // a maker's name may be a station's too
                   (each.text.size() >= kShortestPhrase || hangulCount(each.text) >= 2)) {
            needles.insert(lowered(each.text));
        }
    }
    if (words == ImagingWords::Spare)
        std::erase_if(needles, [](const std::string& needle) { return isDictionaryWord(needle); });
    m_needles.assign(needles.begin(), needles.end());
    std::ranges::stable_sort(m_needles, std::ranges::greater{}, &std::string::size);
}

std::string Scrubber::scrubbed(std::string_view utf8) const {
    std::string text(utf8);
    std::string low = lowered(text);
    const auto cut = [&](std::string_view needle) {
        for (auto at = findWord(low, needle, 0); at != std::string::npos;
             at = findWord(low, needle, at)) {
            text.erase(at, needle.size());
            low.erase(at, needle.size());
        }
    };
    for (const std::string& needle : m_needles)
        cut(needle);
    for (const auto& inside : identifiersInText(low, ""))
        if (inside.form == IdentifierForm::Number)
            cut(inside.text);
    return text == utf8 ? text : std::string(trimmed(text));
}

} // namespace cw::anonymizer
