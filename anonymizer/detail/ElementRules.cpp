// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ElementRules.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

using dicom::Change;
using dicom::Tag;

constexpr const char* kRemovedText = "REMOVED";

constexpr Tag kCharacterSet{0x0008, 0x0005}, kDerivationDescription{0x0008, 0x2111},
    kTimezone{0x0008, 0x0201}, kPatientName{0x0010, 0x0010}, kPatientId{0x0010, 0x0020},
    kPixelData{0x7FE0, 0x0010};

bool anyOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
}

/// Written afresh at the end: what an earlier de-identification claimed is not ours to repeat.
bool isOurClaim(const dicom::ElementView& element) {
    constexpr std::array<Tag, 4> claims{
        {{0x0012, 0x0062}, {0x0012, 0x0063}, {0x0012, 0x0064}, {0x0028, 0x0303}}};
    return !element.path.empty() ? element.path.front().sequence == Tag{0x0012, 0x0064}
                                 : std::ranges::find(claims, element.tag) != claims.end();
}

/// UIDs that name a kind of thing, not a thing; private ones are the maker's, not the patient's.
bool namesAKind(Tag tag) {
    constexpr std::array<Tag, 10> kinds{{{0x0008, 0x0016},
                                         {0x0008, 0x001A},
                                         {0x0008, 0x001B},
                                         {0x0008, 0x0062},
                                         {0x0008, 0x010C},
                                         {0x0008, 0x0117},
                                         {0x0008, 0x0118},
                                         {0x0008, 0x1150},
                                         {0x0040, 0xDB0C},
                                         {0x0008, 0x115A}}};
    return std::ranges::find(kinds, tag) != kinds.end();
}

/// A value that is consistent with its VR and says nothing; empty where no text can be one.
std::string_view dummyOf(std::string_view vr) {
    struct Dummy {
        std::string_view vr, value;
    };
    constexpr std::array dummies{
        Dummy{"PN", "ANONYMOUS"},  Dummy{"LO", kRemovedText},  Dummy{"SH", kRemovedText},
        Dummy{"ST", kRemovedText}, Dummy{"LT", kRemovedText},  Dummy{"UT", kRemovedText},
        Dummy{"UC", kRemovedText}, Dummy{"CS", kRemovedText},  Dummy{"AE", kRemovedText},
        Dummy{"DA", "19000101"},   Dummy{"TM", "000000"},      Dummy{"DT", "19000101000000"},
        Dummy{"AS", "000D"},       Dummy{"UR", "urn:removed"}, Dummy{"DS", "0"},
        Dummy{"IS", "0"},
    };
    const auto found = std::ranges::find(dummies, vr, &Dummy::vr);
    return found == dummies.end() ? std::string_view() : found->value;
}

bool isTime(std::string_view text) {
    return text.find_first_not_of("0123456789.: \\") == std::string_view::npos;
}

bool isNumber(std::string_view text) {
    return text.find_first_not_of("0123456789.+-eE \\") == std::string_view::npos;
}

bool isTimezone(std::string_view text) {
    return text.size() == 5 && (text[0] == '+' || text[0] == '-') &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

} // namespace

ElementRules::ElementRules(const Profile& profile, const Pseudonyms& pseudonyms, Subject subject,
                           std::string sopClassUid, const std::vector<Identifier>& identifiers)
    : m_profile(profile), m_pseudonyms(pseudonyms), m_subject(std::move(subject)),
      m_sopClassUid(std::move(sopClassUid)),
      m_textScrubber(identifiers, Scrubber::ImagingWords::Cut),
      m_codeScrubber(identifiers, Scrubber::ImagingWords::Spare) {}

Change ElementRules::operator()(const Element& element) {
    const bool top = element.path.empty();
    if (top && element.tag == kPixelData)
        return {};
    if (element.tag == kCharacterSet) // one for the whole data set, set when all is known
        return top ? Change{} : Change{Change::Kind::Remove, {}};
    if (isOurClaim(element))
        return {Change::Kind::Remove, {}};
    if (top && (element.tag == kPatientName || element.tag == kPatientId))
        return replace(element, m_subject.key.text(), "replace");
    const Mode mode = modeOf(element.path);
    Decision decision =
        m_profile.decide(element.tag, m_sopClassUid, top ? Depth::TopLevel : Depth::Nested);
    // What nobody knows nobody can judge: E.1.1 lets attributes go that are not of the IOD.
    const bool unknown = !decision.listed && dicom::keyword(element.tag).starts_with('(');
    if (unknown || (element.vr == "UN" && decision.action != Action::Zero &&
                    decision.action != Action::Remove)) {
        ++m_unknownRemoved;
        return remove();
    }
    if (element.vr == "SQ")
        return sequence(decision.action, top);
    if (decision.action == Action::Keep)
        return kept(element, mode, decision.listed);
    return apply(decision.action, element, decision);
}

