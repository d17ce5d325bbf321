// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include "anonymizer/detail/StandardLists.h"
#include "dicom/Instance.h"
#include <string>
#include <vector>

namespace cw::anonymizer {

/// What an enclosing sequence asks of everything inside it (E.1-1a: K and C recurse).
enum class Mode : std::uint8_t { Plain, Clean, Replace };

/// What a content item's concept asks of its value (PS3.15 E.3.4).
enum class Verdict : std::uint8_t { None, Keep, Clean, Replace };

/// The data set or an item of a sequence that the walk is in.
struct OpenItem {
    dicom::Tag sequence; ///< {} for the data set itself
    std::size_t item = 0;
    Mode mode = Mode::Plain;
    bool structured = false; ///< content items lie in here (E.3.4)
    bool vocabulary = false; ///< a concept's name or a unit: the name of a thing, not a value
    std::string scheme;      ///< Coding Scheme Designator, if the item is a code
    std::string conceptCode, conceptScheme, valueType, units; ///< if it is a content item
};

/// Follows the walk through a data set, so that the rules of the sequences around an element are
/// looked up once an item and not once an element.
class OpenItems {
public:
    OpenItems(const Profile& profile, Profile::RuleSet rules);

    /// Call first for each element, in the order of the file.
    void enter(const dicom::ElementView& element);
    const OpenItem& here() const { return m_open.back(); }
    /// The concept's verdict on the value that the element is, or is part of.
    Verdict verdict(dicom::Tag tag) const;
    /// The content item whose value the element is part of.
    const OpenItem& contentItem() const;

private:
    void push(const dicom::PathStep& step);
    void note(const dicom::ElementView& element);
    Verdict verdictOf(const OpenItem& content) const;

    const Profile& m_profile;
    Profile::RuleSet m_rules;
    std::vector<OpenItem> m_open;
};

namespace tags {
constexpr dicom::Tag kCodeValue{0x0008, 0x0100}, kCodingScheme{0x0008, 0x0102},
    kCodeMeaning{0x0008, 0x0104}, kLongCodeValue{0x0008, 0x0119}, kConceptName{0x0040, 0xA043},
    kConceptCode{0x0040, 0xA168}, kContentSequence{0x0040, 0xA730}, kMeasuredValue{0x0040, 0xA300},
    kNumericValue{0x0040, 0xA30A}, kUnits{0x0040, 0x08EA}, kValueType{0x0040, 0xA040},
    kContentDateTime{0x0040, 0xA120}, kContentDate{0x0040, 0xA121}, kContentTime{0x0040, 0xA122},
    kContentPerson{0x0040, 0xA123}, kContentUid{0x0040, 0xA124}, kContentText{0x0040, 0xA160},
    kAcquisitionContext{0x0040, 0x0555}, kSpecimenPreparation{0x0040, 0x0610};
} // namespace tags

} // namespace cw::anonymizer
