// SPDX-License-Identifier: Apache-2.0
// The Segmentation IOD (PS3.3 A.51) of an image without a frame of reference: derivation image
// instead, one dimension, the segment's number.
#include "dicom/Segmentation.h"

#include "dicom/DerivedUid.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr std::size_t kMostSegments = 65535; ///< US

constexpr Tag kSegments{0x0062, 0x0002}, kSegmentNumber{0x0062, 0x0004},
    kSegmentIdentification{0x0062, 0x000A}, kReferencedSegment{0x0062, 0x000B},
    kOrganisationUid{0x0020, 0x9164}, kInstances{0x0008, 0x114A};

bool isCode(const Code& code) {
    return !code.value.empty() && !code.scheme.empty() && !code.meaning.empty();
}

Result<void> check(const SourceImage& image, const Segmentation& what) {
    CW_CHECK(checkSource(image));
    if (what.segments.empty() || what.segments.size() > kMostSegments)
        return fail(ErrorCode::InvalidArgument, "a segmentation has 1 to 65535 segments");
    for (const auto& segment : what.segments)
        if (!isCode(segment.category) || !isCode(segment.type) || segment.label.empty() ||
            !isUid(segment.trackingUid) || segment.trackingId.empty() ||
            (segment.algorithm != SegmentAlgorithm::Manual && segment.algorithmName.empty()))
            return fail(ErrorCode::InvalidArgument,
                        "a segment lacks its label, codes, tracking or algorithm");
    if (what.frames.empty())
        return fail(ErrorCode::InvalidArgument, "a segmentation has at least one frame");
    for (const auto& frame : what.frames)
        if (frame.segment >= what.segments.size() || frame.mask.width != image.columns ||
            frame.mask.height != image.rows ||
            frame.mask.bits.size() !=
                (static_cast<std::size_t>(image.rows) * static_cast<std::size_t>(image.columns) +
                 7) /
                    8)
            return fail(ErrorCode::InvalidArgument, "a mask does not fit the image");
    return {};
}

/// Whether a pixel belongs to more than one frame.
bool overlapping(const std::vector<SegmentFrame>& frames) {
    auto taken = frames.front().mask.bits;
    for (std::size_t f = 1; f < frames.size(); ++f)
        for (std::size_t i = 0; i < taken.size(); ++i) {
            if ((taken[i] & frames[f].mask.bits[i]) != std::byte{0})
                return true;
            taken[i] |= frames[f].mask.bits[i];
        }
    return false;
}

void segmentItem(ItemBuilder& object, const Segment& segment, std::size_t number) {
    constexpr std::string_view kTypes[] = {"MANUAL", "SEMIAUTOMATIC", "AUTOMATIC"};
    auto item = object.item(kSegments);
    item.code({0x0062, 0x0003}, segment.category);
    item.set(kSegmentNumber, static_cast<long long>(number));
    item.set({0x0062, 0x0005}, segment.label);
    item.set({0x0062, 0x0008}, kTypes[static_cast<std::size_t>(segment.algorithm)]);
    item.setUnlessEmpty({0x0062, 0x0009}, segment.algorithmName);
    item.code({0x0062, 0x000F}, segment.type);
    item.set({0x0062, 0x0020}, segment.trackingId);
    item.set({0x0062, 0x0021}, segment.trackingUid);
    if (isCode(segment.region)) {
        auto region = item.code({0x0008, 0x2218}, segment.region);
        if (isCode(segment.laterality))
            region.code({0x0008, 0x2220}, segment.laterality);
    }
}

void frameGroups(ItemBuilder& object, const SourceImage& image, std::size_t segmentNumber) {
    auto groups = object.item({0x5200, 0x9230});
    auto derivation = groups.item({0x0008, 0x9124});
    derivation.code({0x0008, 0x9215}, {"113076", "DCM", "Segmentation"});
    auto source = derivation.item({0x0008, 0x2112});
    referTo(source, image);
    source.set({0x0028, 0x135A}, "YES"); // Spatial Locations Preserved
    source.code({0x0040, 0xA170}, {"121322", "DCM", "Source image for image processing operation"});
    auto content = groups.item({0x0020, 0x9111});
    content.set({0x0020, 0x9157}, static_cast<long long>(segmentNumber));
    auto identification = groups.item(kSegmentIdentification);
    identification.set(kReferencedSegment, static_cast<long long>(segmentNumber));
}

