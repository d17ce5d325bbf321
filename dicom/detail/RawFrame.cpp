// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Codec.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <cstring>

namespace cw::dicom {
namespace {

enum class Family { Native, Rle, Jpeg, JpegLs, Jpeg2000, Unknown };

struct FamilyEntry {
    std::string_view uid;
    Family family;
};
constexpr std::string_view kJpegPrefix = "1.2.840.10008.1.2.4.";
constexpr FamilyEntry kFamilies[] = {
    {"1.2.840.10008.1.2", Family::Native},
    {"1.2.840.10008.1.2.1", Family::Native},
    {"1.2.840.10008.1.2.2", Family::Native},
    {"1.2.840.10008.1.2.1.99", Family::Native},
    {"1.2.840.10008.1.2.5", Family::Rle},
    {"1.2.840.10008.1.2.4.80", Family::JpegLs},
    {"1.2.840.10008.1.2.4.81", Family::JpegLs},
    {"1.2.840.10008.1.2.4.90", Family::Jpeg2000},
    {"1.2.840.10008.1.2.4.91", Family::Jpeg2000},
    {"1.2.840.10008.1.2.4.92", Family::Jpeg2000},
    {"1.2.840.10008.1.2.4.93", Family::Jpeg2000},
    {"1.2.840.10008.1.2.4.201", Family::Jpeg2000}, // HTJ2K
    {"1.2.840.10008.1.2.4.202", Family::Jpeg2000},
    {"1.2.840.10008.1.2.4.203", Family::Jpeg2000},
};

Family familyOf(std::string_view uid) {
    for (const auto& entry : kFamilies)
        if (entry.uid == uid)
            return entry.family;
    // .50 to .70 are the JPEG processes, all but a few retired.
    if (uid.starts_with(kJpegPrefix) && uid.size() == kJpegPrefix.size() + 2) {
        const auto process = uid.substr(kJpegPrefix.size());
        if (process >= "50" && process <= "70")
            return Family::Jpeg;
    }
    return Family::Unknown;
}

bool startsWith(ByteView bytes, std::initializer_list<int> magic) {
    std::size_t i = 0;
    for (const int byte : magic)
        if (i >= bytes.size() || std::to_integer<int>(bytes[i++]) != byte)
            return false;
    return true;
}

/// The bytes know better than the header which codec made them; only RLE has no magic word.
Family familyOfBytes(ByteView coded, Family claimed) {
    if (startsWith(coded, {0xFF, 0x4F, 0xFF, 0x51}) ||
        startsWith(coded, {0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20}))
        return Family::Jpeg2000;
    if (startsWith(coded, {0xFF, 0xD8, 0xFF})) {
        const auto header = jpegHeader(coded);
        return header && header->startOfFrame == 0xF7 ? Family::JpegLs : Family::Jpeg;
    }
    return claimed;
}

std::uint64_t little(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = (value << 8) | std::to_integer<std::uint64_t>(bytes[at + i]);
    return value;
}

std::optional<FragmentRange> byTable(const PixelStore& store, ByteView table, std::size_t width,
                                     std::size_t frames, std::size_t frame) {
    if (table.size() / width < frames || frames == 0)
        return std::nullopt;
    const auto from = little(table, frame * width, width);
    const bool isLast = frame + 1 == frames;
    const auto to = isLast ? ~std::uint64_t{0} : little(table, (frame + 1) * width, width);
    if (to <= from)
        return std::nullopt;
    FragmentRange range;
    bool found = false;
    std::uint64_t offset = 0; // of a fragment's item tag, from the first one's
    for (std::size_t i = 0; i < store.fragments.size() && offset < to; ++i) {
        if (offset == from) {
            range.first = i;
            found = true;
        }
        range.last = i + 1;
        offset += 8 + store.fragments[i].size();
    }
    if (!found || range.last <= range.first)
        return std::nullopt;
    return range;
}

bool startsFrame(ByteView fragment) {
    return startsWith(fragment, {0xFF, 0xD8, 0xFF}) || startsWith(fragment, {0xFF, 0x4F, 0xFF}) ||
           startsWith(fragment, {0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50});
}

std::optional<FragmentRange> byMagic(const PixelStore& store, std::size_t frame) {
    std::size_t seen = 0;
    std::optional<FragmentRange> range;
    for (std::size_t i = 0; i < store.fragments.size(); ++i) {
        if (startsFrame(store.fragments[i])) {
            if (range)
                return range;
            if (seen++ == frame)
                range = FragmentRange{.first = i, .last = i + 1};
        } else if (range) {
            range->last = i + 1;
        }
    }
    return range;
}

} // namespace

Result<FragmentRange> fragmentsOf(const PixelStore& store, ByteView extendedOffsets, int frames,
                                  int frame) {
    const auto count = store.fragments.size();
    const auto wanted = static_cast<std::size_t>(frame), all = static_cast<std::size_t>(frames);
    std::optional<FragmentRange> range;
    if (all == 1)
        range = FragmentRange{.first = 0, .last = count};
    else if (count == all)
        range = FragmentRange{.first = wanted, .last = wanted + 1};
    if (!range)
        range = byTable(store, extendedOffsets, 8, all, wanted);
    if (!range)
        range = byTable(store, store.offsetTable, 4, all, wanted);
    if (!range)
        range = byMagic(store, wanted);
    if (!range || range->first >= range->last || range->last > count)
        return fail(ErrorCode::Malformed, "the frame has no fragment in the pixel data");
    return *range;
}

Result<CodedFrame> codedFrame(const PixelStore& store, ByteView extendedOffsets, int frames,
                              int frame) {
    CW_TRY(const auto range, fragmentsOf(store, extendedOffsets, frames, frame));
    CodedFrame coded;
    if (range.last == range.first + 1) {
        coded.bytes = store.fragments[range.first];
        return coded;
    }
    for (auto i = range.first; i < range.last; ++i)
        coded.own.insert(coded.own.end(), store.fragments[i].begin(), store.fragments[i].end());
    coded.bytes = coded.own;
    return coded;
}

Result<RawFrame> rawFrame(const Instance& instance, const FrameLayout& layout, int frame,
                          bool toRgb) {
    const auto& impl = instance.impl();
    if (frame < 0 || frame >= instance.frameCount())
        return fail(ErrorCode::InvalidArgument, "the image has no such frame");
    if (!impl.pixels)
        return fail(ErrorCode::Unsupported, "the object has no pixel data");
    const auto& store = *impl.pixels;
    const auto claimed = familyOf(impl.transferSyntax);
    // Uncompressed pixels under a compressed syntax: wrong, but their size shows what they are.
    if (!store.encapsulated)
        return nativeFrame(store, layout, frame);
    if (layout.sampleCount() > kMaxCodedSamples)
        return fail(ErrorCode::TooLarge,
                    "the compressed frame is larger than this program handles");
    const auto table = bytesIn(impl.dataset(), {0x7FE0, 0x0001}); // Extended Offset Table
    CW_TRY(const auto coded,
           codedFrame(store, {reinterpret_cast<const std::byte*>(table.data()), table.size()},
                      instance.frameCount(), frame));
    if (layout.bitsAllocated == 1 && claimed != Family::Jpeg2000)
        return fail(ErrorCode::Unsupported, "compressed one-bit pixels are not handled");
    switch (familyOfBytes(coded.bytes, claimed)) {
    case Family::Rle:
        return decodeRle(coded.bytes, layout);
    case Family::Jpeg:
        return decodeJpeg(coded.bytes, layout, toRgb);
    case Family::JpegLs:
        return decodeJpegLs(coded.bytes, layout);
    case Family::Jpeg2000:
        return decodeJpeg2000(coded.bytes, layout);
    case Family::Native:
        return fail(ErrorCode::Malformed, "compressed pixel data under an uncompressed syntax");
    case Family::Unknown:
        break;
    }
    return fail(ErrorCode::Unsupported, "the transfer syntax is not handled");
}

} // namespace cw::dicom
