// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/TextScan.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <tuple>
#include <utility>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kShortestPhrase = 4;
constexpr std::string_view kPrivate = "private attribute";
constexpr std::size_t kShortestPrivate = 6; ///< makers' codes and states are shorter
constexpr auto kFewestDigits = 5;           ///< of a number known by its label alone

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
    const auto strange = [](std::string_view word) {
        return !isDictionaryWord(word) && !isCommonWord(word);
    };
    if (!longEnough || std::ranges::none_of(wordsOf(utf8), strange))
        return false;
    // "4 views": a phrase of the dictionary may hold what is no word of it.
    return std::ranges::any_of(Descriptors::builtIn().cleaned(utf8).dropped, strange);
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

} // namespace

struct IdentifierCollector::State {
    void see(const dicom::ElementView& element) {
        const std::string_view vr = element.vr;
        if (element.value.empty() || !anyOf(vr, {"CS", "LO", "SH", "UI", "DA", "PN", "ST", "LT",
                                                 "DT", "UT", "UC", "AE", "UR", "UN", "OB"}))
            return;
        static const auto rules = Profile::rulesOf("");
        const bool isPrivate = element.tag.isPrivate();
        const auto depth = element.path.empty() ? Depth::TopLevel : Depth::Nested;
        const Decision basic = basicProfile().decide(element.tag, rules, depth);
        const bool ruled = basic.listed && basic.action != Action::Keep;
        if (vr == "UI" || vr == "DA" || vr == "DT") {
            if (vr != "UI")
                addDates(kindOf(element.tag), element.value);
            else if (ruled && !isPrivate)
                addUids(kindOf(element.tag), element.value);
            return;
        }
        const auto decoded = toUtf8(element.value, element.characterSet, vr);
        const std::string text = decoded ? *decoded : std::string(element.value);
        if (!ruled && !isPrivate && anyOf(vr, {"LO", "SH", "UC", "CS"}))
            m_kept.push_back(lowered(text));
        else if (vr == "PN")
            addEach(IdentifierForm::Name, kindOf(element.tag), text);
        else if (anyOf(vr, {"LT", "ST", "UT"}))
            addFreeText(kindOf(element.tag), text);
        else if (ruled && !isCharacteristic(element.tag) &&
                 anyOf(vr, {"LO", "SH", "UC", "UR", "AE"}))
            addPhrases(kindOf(element.tag), text,
                       isPlace(element.tag) ? IdentifierForm::Place : IdentifierForm::Phrase);
        else if (ruled && (vr == "UN" || vr == "OB") && element.length < 1024)
            addPhrases(kindOf(element.tag), printable(text), IdentifierForm::Phrase);
    }

    std::vector<Identifier> take() {
        const auto key = [](const Identifier& each) {
            return std::tie(each.form, each.kind, each.text);
        };
        std::ranges::sort(m_found, [&](const auto& a, const auto& b) { return key(a) < key(b); });
        const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
        m_found.erase(std::unique(m_found.begin(), m_found.end(), same), m_found.end());
        return std::exchange(m_found, {});
    }
    std::vector<std::string> takeKept() { return std::exchange(m_kept, {}); }

private:
    /// What a find is called in reports.
    static const std::string& kindOf(dicom::Tag tag) {
        static const std::string ofPrivate(kPrivate);
        if (tag.isPrivate())
            return ofPrivate;
        thread_local std::map<dicom::Tag, std::string> keywords;
        auto& keyword = keywords[tag]; // tags of the dictionary's listed rows: a few hundred
        if (keyword.empty())
            keyword = dicom::keyword(tag);
        return keyword;
    }

    void add(IdentifierForm form, const std::string& kind, std::string_view text) {
        std::bitset<256> bytes;
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) // not readable
                return;
            bytes.set(static_cast<unsigned char>(c));
        }
        // Fillers: xxxx, 0000, a run of one odd character.
        if (bytes.count() < (isAscii(text) ? 2U : 3U))
            return;
        const bool number = text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
        if (kind == kPrivate &&
            (text.size() < kShortestPrivate || (number && text.find('.') != text.npos)))
            return;
        m_found.push_back({form, kind, std::string(text)});
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
            if (const auto date = dayOf(part))
                add(IdentifierForm::Date, kind, *date);
    }
    void addPhrases(const std::string& kind, std::string_view text, IdentifierForm form) {
        for (const auto part : split(text, '\\')) {
            const auto phrase = trimmed(part);
            if (looksLikeNumber(phrase))
                add(IdentifierForm::Number, kind, phrase);
            else if (tells(phrase) || isWholePlace(phrase, form))
                add(form, kind, phrase);
            addInside(kind, phrase);
        }
    }
    /// Sentinel General Hospital: each word is anybody's, all of them in a row are not.
    static bool isWholePlace(std::string_view phrase, IdentifierForm form) {
        return form == IdentifierForm::Place && wordsOf(phrase).size() >= 3;
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
            m_found.push_back(std::move(each));
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

    std::vector<Identifier> m_found;
    std::vector<std::string> m_kept;
};

IdentifierCollector::IdentifierCollector() : m_state(std::make_unique<State>()) {}
IdentifierCollector::IdentifierCollector(IdentifierCollector&&) noexcept = default;
IdentifierCollector& IdentifierCollector::operator=(IdentifierCollector&&) noexcept = default;
IdentifierCollector::~IdentifierCollector() = default;

void IdentifierCollector::see(const dicom::ElementView& element) { m_state->see(element); }
std::vector<Identifier> IdentifierCollector::take() { return m_state->take(); }
std::vector<std::string> IdentifierCollector::takeKept() { return m_state->takeKept(); }

std::vector<Identifier> identifiersOf(const dicom::Instance& instance) {
    IdentifierCollector collector;
    instance.visit([&](const dicom::ElementView& element) { collector.see(element); });
    return collector.take();
}

std::vector<std::string> keptTextOf(const dicom::Instance& instance) {
    IdentifierCollector collector;
    instance.visit([&](const dicom::ElementView& element) { collector.see(element); });
    return collector.takeKept();
}

std::vector<Identifier> identifiersInText(std::string_view utf8, std::string_view kind) {
    std::vector<Identifier> found;
    for (const PatternHit& hit : patternsIn(utf8)) {
        const std::string text(utf8.substr(hit.begin, hit.end - hit.begin));
        switch (hit.kind) {
        case PatternKind::Day:
            for (const auto& day : hit.days)
                found.push_back({IdentifierForm::Date, std::string(kind), day});
            break;
        case PatternKind::Person:
            found.push_back({IdentifierForm::Name, std::string(kind), text});
            break;
        case PatternKind::Address:
            found.push_back({IdentifierForm::Place, std::string(kind), text});
            break;
        case PatternKind::LabelledNumber: // shorter ones stand by chance in many places
            if (std::ranges::count_if(text, isDigit) < kFewestDigits)
                break;
            [[fallthrough]];
        default:
            found.push_back({IdentifierForm::Number, std::string(kind), text});
        }
    }
    return found;
}

} // namespace cw::anonymizer
