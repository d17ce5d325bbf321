// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/OpenItems.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

using dicom::Tag;

constexpr std::size_t kLongestCode = 64;

bool holdsContentItems(Tag sequence) {
    return sequence == tags::kContentSequence || sequence == tags::kAcquisitionContext ||
           sequence == tags::kSpecimenPreparation;
}

/// Concept names and units: the columns of the form, not what was filled in.
bool isVocabulary(Tag sequence) {
    return sequence == tags::kConceptName || sequence == tags::kUnits;
}

/// Attributes that are, or hold, the value of a content item (PS3.3 C.17.3, 10.2).
bool isValueOfContentItem(Tag tag) {
    return tag == tags::kContentDateTime || tag == tags::kContentDate ||
           tag == tags::kContentTime || tag == tags::kContentPerson || tag == tags::kContentUid ||
           tag == tags::kContentText || tag == tags::kConceptCode || tag == tags::kNumericValue ||
           tag == tags::kMeasuredValue;
}

} // namespace

OpenItems::OpenItems(const Profile& profile, Profile::RuleSet rules)
    : m_profile(profile), m_rules(rules) {
    m_open.reserve(8);
    m_open.emplace_back();
}

void OpenItems::enter(const dicom::ElementView& element) {
    // What is still open of the path; the walk is depth first, so the rest is over.
    std::size_t same = 0;
    while (same < element.path.size() && same + 1 < m_open.size() &&
           m_open[same + 1].sequence == element.path[same].sequence &&
           m_open[same + 1].item == element.path[same].item)
        ++same;
    m_open.resize(same + 1);
    for (; same < element.path.size(); ++same)
        push(element.path[same]);
    note(element);
}

void OpenItems::push(const dicom::PathStep& step) {
    const OpenItem& parent = m_open.back();
    OpenItem item;
    item.sequence = step.sequence;
    item.item = step.item;
    item.structured = parent.structured || holdsContentItems(step.sequence);
    item.vocabulary = parent.vocabulary || (item.structured && isVocabulary(step.sequence));
    item.mode = parent.mode;
    if (parent.mode != Mode::Replace) {
        const auto depth = m_open.size() == 1 ? Depth::TopLevel : Depth::Nested;
        const Action action = m_profile.decide(step.sequence, m_rules, depth).action;
        if (action == Action::Dummy)
            item.mode = Mode::Replace;
        else if (action == Action::Clean)
            item.mode = Mode::Clean;
    }
    // Whatever hangs below a concept that must go, goes with it: the parts of a container, the
    // number and unit of a measurement.
    const bool part = isValueOfContentItem(step.sequence) ||
                      (step.sequence == tags::kContentSequence && parent.valueType == "CONTAINER");
    if (item.mode == Mode::Clean && parent.structured && part &&
        verdictOf(parent) == Verdict::Replace)
        item.mode = Mode::Replace;
    m_open.push_back(std::move(item));
}

void OpenItems::note(const dicom::ElementView& element) {
    OpenItem& here = m_open.back();
    if (element.tag == tags::kCodingScheme)
        here.scheme = element.value.substr(0, kLongestCode);
    if (!here.structured)
        return;
    if (element.tag == tags::kValueType) {
        here.valueType = element.value.substr(0, kLongestCode);
        return;
    }
    if (m_open.size() < 2)
        return;
    OpenItem& parent = m_open[m_open.size() - 2];
    if (here.sequence == tags::kConceptName && element.tag == tags::kCodeValue)
        parent.conceptCode = element.value.substr(0, kLongestCode);
    else if (here.sequence == tags::kConceptName && element.tag == tags::kCodingScheme)
        parent.conceptScheme = element.value.substr(0, kLongestCode);
    else if (here.sequence == tags::kUnits && element.tag == tags::kCodeValue)
        parent.units = element.value.substr(0, kLongestCode);
}

const OpenItem& OpenItems::contentItem() const {
    const OpenItem& here = m_open.back();
    return here.sequence == tags::kMeasuredValue && m_open.size() > 1 ? m_open[m_open.size() - 2]
                                                                      : here;
}

Verdict OpenItems::verdict(Tag tag) const {
    const OpenItem& here = m_open.back();
    if (!here.structured || here.mode != Mode::Clean || here.vocabulary ||
        !isValueOfContentItem(tag))
        return Verdict::None;
    return verdictOf(contentItem());
}

Verdict OpenItems::verdictOf(const OpenItem& content) const {
    const ConceptRow* row =
        conceptRow(content.conceptCode, content.conceptScheme, content.valueType);
    if (!row)
        return Verdict::Clean;
    auto verdict = Verdict::Replace;
    for (std::size_t i = 0; i + 1 < row->options.size(); i += 2) {
        if (!m_profile.has(static_cast<Option>(row->options[i])))
            continue;
        if (row->options[i + 1] == 'C')
            return Verdict::Clean;
        verdict = Verdict::Keep;
    }
    constexpr std::string_view subjectAge = "121033";
    if (row->code == subjectAge && !m_profile.keepsAges())
        return Verdict::Replace;
    return verdict;
}

} // namespace cw::anonymizer