void dimensions(ItemBuilder& object, const std::string& organisation) {
    auto item = object.item({0x0020, 0x9221});
    item.set(kOrganisationUid, organisation);
    auto index = object.item({0x0020, 0x9222});
    index.set(kOrganisationUid, organisation);
    index.setTag({0x0020, 0x9165}, kReferencedSegment);
    index.setTag({0x0020, 0x9167}, kSegmentIdentification);
    index.set({0x0020, 0x9421}, "Segment Number");
}

void imageModules(ItemBuilder& object, const SourceImage& image, const Segmentation& what) {
    object.set({0x0008, 0x0008}, "DERIVED\\PRIMARY");
    object.set({0x0020, 0x0020}, image.patientOrientation);
    object.set({0x0028, 0x0002}, 1LL);
    object.set({0x0028, 0x0004}, "MONOCHROME2");
    object.set({0x0028, 0x0008}, static_cast<long long>(what.frames.size()));
    object.set({0x0028, 0x0010}, static_cast<long long>(image.rows));
    object.set({0x0028, 0x0011}, static_cast<long long>(image.columns));
    object.set({0x0028, 0x0100}, 1LL);
    object.set({0x0028, 0x0101}, 1LL);
    object.set({0x0028, 0x0102}, 0LL);
    object.set({0x0028, 0x0103}, 0LL);
    // Of the pixels that the outlines were drawn on (PS3.3 C.8.20.2).
    object.set({0x0028, 0x2110}, image.lossy ? "01" : "00");
    if (image.lossy) {
        object.setUnlessEmpty({0x0028, 0x2112}, image.lossyRatio);
        object.setUnlessEmpty({0x0028, 0x2114}, image.lossyMethod);
    }
    object.set({0x0062, 0x0001}, "BINARY");
    object.set({0x0062, 0x0013}, overlapping(what.frames) ? "YES" : "NO");
}

/// The frames one behind the other without gaps between them.
std::vector<std::byte> packed(const Segmentation& what, std::size_t pixels) {
    std::vector<std::byte> bits((pixels * what.frames.size() + 7) / 8);
    std::size_t at = 0;
    for (const auto& frame : what.frames) {
        const auto shift = static_cast<int>(at % 8);
        auto to = at / 8;
        for (const auto byte : frame.mask.bits) {
            bits[to] |= byte << shift;
            if (shift != 0 && to + 1 < bits.size())
                bits[to + 1] |= byte >> (8 - shift);
            ++to;
        }
        at += pixels;
    }
    return bits;
}

} // namespace

Result<std::vector<std::byte>> encodeSegmentation(const SourceImage& image,
                                                  const Segmentation& segmentation,
                                                  const ObjectIdentity& identity) {
    CW_CHECK(check(image, segmentation));
    CW_CHECK(checkIdentity(identity));
    CW_TRY(const auto when, dicomTime(identity.createdAt));
    Instance instance;
    Result<void> state;
    ItemBuilder object(instance.impl().header, state);
    commonModules(object, kSegmentationKind, image, identity);
    object.set({0x0008, 0x0023}, when.date);
    object.set({0x0008, 0x0033}, when.time);
    object.set({0x0070, 0x0080}, identity.contentLabel);
    object.set({0x0070, 0x0081}, "");
    object.set({0x0070, 0x0084}, "");
    referencedSeries(object, {&image}, kInstances);
    ownScheme(object);
    imageModules(object, image, segmentation);
    dimensions(object, derivedUid({"dimensions", identity.sopInstanceUid}));
    for (std::size_t i = 0; i < segmentation.segments.size(); ++i)
        segmentItem(object, segmentation.segments[i], i + 1);
    object.item({0x5200, 0x9229}); // nothing is shared, but the item must be there
    for (const auto& frame : segmentation.frames)
        frameGroups(object, image, frame.segment + 1);
    CW_CHECK(state);
    const auto pixels =
        static_cast<std::size_t>(image.rows) * static_cast<std::size_t>(image.columns);
    CW_CHECK(instance.setBytes(kPixelData, packed(segmentation, pixels), "OB"));
    return encodeInstance(instance);
}

} // namespace cw::dicom