/// Rules of the enclosing sequences: content of one that must be replaced is replaced leaf by leaf,
/// content of one that must be cleaned is cleaned leaf by leaf (E.1-1a: K and C recurse).
ElementRules::Mode ElementRules::modeOf(const dicom::TagPath& path) const {
    Mode mode = Mode::Plain;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto depth = i == 0 ? Depth::TopLevel : Depth::Nested;
        const Action action = m_profile.decide(path[i].sequence, m_sopClassUid, depth).action;
        if (action == Action::Dummy)
            return Mode::Replace;
        if (action == Action::Clean)
            mode = Mode::Clean;
    }
    return mode;
}

Change ElementRules::sequence(Action action, bool top) {
    // Inside an item nearly every sequence must have an item of its own if it is there at all.
    if (action == Action::Remove || (action == Action::Zero && !top))
        return remove();
    if (action == Action::Zero) {
        ++m_counts["empty"];
        return {Change::Kind::Empty, {}};
    }
    return {};
}

Change ElementRules::apply(Action action, const Element& element, const Decision& decision) {
    switch (action) {
    case Action::Remove:
        return remove();
    case Action::Zero:
        return empty(element);
    case Action::Dummy:
        return dummy(element);
    case Action::NewUid:
        return uid(element);
    case Action::Clean:
        return clean(element, decision);
    case Action::Keep:
        return {};
    }
    return remove();
}

Change ElementRules::remove() {
    ++m_counts["remove"];
    return {Change::Kind::Remove, {}};
}

Change ElementRules::empty(const Element& element) {
    if (element.length == 0)
        return {};
    ++m_counts["empty"];
    return {Change::Kind::Empty, {}};
}

Change ElementRules::replace(const Element& element, std::string text, const char* action) {
    if (element.value == text)
        return {};
    if (!isAscii(text))
        m_wroteUtf8 = true;
    ++m_counts[action];
    return {Change::Kind::Replace, std::move(text)};
}

Change ElementRules::dummy(const Element& element) {
    if (element.length == 0)
        return {};
    if (element.vr == "UI")
        return uid(element);
    const auto value = dummyOf(element.vr);
    // Bytes of unknown meaning have no harmless value; no IOD of ours makes them mandatory.
    return value.empty() ? remove() : replace(element, std::string(value), "replace");
}

std::string ElementRules::newUid(std::string_view original) const {
    std::string result;
    for (;;) {
        const auto end = original.find('\\');
        auto one = original.substr(0, end);
        while (!one.empty() && (one.back() == ' ' || one.back() == '\0'))
            one.remove_suffix(1);
        const bool stays = one.empty() || isWellKnownUid(one) || m_subject.alreadySealed;
        result += stays ? std::string(one) : m_pseudonyms.uid(one);
        if (end == std::string_view::npos)
            return result;
        result += '\\';
        original.remove_prefix(end + 1);
    }
}

Change ElementRules::uid(const Element& element) {
    if (element.length == 0)
        return {};
    if (element.vr != "UI") // a UID row under another VR: not understood, so not kept
        return remove();
    return replace(element, newUid(element.value), "uid");
}

Change ElementRules::date(const Element& element, Action fallback) {
    if (element.length == 0)
        return {};
    const int offset = m_subject.alreadySealed ? 0 : m_subject.dateOffsetDays;
    if (const auto shifted = shiftedDates(element.value, element.vr, offset))
        return replace(element, *shifted, "date");
    return fallback == Action::Dummy  ? dummy(element)
           : fallback == Action::Zero ? empty(element)
                                      : remove();
}

