// SPDX-License-Identifier: Apache-2.0
// ElementRules, the second half: what is cleaned and what stays.
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/ElementRules.h"
#include "anonymizer/detail/ValueForms.h"
#include <algorithm>
#include <charconv>

namespace cw::anonymizer {
namespace {

using dicom::Change;
using dicom::Tag;

constexpr Tag kDerivationDescription{0x0008, 0x2111}, kUnformattedText{0x0070, 0x0006},
    kTimezone{0x0008, 0x0201};

bool anyOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
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

bool isPartOfACode(Tag tag) {
    return tag == tags::kCodeValue || tag == tags::kLongCodeValue || tag == tags::kCodingScheme ||
           tag == tags::kCodeMeaning;
}

bool isPlainAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// What must not stay of a sequence that is replaced as a whole: words, numbers, blobs, drawings.
/// Coded strings and short binary numbers are the form's own.
bool mayTell(const dicom::ElementView& element) {
    constexpr Tag graphicData{0x0070, 0x0022};
    constexpr std::size_t onePoint = 8;
    if (element.vr == "FL" || element.vr == "FD")
        return element.tag == graphicData || element.length > onePoint;
    return anyOf(element.vr, {"LO", "SH", "UC", "DS", "IS", "OB", "OW", "OF", "OD", "OL"});
}

/// What was the matter with the patient, in words of the trade: LIVER/KIDNEY/PELVIS. They describe
/// him, not the image, and a dictionary lets all of them pass.
bool tellsOfThePatient(Tag tag) {
    constexpr std::array<Tag, 4> histories{
        {{0x0008, 0x1080}, {0x0032, 0x1030}, {0x0040, 0x1002}, {0x0040, 0x2001}}};
    return tag.group == 0x0010 || tag.group == 0x0038 ||
           std::ranges::find(histories, tag) != histories.end();
}

/// A number of years over the limit of the safe harbour becomes the limit's class, as in AS.
std::string cappedYears(std::string_view number) {
    constexpr double oldest = 89;
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    return error == std::errc{} && value > oldest ? "90" : std::string(number);
}

} // namespace

Change ElementRules::clean(const Element& element, const Decision& decision) {
    if (anyOf(element.vr, {"DA", "DT", "TM"}))
        return date(element, decision.fallback);
    if (element.tag == kTimezone)
        if (auto zone = m_dates.applyToZone(element.value))
            return replace(element, std::move(*zone), Did::Date);
    // Comments (LT, ST, UT) are too rich for a dictionary of words (decision 0014), but for the
    // few whose lines are short, and where a profile asks for it by name.
    const bool text = anyOf(element.vr, {"LO", "SH", "UC"}) ||
                      element.tag == kDerivationDescription || element.tag == kUnformattedText ||
                      (decision.ground == Ground::OwnRule && isTextVr(element.vr));
    if (text && (decision.ground == Ground::OwnRule || !tellsOfThePatient(element.tag)))
        return cleanedText(element, decision.fallback);
    return apply(decision.fallback == Action::Clean ? Action::Remove : decision.fallback, element,
                 decision);
}

Change ElementRules::cleanedText(const Element& element, Action fallback) {
    if (element.length == 0)
        return {};
    auto words = m_profile.descriptors().cleaned(decoded(element));
    m_droppedWords.insert(m_droppedWords.end(), std::make_move_iterator(words.dropped.begin()),
                          std::make_move_iterator(words.dropped.end()));
    const std::string text = m_textScrubber.scrubbed(words.text);
    if (!text.empty())
        return replace(element, text, Did::Clean);
    return fallBack(fallback, element);
}

/// The value of a content item whose concept decides (E.3.4-1).
Change ElementRules::contentValue(const Element& element, Verdict verdict) {
    if (element.length == 0)
        return {};
    if (verdict == Verdict::Replace)
        return dummy(element);
    if (verdict == Verdict::Clean) // a TEXT item must have a text (PS3.3 C.17.3: type 1C)
        return cleanedText(element, Action::Dummy);
    if (element.tag == tags::kNumericValue && m_items.here().units == "a")
        return replace(element, cappedYears(element.value), Did::Clean);
    if (element.vr == "UI")
        return {};
    return isTextVr(element.vr) ? keptText(element) : kept(element, false);
}

Change ElementRules::kept(const Element& element, bool listed) {
    m_trace.cause = listed ? Cause::OwnWords : Cause::ValueRepresentation;
    if (element.length == 0)
        return {};
    if (element.vr == "AS") {
        const auto age = cappedAge(element.value);
        const bool stays = age && (listed || m_profile.keepsAges());
        if (stays)
            return replace(element, *age, Did::Clean);
        return listed ? remove() : dummy(element);
    }
    // A number or a day that is none is text in disguise (an unknown VR read by the dictionary's).
    constexpr std::size_t longestBinaryNumber = 8;
    if (anyOf(element.vr, {"DS", "IS"}) && !isNumber(element.value))
        return listed ? remove() : dummy(element);
    if (anyOf(element.vr, {"DA", "DT", "TM"}))
        return date(element, Action::Dummy);
    if (listed && anyOf(element.vr, {"US", "SS", "UL", "SL", "FL", "FD", "OB", "OW"}) &&
        element.length > longestBinaryNumber)
        return remove();
    if (!listed)
        return keptUnlisted(element);
    return isTextVr(element.vr) || anyOf(element.vr, {"CS", "PN"}) ? keptText(element)
                                                                   : keptBytes(element);
}

/// Attributes outside Table E.1-1: E.1.1 lets the value representation decide.
Change ElementRules::keptUnlisted(const Element& element) {
    const Mode mode = m_items.here().mode;
    if (element.vr == "PN")
        return empty(element);
    if (element.vr == "UI")
        return namesAKind(element.tag) || m_profile.has(Option::RetainUids) ? Change{}
                                                                            : uid(element);
    if (anyOf(element.vr, {"AE", "UR"}))
        return empty(element);
    if (anyOf(element.vr, {"ST", "LT", "UT"}))
        return m_profile.cleansDescriptors() && mode != Mode::Replace
                   ? cleanedText(element, Action::Dummy)
                   : dummy(element);
    if (mode != Mode::Plain && isPartOfACode(element.tag) &&
        (mode == Mode::Clean || m_items.here().vocabulary))
        return codePart(element);
    m_trace.cause = mode == Mode::Plain ? Cause::OwnWords : Cause::Enclosing;
    if (mode == Mode::Replace && mayTell(element))
        return dummy(element);
    if (mode == Mode::Clean && anyOf(element.vr, {"LO", "UC"}))
        return cleanedText(element, Action::Dummy);
    if (anyOf(element.vr, {"LO", "SH", "UC", "CS"}))
        return keptText(element);
    if (anyOf(element.vr, {"DS", "IS"}) && isAnIdentifier(element.value))
        return dummy(element);
    return keptBytes(element);
}

/// A colour profile, a table or a number whose bytes say the patient's name is worth less than the
/// name. Text has its own rules.
Change ElementRules::keptBytes(const Element& element) {
    const bool binary = anyOf(element.vr, {"OB", "OW", "OF", "OD", "OL", "OV", "UN", "AT", "US",
                                           "SS", "UL", "SL", "UV", "SV", "FL", "FD"});
    return binary && tells(element.bytes) ? remove() : Change{};
}

/// A series number that is the patient's ID: some archives number that way. Whole numbers of five
/// digits and more only; a window of 2000 is no patient.
bool ElementRules::isAnIdentifier(std::string_view numbers) const {
    constexpr std::size_t fewestDigits = 5;
    for (;;) {
        const auto end = numbers.find('\\');
        auto one = numbers.substr(0, end);
        while (!one.empty() && one.front() == ' ')
            one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ')
            one.remove_suffix(1);
        if (one.size() >= fewestDigits &&
            one.find_first_not_of("0123456789") == std::string_view::npos &&
            m_textScrubber.scrubbed(one).empty())
            return true;
        if (end == std::string_view::npos)
            return false;
        numbers.remove_prefix(end + 1);
    }
}

/// Whether the words in a blob (a colour profile, a codec's header) are the patient's. Run by run:
/// bytes between words are no text, and a search must not trip over them.
bool ElementRules::tells(std::string_view bytes) const {
    constexpr std::size_t shortestWord = 4;
    std::size_t from = 0;
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        const bool printable =
            at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x20 && bytes[at] != 0x7F;
        if (printable)
            continue;
        const auto run = bytes.substr(from, at - from);
        if (run.size() >= shortestWord && m_textScrubber.scrubbed(run).size() < run.size())
            return true;
        from = at + 1;
    }
    return false;
}

