// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/SourceImage.h"
#include "dicom/detail/ItemBuilder.h"
#include <vector>

namespace cw::dicom {

/// What a kind of derived object is.
struct ObjectKind {
    std::string_view sopClassUid, modality;
};
inline constexpr ObjectKind kSegmentationKind{"1.2.840.10008.5.1.4.1.1.66.4", "SEG"};
inline constexpr ObjectKind kComprehensiveSrKind{"1.2.840.10008.5.1.4.1.1.88.33", "SR"};
inline constexpr ObjectKind kGreyStateKind{"1.2.840.10008.5.1.4.1.1.11.1", "PR"};
inline constexpr ObjectKind kColourStateKind{"1.2.840.10008.5.1.4.1.1.11.2", "PR"};
inline constexpr ObjectKind kSecondaryCaptureKind{"1.2.840.10008.5.1.4.1.1.7", ""};

/// An ISO 8601 UTC time as DICOM date and time; InvalidArgument for anything else.
struct DicomTime {
    std::string date, time;
};
Result<DicomTime> dicomTime(std::string_view iso);

/// InvalidArgument: an image or an identity that no reference can be made of.
Result<void> checkSource(const SourceImage& image);
Result<void> checkIdentity(const ObjectIdentity& identity);

/// SOP Common, Patient, General Study, General Series, General and Enhanced General Equipment.
void commonModules(ItemBuilder& object, const ObjectKind& kind, const SourceImage& of,
                   const ObjectIdentity& identity);
/// Referenced SOP Class and Instance UID of the image, in the item.
void referTo(ItemBuilder& item, const SourceImage& image);
/// Referenced Series Sequence of the images of one study, series by series in their first order;
/// instances: Referenced Instance Sequence, or Referenced Image Sequence for presentation states.
void referencedSeries(ItemBuilder& item, const std::vector<const SourceImage*>& images,
                      Tag instances);
/// Coding Scheme Identification of kOwnScheme.
void ownScheme(ItemBuilder& object);

/// The first 64 KiB of a text of the item as UTF-8, at most so many characters.
std::string utf8In(DcmItem& item, Tag tag, std::size_t characters, const std::string& characterSet);
/// The first code of a sequence, each part bounded; empty where there is none.
Code codeIn(DcmItem& item, Tag sequence, const std::string& characterSet);
/// A UID of the item; empty unless it is one.
std::string uidIn(DcmItem& item, Tag tag);

} // namespace cw::dicom
