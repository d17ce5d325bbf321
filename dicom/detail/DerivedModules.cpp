// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DerivedModules.h"

#include "dicom/DerivedUid.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr Tag kReferencedSeries{0x0008, 0x1115}, kSeriesUid{0x0020, 0x000E};

bool isContentLabel(std::string_view text) {
    return !text.empty() && text.size() <= 16 && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ' ';
    });
}

std::string cutTo(std::string text, std::size_t characters) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++seen > characters) {
            text.resize(i);
            break;
        }
    return text;
}

} // namespace

Result<DicomTime> dicomTime(std::string_view iso) {
    constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd";
    bool fits = iso.size() > kPattern.size() && iso.back() == 'Z';
    for (std::size_t i = 0; fits && i < kPattern.size(); ++i)
        fits = kPattern[i] == 'd' ? iso[i] >= '0' && iso[i] <= '9' : iso[i] == kPattern[i];
    if (!fits)
        return fail(ErrorCode::InvalidArgument, "a time is not ISO 8601 UTC");
    const std::string text(iso);
    return DicomTime{text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2),
                     text.substr(11, 2) + text.substr(14, 2) + text.substr(17, 2)};
}

Result<void> checkSource(const SourceImage& image) {
    if (!isUid(image.sopClassUid) || !isUid(image.sopInstanceUid) || !isUid(image.seriesUid) ||
        !isUid(image.studyUid))
        return fail(ErrorCode::InvalidArgument, "an image without UIDs cannot be referred to");
    if (image.rows < 1 || image.rows > 65535 || image.columns < 1 || image.columns > 65535)
        return fail(ErrorCode::InvalidArgument, "an image without a size cannot be referred to");
    return {};
}

Result<void> checkIdentity(const ObjectIdentity& identity) {
    if (!isUid(identity.sopInstanceUid) || !isUid(identity.seriesUid))
        return fail(ErrorCode::InvalidArgument, "the object to be made has no UIDs");
    if (!isContentLabel(identity.contentLabel))
        return fail(ErrorCode::InvalidArgument,
                    "a content label is 1 to 16 of A-Z 0-9 _ and space");
    CW_CHECK(dicomTime(identity.createdAt));
    return {};
}

void commonModules(ItemBuilder& object, const ObjectKind& kind, const SourceImage& of,
                   const ObjectIdentity& identity) {
    object.set({0x0008, 0x0005}, "ISO_IR 192");
    object.set({0x0008, 0x0016}, kind.sopClassUid);
    object.set({0x0008, 0x0018}, identity.sopInstanceUid);
    object.set({0x0008, 0x0020}, of.studyDate);
    object.set({0x0008, 0x0030}, of.studyTime);
    object.set({0x0008, 0x0050}, of.accession);
    object.set({0x0008, 0x0060}, kind.modality);
    object.set({0x0008, 0x0070}, "Concord");
    object.set({0x0008, 0x0090}, "");
    object.setUnlessEmpty({0x0008, 0x103E}, identity.seriesDescription);
    object.set({0x0008, 0x1090}, "Concord");
    object.set({0x0010, 0x0010}, of.patientName);
    object.set({0x0010, 0x0020}, of.patientId);
    object.set({0x0010, 0x0030}, of.birthDate);
    object.set({0x0010, 0x0040}, of.sex);
    if (of.identityRemoved) {
        object.set({0x0012, 0x0062}, "YES");
        object.set({0x0012, 0x0063}, of.deidentificationMethod.empty()
                                         ? "As of the referenced image"
                                         : of.deidentificationMethod);
    }
    object.set({0x0018, 0x1000}, "0"); // Enhanced General Equipment asks for one; software has none
    object.set({0x0018, 0x1020}, identity.softwareVersion);
    object.set({0x0020, 0x000D}, of.studyUid);
    object.set({0x0020, 0x000E}, identity.seriesUid);
    object.set({0x0020, 0x0010}, of.studyId);
    object.set({0x0020, 0x0011}, static_cast<long long>(identity.seriesNumber));
    object.set({0x0020, 0x0013}, static_cast<long long>(identity.instanceNumber));
}

void referTo(ItemBuilder& item, const SourceImage& image) {
    item.set({0x0008, 0x1150}, image.sopClassUid);
    item.set({0x0008, 0x1155}, image.sopInstanceUid);
}

void referencedSeries(ItemBuilder& item, const std::vector<const SourceImage*>& images,
                      Tag instances) {
    std::vector<std::string_view> done;
    for (const auto* first : images) {
        if (std::ranges::find(done, first->seriesUid) != done.end())
            continue;
        done.push_back(first->seriesUid);
        auto series = item.item(kReferencedSeries);
        series.set(kSeriesUid, first->seriesUid);
        for (const auto* image : images)
            if (image->seriesUid == first->seriesUid) {
                auto reference = series.item(instances);
                referTo(reference, *image);
            }
    }
}

void ownScheme(ItemBuilder& object) {
    auto item = object.item({0x0008, 0x0110});
    item.set({0x0008, 0x0102}, kOwnScheme);
    item.set({0x0008, 0x0115}, "Words of the Concord curation workstation");
}

std::string utf8In(DcmItem& item, Tag tag, std::size_t characters,
                   const std::string& characterSet) {
    auto* element = elementIn(item, tag);
    if (element == nullptr)
        return {};
    return cutTo(toUtf8(valueText(*element, 1U << 16), characterSet, false), characters);
}

Code codeIn(DcmItem& item, Tag sequence, const std::string& characterSet) {
    const auto items = itemsIn(item, sequence);
    if (items.empty())
        return {};
    auto& code = *items.front();
    Code result;
    for (const Tag tag : {Tag{0x0008, 0x0100}, {0x0008, 0x0119}, {0x0008, 0x0120}})
        if (result.value.empty())
            result.value = utf8In(code, tag, 64, characterSet);
    result.scheme = utf8In(code, {0x0008, 0x0102}, 16, characterSet);
    result.meaning = utf8In(code, {0x0008, 0x0104}, 64, characterSet);
    return result;
}

std::string uidIn(DcmItem& item, Tag tag) {
    auto text = textIn(item, tag);
    return isUid(text) ? text : std::string();
}

} // namespace cw::dicom
