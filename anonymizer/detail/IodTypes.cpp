// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/IodTypes.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

struct TypedTag {
    dicom::Tag tag;
    std::string_view types; ///< '1', '2', '3' or '-' for each Iod but Unknown
};

constexpr TypedTag kTypes[] = {
#include "anonymizer/detail/IodTypes.inc"
};

struct SopClass {
    std::string_view suffix; ///< behind 1.2.840.10008.5.1.4.1.1.
    Iod iod;
};

// PS3.4 B.5, the storage classes of the IODs above.
constexpr std::array kSopClasses{
    SopClass{"1.1", Iod::DigitalXRay},
    SopClass{"1.1.1", Iod::DigitalXRay},
    SopClass{"1.2", Iod::DigitalXRay},
    SopClass{"1.2.1", Iod::DigitalXRay},
    SopClass{"1.3", Iod::DigitalXRay},
    SopClass{"1.3.1", Iod::DigitalXRay},
    SopClass{"13.1.3", Iod::BreastVolume},
    SopClass{"13.1.4", Iod::BreastVolume},
    SopClass{"13.1.5", Iod::BreastVolume},
    SopClass{"77.1.5.1", Iod::OphthalmicPhotography},
    SopClass{"77.1.5.2", Iod::OphthalmicPhotography},
    SopClass{"77.1.5.5", Iod::OphthalmicPhotography},
    SopClass{"77.1.5.6", Iod::OphthalmicPhotography},
    SopClass{"77.1.5.4", Iod::OphthalmicTomography},
    SopClass{"7", Iod::SecondaryCapture},
    SopClass{"7.1", Iod::MultiFrameCapture},
    SopClass{"7.2", Iod::MultiFrameCapture},
    SopClass{"7.3", Iod::MultiFrameCapture},
    SopClass{"7.4", Iod::MultiFrameCapture},
    SopClass{"1", Iod::Classic},
    SopClass{"2", Iod::Classic},
    SopClass{"4", Iod::Classic},
    SopClass{"3.1", Iod::Classic},
    SopClass{"6.1", Iod::Classic},
    SopClass{"12.1", Iod::Classic},
    SopClass{"12.2", Iod::Classic},
    SopClass{"20", Iod::Classic},
    SopClass{"77.1.1", Iod::Classic},
    SopClass{"77.1.4", Iod::Classic},
    SopClass{"88.11", Iod::StructuredReport},
    SopClass{"88.22", Iod::StructuredReport},
    SopClass{"88.33", Iod::StructuredReport},
    SopClass{"88.34", Iod::StructuredReport},
    SopClass{"88.35", Iod::StructuredReport},
    SopClass{"88.50", Iod::StructuredReport},
    SopClass{"88.65", Iod::StructuredReport},
    SopClass{"88.59", Iod::KeyObjects},
    SopClass{"11.1", Iod::PresentationState},
    SopClass{"11.2", Iod::PresentationState},
    SopClass{"11.3", Iod::PresentationState},
    SopClass{"11.4", Iod::PresentationState},
    SopClass{"66.4", Iod::Segmentation},
};

} // namespace

Iod iodOf(std::string_view sopClassUid) {
    constexpr std::string_view root = "1.2.840.10008.5.1.4.1.1.";
    if (!sopClassUid.starts_with(root))
        return Iod::Unknown;
    const auto found =
        std::ranges::find(kSopClasses, sopClassUid.substr(root.size()), &SopClass::suffix);
    return found == kSopClasses.end() ? Iod::Unknown : found->iod;
}

AttributeType attributeType(dicom::Tag tag, Iod iod) {
    const auto found = std::ranges::lower_bound(kTypes, tag, {}, &TypedTag::tag);
    if (iod == Iod::Unknown || found == std::end(kTypes) || found->tag != tag)
        return AttributeType::Unknown;
    switch (found->types[static_cast<std::size_t>(iod)]) {
    case '1':
        return AttributeType::One;
    case '2':
        return AttributeType::Two;
    case '3':
        return AttributeType::Three;
    default:
        return AttributeType::Unknown;
    }
}

} // namespace cw::anonymizer