Change ElementRules::clean(const Element& element, const Decision& decision) {
    if (anyOf(element.vr, {"DA", "DT"}))
        return date(element, decision.fallback);
    // Whole days are shifted, so the time of day stays and intervals keep to the second.
    if (element.vr == "TM" && isTime(element.value))
        return {};
    if (element.tag == kTimezone && isTimezone(element.value))
        return {};
    if (anyOf(element.vr, {"LO", "SH", "UC"}) || element.tag == kDerivationDescription)
        return cleanedText(element, decision.fallback);
    return apply(decision.fallback == Action::Clean ? Action::Remove : decision.fallback, element,
                 decision);
}

Change ElementRules::cleanedText(const Element& element, Action fallback) {
    if (element.length == 0)
        return {};
    const std::string text = m_textScrubber.scrubbed(cleanedDescriptor(decoded(element)));
    if (!text.empty())
        return replace(element, text, "clean");
    return fallback == Action::Dummy  ? dummy(element)
           : fallback == Action::Zero ? empty(element)
                                      : remove();
}

Change ElementRules::kept(const Element& element, Mode mode, bool listed) {
    if (element.length == 0)
        return {};
    if (element.vr == "AS") {
        const auto age = cappedAge(element.value);
        const bool stays = age && (listed || m_profile.keepsPatientCharacteristics());
        if (stays)
            return replace(element, *age, "clean");
        return listed ? remove() : dummy(element);
    }
    // A number that is none is text in disguise (an unknown VR read by the dictionary's).
    constexpr std::size_t longestBinaryNumber = 8;
    if (anyOf(element.vr, {"DS", "IS"}) && !isNumber(element.value))
        return listed ? remove() : dummy(element);
    if (listed && anyOf(element.vr, {"US", "SS", "UL", "SL", "FL", "FD", "OB", "OW"}) &&
        element.length > longestBinaryNumber)
        return remove();
    if (!listed)
        return keptUnlisted(element, mode);
    return anyOf(element.vr, {"LO", "SH", "UC", "CS", "ST", "LT", "UT", "PN"}) ? keptText(element)
                                                                               : Change{};
}

/// Attributes outside Table E.1-1: E.1.1 lets the value representation decide.
Change ElementRules::keptUnlisted(const Element& element, Mode mode) {
    const bool fullDates = m_profile.has(Option::RetainFullDates);
    if (element.vr == "PN")
        return empty(element);
    if (anyOf(element.vr, {"DA", "DT", "TM"})) {
        if (fullDates)
            return {};
        if (!m_profile.shiftsDates())
            return dummy(element);
        return element.vr == "TM" ? (isTime(element.value) ? Change{} : dummy(element))
                                  : date(element, Action::Dummy);
    }
    if (element.vr == "UI")
        return namesAKind(element.tag) || m_profile.has(Option::RetainUids) ? Change{}
                                                                            : uid(element);
    if (anyOf(element.vr, {"AE", "UR"}))
        return empty(element);
    if (anyOf(element.vr, {"ST", "LT", "UT"}))
        return m_profile.cleansDescriptors() ? cleanedText(element, Action::Dummy) : dummy(element);
    if (mode == Mode::Replace && anyOf(element.vr, {"LO", "SH", "UC", "DS", "IS"}))
        return dummy(element);
    if (mode == Mode::Clean && anyOf(element.vr, {"LO", "UC"}))
        return cleanedText(element, Action::Dummy);
    if (anyOf(element.vr, {"LO", "SH", "UC", "CS"}))
        return keptText(element);
    // A colour profile or another blob that says the patient's name is worth less than the name.
    if (element.vr == "OB" && m_textScrubber.scrubbed(element.value) != element.value)
        return remove();
    return {};
}

Change ElementRules::keptText(const Element& element) {
    const std::string text = decoded(element);
    const bool coded = element.vr == "CS";
    const std::string clean = (coded ? m_codeScrubber : m_textScrubber).scrubbed(text);
    if (clean != text)
        return replace(element, coded || clean.empty() ? kRemovedText : clean, "clean");
    if (isAscii(text)) // escape sequences may be left over around ASCII
        return text == element.value ? Change{} : replace(element, text, "recode");
    return coded ? replace(element, kRemovedText, "clean") : replace(element, text, "recode");
}

std::string ElementRules::decoded(const Element& element) {
    if (auto text = toUtf8(element.value, element.characterSet))
        return *text;
    ++m_undecodable;
    return kRemovedText;
}

} // namespace cw::anonymizer
