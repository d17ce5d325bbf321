// SPDX-License-Identifier: Apache-2.0
#include "core/MaskContours.h"
#include "dicom/Pixels.h"
#include "dicom/Segmentation.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <map>

namespace cw::dicom {
namespace {

constexpr std::size_t kMostFrames = 100'000, kMostCodedFrames = 4'096, kMostOutlines = 100'000;
constexpr std::uint64_t kMostPixels = 4'000'000'000ULL;

Segment segmentFrom(DcmItem& item, const std::string& characterSet) {
    Segment segment;
    segment.label = utf8In(item, {0x0062, 0x0005}, 64, characterSet);
    segment.category = codeIn(item, {0x0062, 0x0003}, characterSet);
    segment.type = codeIn(item, {0x0062, 0x000F}, characterSet);
    segment.trackingId = utf8In(item, {0x0062, 0x0020}, 256, characterSet);
    segment.trackingUid = uidIn(item, {0x0062, 0x0021});
    const auto algorithm = textIn(item, {0x0062, 0x0008});
    segment.algorithm = algorithm == "AUTOMATIC"       ? SegmentAlgorithm::Automatic
                        : algorithm == "SEMIAUTOMATIC" ? SegmentAlgorithm::Semiautomatic
                                                       : SegmentAlgorithm::Manual;
    segment.algorithmName = utf8In(item, {0x0062, 0x0009}, 64, characterSet);
    segment.region = codeIn(item, {0x0008, 0x2218}, characterSet);
    if (const auto regions = itemsIn(item, {0x0008, 0x2218}); !regions.empty())
        segment.laterality = codeIn(*regions.front(), {0x0008, 0x2220}, characterSet);
    return segment;
}

struct SegmentTable {
    std::vector<Segment> segments;
    std::map<long long, std::size_t> indexOf; ///< by Segment Number
};

Result<SegmentTable> segmentsIn(DcmItem& dataset, const std::string& characterSet) {
    SegmentTable table;
    const auto items = itemsIn(dataset, {0x0062, 0x0002});
    if (items.empty() || items.size() > 65535)
        return fail(ErrorCode::Malformed, "the segmentation describes no segment, or too many");
    for (auto* item : items) {
        const auto number = integerIn(*item, {0x0062, 0x0004});
        if (!number || table.indexOf.contains(*number))
            return fail(ErrorCode::Malformed, "a segment has no number, or another's");
        table.indexOf[*number] = table.segments.size();
        table.segments.push_back(segmentFrom(*item, characterSet));
    }
    return table;
}

DcmItem* firstIn(DcmItem* item, Tag sequence) {
    if (item == nullptr)
        return nullptr;
    const auto items = itemsIn(*item, sequence);
    return items.empty() ? nullptr : items.front();
}

/// The functional groups of one frame: its own before the shared ones.
struct Groups {
    DcmItem* own = nullptr;
    DcmItem* shared = nullptr;
    DcmItem* find(Tag macro) const {
        auto* found = firstIn(own, macro);
        return found != nullptr ? found : firstIn(shared, macro);
    }
};

/// What every frame of the object is derived from, if the object names exactly one image.
struct OnlySource {
    std::string sopClassUid, sopInstanceUid;
};

OnlySource onlySourceIn(DcmItem& dataset) {
    OnlySource only;
    for (auto* series : itemsIn(dataset, {0x0008, 0x1115}))
        for (auto* instance : itemsIn(*series, {0x0008, 0x114A})) {
            if (!only.sopInstanceUid.empty())
                return {};
            only = {uidIn(*instance, {0x0008, 0x1150}), uidIn(*instance, {0x0008, 0x1155})};
        }
    return only;
}

Result<SegmentFrame> frameFrom(const Groups& groups, const SegmentTable& table,
                               const OnlySource& only) {
    SegmentFrame frame;
    auto* identification = groups.find({0x0062, 0x000A});
    const auto number =
        identification == nullptr ? std::nullopt : integerIn(*identification, {0x0062, 0x000B});
    const auto segment = table.indexOf.find(number.value_or(-1));
    if (segment == table.indexOf.end())
        return fail(ErrorCode::Malformed, "a frame belongs to no segment");
    frame.segment = segment->second;
    if (auto* source = firstIn(groups.find({0x0008, 0x9124}), {0x0008, 0x2112})) {
        frame.sopClassUid = uidIn(*source, {0x0008, 0x1150});
        frame.sopInstanceUid = uidIn(*source, {0x0008, 0x1155});
        const auto of = integerIn(*source, {0x0008, 0x1160}).value_or(0);
        frame.sourceFrame = of > 0 && of <= 1'000'000 ? static_cast<int>(of) : 0;
    }
    if (frame.sopInstanceUid.empty()) {
        frame.sopClassUid = only.sopClassUid;
        frame.sopInstanceUid = only.sopInstanceUid;
    }
    return frame;
}

/// Occupied: a set bit, or at least half of the largest fraction.
Result<BitMask> maskOfFrame(const Instance& instance, int frame, int least) {
    CW_TRY(auto image, decodeFrame(instance, frame, ColourHandling::Stored));
    if (image.sampleType() != core::SampleType::U8 || image.samplesPerPixel() != 1)
        return fail(ErrorCode::Unsupported, "a segmentation has pixels of 1 or 8 bits");
    if (least > 1)
        for (auto& sample : image.samples<std::uint8_t>())
            sample = sample >= least ? 1 : 0;
    return bitMaskOf(image);
}

/// The smallest stored value that counts as inside.
Result<int> leastInside(const Instance& instance) {
    const auto type = instance.text({0x0062, 0x0001}).value_or("");
    const auto bits = instance.integer({0x0028, 0x0100}).value_or(0);
    if (type == "BINARY" && (bits == 1 || bits == 8))
        return 1;
    if (type != "FRACTIONAL" || bits != 8)
        return fail(ErrorCode::Unsupported,
                    "neither a binary nor a fractional segmentation of 1 or 8 bits");
    const auto most = instance.integer({0x0062, 0x000E}).value_or(255);
    return static_cast<int>(std::clamp((most + 1) / 2, 1LL, 128LL));
}

Result<std::size_t> frameCountOf(const Instance& instance) {
    const auto frames = static_cast<std::uint64_t>(instance.frameCount());
    const auto rows = instance.integer({0x0028, 0x0010}).value_or(0);
    const auto columns = instance.integer({0x0028, 0x0011}).value_or(0);
    if (rows < 1 || rows > 65535 || columns < 1 || columns > 65535)
        return fail(ErrorCode::Malformed, "the segmentation has no rows or columns");
    const auto pixels = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
    const auto& store = instance.impl().pixels;
    if (!store)
        return fail(ErrorCode::Malformed, "the segmentation has no pixels");
    if (frames > (store->encapsulated ? kMostCodedFrames : kMostFrames) ||
        pixels > kMostPixels / frames)
        return fail(ErrorCode::TooLarge, "the segmentation claims more frames than are taken");
    return static_cast<std::size_t>(frames);
}

} // namespace

Result<Segmentation> readSegmentation(std::span<const std::byte> file, const ReadLimits& limits) {
    CW_TRY(const auto instance, readInstance(file, limits));
    if (instance.sopClassUid() != kSegmentationKind.sopClassUid)
        return fail(ErrorCode::Unsupported, "the object is no segmentation");
    CW_TRY(const auto least, leastInside(instance));
    CW_TRY(const auto frameCount, frameCountOf(instance));
    auto& dataset = instance.impl().dataset();
    const auto characterSet = instance.text({0x0008, 0x0005}).value_or("");
    CW_TRY(auto table, segmentsIn(dataset, characterSet));
    const auto perFrame = itemsIn(dataset, {0x5200, 0x9230});
    auto* shared = firstIn(&dataset, {0x5200, 0x9229});
    const auto only = onlySourceIn(dataset);
    Segmentation result;
    result.rows = static_cast<int>(instance.integer({0x0028, 0x0010}).value_or(0));
    result.columns = static_cast<int>(instance.integer({0x0028, 0x0011}).value_or(0));
    for (std::size_t i = 0; i < frameCount; ++i) {
        const Groups groups{i < perFrame.size() ? perFrame[i] : nullptr, shared};
        CW_TRY(auto frame, frameFrom(groups, table, only));
        CW_TRY(frame.mask, maskOfFrame(instance, static_cast<int>(i), least));
        result.frames.push_back(std::move(frame));
    }
    result.segments = std::move(table.segments);
    return result;
}

Result<std::vector<ReferencedOutline>> outlinesOf(const Segmentation& segmentation) {
    std::vector<ReferencedOutline> outlines;
    for (const auto& frame : segmentation.frames) {
        if (frame.segment >= segmentation.segments.size())
            return fail(ErrorCode::InvalidArgument, "a frame belongs to no segment");
        const auto& segment = segmentation.segments[frame.segment];
        CW_TRY(const auto image, imageOf(frame.mask));
        CW_TRY(auto regions, core::regionsOf(image));
        for (auto& region : regions) {
            if (outlines.size() >= kMostOutlines)
                return fail(ErrorCode::TooLarge, "the segmentation has more than 100,000 regions");
            ReferencedOutline outline;
            outline.source = OutlineSource::Segmentation;
            outline.sopClassUid = frame.sopClassUid;
            outline.sopInstanceUid = frame.sopInstanceUid;
            outline.frame = frame.sourceFrame;
            outline.rows = segmentation.rows;
            outline.columns = segmentation.columns;
            outline.category = segment.category;
            outline.label = segment.type;
            outline.words = segment.label;
            outline.trackingId = segment.trackingId;
            outline.trackingUid = segment.trackingUid;
            outline.automatic = segment.algorithm != SegmentAlgorithm::Manual;
            outline.site = segment.region;
            outline.laterality = segment.laterality;
            outline.outline = std::move(region.outline);
            outline.holes = std::move(region.holes);
            outlines.push_back(std::move(outline));
        }
    }
    return outlines;
}

} // namespace cw::dicom