/// Codes say what a thing is called. A publisher's meaning is the publisher's; a local scheme's may
/// be anything, so only words of the trade stay of it.
Change ElementRules::codePart(const Element& element) {
    m_trace.cause = Cause::Enclosing;
    if (element.tag == tags::kCodeMeaning && !isPublicCodingScheme(m_items.here().scheme))
        return cleanedText(element, Action::Dummy);
    if (element.tag != tags::kCodeMeaning && element.tag != tags::kCodingScheme &&
        !isCodeLike(element.value))
        return dummy(element);
    return keptText(element);
}

Change ElementRules::keptText(const Element& element) {
    const bool coded = element.vr == "CS";
    if (coded && isDefinedTerm(element.value))
        return {};
    const std::string text = decoded(element);
    const std::string clean = (coded ? m_codeScrubber : m_textScrubber).scrubbed(text);
    if (clean != text)
        return replace(element, coded || clean.empty() ? std::string(kRemovedText) : clean,
                       Did::Clean);
    if (isAscii(text)) // escape sequences may be left over around ASCII
        return text == element.value ? Change{} : replace(element, text, Did::Recode);
    return coded ? replace(element, std::string(kRemovedText), Did::Clean)
                 : replace(element, text, Did::Recode);
}

std::string ElementRules::decoded(const Element& element) {
    if (isPlainAscii(element.value)) // the same in every character set DICOM knows
        return std::string(element.value);
    if (auto text = toUtf8(element.value, element.characterSet))
        return *text;
    ++m_undecodable;
    return std::string(kRemovedText);
}

} // namespace cw::anonymizer
