// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ElementRules.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/ValueForms.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <algorithm>
#include <array>
#include <unordered_map>

namespace cw::anonymizer {
namespace {

using dicom::Change;
using dicom::Tag;

constexpr Tag kCharacterSet{0x0008, 0x0005}, kPrivateCharacteristics{0x0008, 0x0300},
    kPatientName{0x0010, 0x0010}, kPatientId{0x0010, 0x0020}, kGraphicData{0x0070, 0x0022},
    kReferencedFrame{0x0008, 0x1160}, kPixelData{0x7FE0, 0x0010};

/// Written afresh at the end: what an earlier de-identification claimed is not ours to repeat.
bool isOurClaim(const dicom::ElementView& element) {
    constexpr std::array<Tag, 4> claims{
        {{0x0012, 0x0062}, {0x0012, 0x0063}, {0x0012, 0x0064}, {0x0028, 0x0303}}};
    return !element.path.empty() ? element.path.front().sequence == Tag{0x0012, 0x0064}
                                 : std::ranges::find(claims, element.tag) != claims.end();
}

/// Whether the dictionary has the tag. Asked for every attribute that no row lists, some fifty a
/// file, so the answers are remembered; a file of many odd tags may not make that grow.
bool isKnown(Tag tag) {
    // PS3.5 7.6: overlays and curves end at xx1E, whatever a dictionary's range says.
    if ((tag.group & 0xFF00) == 0x5000 || (tag.group & 0xFF00) == 0x6000)
        return false;
    constexpr std::size_t kMostRemembered = 4096;
    thread_local std::unordered_map<std::uint32_t, bool> remembered;
    const auto key = static_cast<std::uint32_t>(tag.group) << 16 | tag.element;
    if (const auto found = remembered.find(key); found != remembered.end())
        return found->second;
    const bool known = !dicom::keyword(tag).starts_with('(');
    if (remembered.size() < kMostRemembered)
        remembered.emplace(key, known);
    return known;
}

DatePolicy datePolicyOf(const Profile& profile, const Subject& subject) {
    switch (profile.dates().mode) {
    case DateMode::Fixed:
        return DatePolicy::fixed(profile.dates().value);
    case DateMode::Shift: // our own output was moved before
        return DatePolicy::shift(subject.alreadySealed ? 0 : subject.dateOffsetDays);
    case DateMode::Keep:
        return DatePolicy::keep();
    case DateMode::Remove:
        break;
    }
    return DatePolicy::remove();
}

} // namespace

bool staysOnPurpose(const dicom::ElementView& element, const Profile& profile,
                    Profile::RuleSet rules) {
    if (element.tag.isPrivate())
        return profile.has(Option::RetainSafePrivate) &&
               safePrivateRow(element.tag, element.privateCreator) != nullptr;
    const Decision decision =
        profile.decide(element.tag, rules, element.path.empty() ? Depth::TopLevel : Depth::Nested);
    return decision.action == Action::Keep &&
           (decision.ground == Ground::Option || decision.ground == Ground::OwnRule);
}

ElementRules::ElementRules(const Profile& profile, const Pseudonyms& pseudonyms, Subject subject,
                           std::string sopClassUid, const std::vector<Identifier>& identifiers)
    : m_profile(profile), m_pseudonyms(pseudonyms), m_subject(std::move(subject)),
      m_rules(Profile::rulesOf(sopClassUid)), m_items(profile, m_rules),
      m_dates(datePolicyOf(profile, m_subject)),
      m_textScrubber(identifiers, Scrubber::ImagingWords::Cut),
      m_codeScrubber(m_textScrubber.with(Scrubber::ImagingWords::Spare)),
      m_fixedDateTime(profile.dates().value + "000000") {}

std::map<std::string, int> ElementRules::counts() const {
    constexpr std::array names{"remove", "empty", "replace", "uid", "date", "clean", "recode"};
    std::map<std::string, int> counts;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (m_counts[i] > 0)
            counts[names[i]] = m_counts[i];
    if (!m_droppedWords.empty())
        counts["word dropped"] = static_cast<int>(m_droppedWords.size());
    return counts;
}

Change ElementRules::operator()(const Element& element) {
    m_items.enter(element);
    m_trace = {};
    return decided(element);
}

Change ElementRules::decided(const Element& element) {
    const bool top = element.path.empty();
    if (top && element.tag == kPixelData) {
        m_trace.cause = Cause::Structure;
        return {};
    }
    if (element.tag == kCharacterSet) { // one for the whole data set, set when all is known
        m_trace.cause = Cause::Structure;
        return top ? Change{} : Change{Change::Kind::Remove, {}};
    }
    if (isOurClaim(element)) {
        m_trace.cause = Cause::Claim;
        return {Change::Kind::Remove, {}};
    }
    if (top && (element.tag == kPatientName || element.tag == kPatientId)) {
        m_trace.cause = Cause::Subject;
        return replace(element, m_subject.key.text(), Did::Replace);
    }
    // It describes private blocks by their makers' words (PS3.3 C.12.1), and those are gone.
    if (element.tag == kPrivateCharacteristics)
        return remove();
    if (element.tag.isPrivate())
        return privateElement(element);
    m_trace.decision =
        m_profile.decide(element.tag, m_rules, top ? Depth::TopLevel : Depth::Nested);
    return ruled(element, m_trace.decision);
}

Change ElementRules::ruled(const Element& element, const Decision& decision) {
    // What nobody knows nobody can judge: E.1.1 lets attributes go that are not of the IOD.
    if ((!decision.listed && !isKnown(element.tag)) ||
        (element.vr == "UN" && decision.action != Action::Zero &&
         decision.action != Action::Remove)) {
        m_trace.cause = Cause::Unknown;
        ++m_unknownRemoved;
        return remove();
    }
    if (element.vr == "SQ")
        return sequence(decision.action);
    if (const auto verdict = m_items.verdict(element.tag); verdict != Verdict::None) {
        m_trace.cause = Cause::Concept;
        if (verdict != Verdict::Clean || element.tag == tags::kContentText)
            return contentValue(element, verdict);
        m_trace.cause = Cause::Rule;
    }
    if (decision.action == Action::Keep)
        return kept(element, decision.listed);
    return apply(decision.action, element, decision);
}

/// Private blocks go, unless the standard's list names the element (E.3.10): then it stays with its
/// creator, and what it holds is treated like anything else.
Change ElementRules::privateElement(const Element& element) {
    constexpr std::uint16_t firstCreator = 0x0010, lastCreator = 0x00FF, firstOfBlock = 0x1000;
    m_trace.decision = {Action::Remove, Action::Remove, true, Ground::Group, 0};
    if (!m_profile.has(Option::RetainSafePrivate) || m_items.here().mode == Mode::Replace)
        return remove();
    if (element.tag.element >= firstCreator && element.tag.element <= lastCreator) {
        // The list's own words, so it may stay even if nothing of its block does.
        if (!isSafeCreator(element.tag.group, element.value))
            return remove();
        m_trace.cause = Cause::SafePrivate;
        return {};
    }
    const SafePrivateRow* row = element.tag.element >= firstOfBlock
                                    ? safePrivateRow(element.tag, element.privateCreator)
                                    : nullptr;
    if (!row)
        return remove();
    const bool sameForm = row->vr.empty() || element.vr == "UN" || element.vr == row->vr ||
                          (row->vr == "OW/OB" && (element.vr == "OW" || element.vr == "OB"));
    if (!sameForm) // another maker's element under a borrowed name
        return remove();
    m_trace.cause = Cause::SafePrivate;
    return element.vr == "SQ" ? Change{} : safePrivateValue(element, row->vr);
}

Change ElementRules::safePrivateValue(const Element& element, std::string_view vr) {
    if (vr == "UI")
        return m_profile.has(Option::RetainUids) ? Change{} : uid(element);
    // Bytes that the list calls harmless get a second look for the patient's own words.
    if (element.vr == "UN" || element.vr == "OB" || element.vr == "OW")
        return tells(element.bytes) ? remove() : Change{};
    if (isTextVr(element.vr) || element.vr == "CS")
        return keptText(element);
    if ((element.vr == "DS" || element.vr == "IS") && !isNumber(element.value))
        return remove();
    return {};
}

Change ElementRules::sequence(Action action) {
    if (action == Action::Remove)
        return remove();
    if (action == Action::Zero) {
        count(Did::Empty);
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

Change ElementRules::fallBack(Action action, const Element& element) {
    return action == Action::Dummy  ? dummy(element)
           : action == Action::Zero ? empty(element)
                                    : remove();
}

Change ElementRules::remove() {
    count(Did::Remove);
    return {Change::Kind::Remove, {}};
}

Change ElementRules::empty(const Element& element) {
    if (element.length == 0)
        return {};
    count(Did::Empty);
    return {Change::Kind::Empty, {}};
}

Change ElementRules::replace(const Element& element, std::string text, Did did) {
    if (element.value == text)
        return {};
    if (!isAscii(text))
        m_wroteUtf8 = true;
    count(did);
    return {Change::Kind::Replace, std::move(text)};
}

std::string_view ElementRules::dummyOf(std::string_view vr) const {
    if (vr == "DA")
        return m_profile.dates().value;
    if (vr == "DT")
        return m_fixedDateTime;
    return harmlessValue(vr);
}

Change ElementRules::dummy(const Element& element) {
    if (element.length == 0)
        return {};
    if (element.vr == "UI")
        return uid(element);
    const bool day = element.vr == "DA" || element.vr == "DT";
    if (day && m_profile.dates().mode == DateMode::Fixed) // as many values as there were
        if (auto value = m_dates.apply(element.value, element.vr))
            return replace(element, std::move(*value), Did::Date);
    if (element.tag == kGraphicData)
        return zeroGraphics(element);
    if (element.tag == kReferencedFrame) // a number of frames, and 0 is none
        return {};
    const auto value = dummyOf(element.vr);
    // Bytes of unknown meaning have no harmless value; no IOD of ours makes them mandatory.
    return value.empty() ? remove() : replace(element, std::string(value), Did::Replace);
}

/// A drawn line may be writing. As many points as before, so that the graphic stays valid.
Change ElementRules::zeroGraphics(const Element& element) {
    if (element.value.empty()) // too long to be shown
        return remove();
    std::string zeros = "0";
    zeros.reserve(element.value.size());
    for (const char c : element.value)
        if (c == '\\')
            zeros += "\\0";
    return replace(element, std::move(zeros), Did::Replace);
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
    return replace(element, newUid(element.value), Did::Uid);
}

Change ElementRules::date(const Element& element, Action fallback) {
    if (element.length == 0)
        return {};
    if (auto value = m_dates.apply(element.value, element.vr))
        return replace(element, std::move(*value), Did::Date);
    return fallBack(fallback, element);
}

} // namespace cw::anonymizer
