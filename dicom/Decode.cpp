// SPDX-License-Identifier: Apache-2.0
#include "dicom/Pixels.h"
#include "dicom/detail/Codec.h"
#include "dicom/detail/Colour.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

static_assert(std::endian::native == std::endian::little, "cells are read in place");

namespace cw::dicom {
namespace {

core::SampleType sampleTypeOf(int bitsAllocated, bool isSigned) {
    switch (bitsAllocated) {
    case 8:
        return isSigned ? core::SampleType::S8 : core::SampleType::U8;
    case 16:
        return isSigned ? core::SampleType::S16 : core::SampleType::U16;
    default:
        return isSigned ? core::SampleType::S32 : core::SampleType::U32;
    }
}

core::PixelMeaning meaningOf(const std::string& photometric) {
    if (photometric == "MONOCHROME1")
        return core::PixelMeaning::Monochrome1;
    if (photometric == "PALETTE COLOR")
        return core::PixelMeaning::PaletteIndex;
    if (photometric.starts_with("YBR_"))
        return core::PixelMeaning::Ybr;
    return photometric == "RGB" ? core::PixelMeaning::Rgb : core::PixelMeaning::Monochrome2;
}

/// PS3.5 8.1.1: the stored bits end at the high bit; what lies around them is overlay or nothing.
template <class T>
void extractStored(std::span<T> samples, int bitsStored, int highBit) {
    using Unsigned = std::make_unsigned_t<T>;
    constexpr int kBits = 8 * sizeof(T);
    const int up = std::max(0, kBits - 1 - highBit), down = std::max(0, kBits - bitsStored);
    for (auto& sample : samples) {
        const auto top = static_cast<Unsigned>(static_cast<Unsigned>(sample) << up);
        // An arithmetic shift for signed types, which C++20 guarantees.
        sample = static_cast<T>(static_cast<T>(top) >> down);
    }
}

void extractStored(core::Image& image, int bitsStored, int highBit) {
    switch (image.sampleType()) {
    case core::SampleType::U8:
        return extractStored(image.samples<std::uint8_t>(), bitsStored, highBit);
    case core::SampleType::S8:
        return extractStored(image.samples<std::int8_t>(), bitsStored, highBit);
    case core::SampleType::U16:
        return extractStored(image.samples<std::uint16_t>(), bitsStored, highBit);
    case core::SampleType::S16:
        return extractStored(image.samples<std::int16_t>(), bitsStored, highBit);
    case core::SampleType::U32:
        return extractStored(image.samples<std::uint32_t>(), bitsStored, highBit);
    case core::SampleType::S32:
        return extractStored(image.samples<std::int32_t>(), bitsStored, highBit);
    case core::SampleType::F32:
        return;
    }
}

Result<core::Image> imageOf(const RawFrame& raw, const FrameLayout& layout) {
    const auto meaning = meaningOf(raw.photometric);
    const bool colour = meaning == core::PixelMeaning::Rgb || meaning == core::PixelMeaning::Ybr;
    const auto type = sampleTypeOf(raw.bitsAllocated, layout.isSigned && !colour);
    CW_TRY(auto image,
           core::Image::create(layout.columns, layout.rows, layout.samples, type, meaning));
    if (raw.cells.size() != image.bytes().size())
        return fail(ErrorCode::Malformed, "the decoded frame has a wrong size");
    std::memcpy(image.bytes().data(), raw.cells.data(), raw.cells.size());
    // A codec may give narrower cells than the data set allocates: then nothing lies above them.
    const bool narrower = raw.bitsAllocated < layout.bitsAllocated;
    const int stored = std::min(layout.bitsStored, raw.bitsAllocated);
    const int highBit = narrower ? stored - 1 : std::min(layout.highBit, raw.bitsAllocated - 1);
    if (stored != raw.bitsAllocated)
        extractStored(image, stored, highBit);
    image.setBitsStored(stored);
    return image;
}

/// Parametric maps (PS3.3 C.7.6.24): one 32-bit float a pixel.
Result<core::Image> floatFrame(const Instance& instance, int frame) {
    const auto rows = instance.integer({0x0028, 0x0010}).value_or(0),
               columns = instance.integer({0x0028, 0x0011}).value_or(0);
    if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535)
        return fail(ErrorCode::Unsupported, "the object has no image: no rows or columns");
    if (frame < 0 || frame >= instance.frameCount())
        return fail(ErrorCode::InvalidArgument, "the image has no such frame");
    auto* element = instance.impl().find({0x7FE0, 0x0008});
    const auto size = static_cast<std::uint64_t>(rows * columns) * 4;
    const auto at = size * static_cast<std::uint64_t>(frame);
    if (at + size > element->getLength())
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    CW_TRY(auto image, core::Image::create(static_cast<int>(columns), static_cast<int>(rows), 1,
                                           core::SampleType::F32, core::PixelMeaning::Monochrome2));
    if (element
            ->getPartialValue(image.bytes().data(), static_cast<Uint32>(at),
                              static_cast<Uint32>(size))
            .bad())
        return fail(ErrorCode::Malformed, "float pixel data cannot be read");
    return image;
}

} // namespace

Result<core::Image> decodeFrame(const Instance& instance, int frame, ColourHandling colour) {
    if (!instance.has(kPixelData) && instance.has({0x7FE0, 0x0008}))
        return floatFrame(instance, frame);
    CW_TRY(const auto layout, layoutOf(instance));
    const bool toRgb = colour == ColourHandling::ToRgb;
    CW_TRY(const auto raw, rawFrame(instance, layout, frame, toRgb));
    CW_TRY(auto image, imageOf(raw, layout));
    if (toRgb && image.meaning() == core::PixelMeaning::Ybr)
        return ybrToRgb(image, raw.photometric.starts_with("YBR_PARTIAL"));
    if (toRgb && image.meaning() == core::PixelMeaning::PaletteIndex)
        return paletteToRgb(image, instance);
    return image;
}

namespace {

/// Compressed blank frames weigh next to nothing; unpacked they fill any memory.
constexpr std::uint64_t kMaxAllFrames = 2ULL << 30;

/// Cells as wide as Bits Allocated says, whatever width the codec works in.
void appendCells(Bytes& out, const RawFrame& raw, const FrameLayout& layout) {
    const auto have = static_cast<std::size_t>(raw.bitsAllocated / 8);
    const auto want = std::max(have, layout.cellBytes());
    if (have == want) {
        out.insert(out.end(), raw.cells.begin(), raw.cells.end());
        return;
    }
    for (std::size_t at = 0; at + have <= raw.cells.size(); at += have) {
        const auto cell = raw.cells.subspan(at, have);
        out.insert(out.end(), cell.begin(), cell.end());
        out.insert(out.end(), want - have, std::byte{0});
    }
}

} // namespace

Result<std::vector<std::byte>> storedPixelBytes(const Instance& instance,
                                                std::optional<int> frame) {
    CW_TRY(const auto layout, layoutOf(instance));
    const int first = frame.value_or(0);
    const int last = frame ? *frame + 1 : instance.frameCount();
    const auto frameBytes = layout.sampleCount() * layout.cellBytes();
    if (static_cast<std::uint64_t>(last - first) > kMaxAllFrames / frameBytes)
        return fail(ErrorCode::TooLarge, "all frames together are more than 2 GiB");
    Bytes out;
    for (int i = first; i < last; ++i) {
        CW_TRY(const auto raw, rawFrame(instance, layout, i, false));
        appendCells(out, raw, layout);
    }
    return out;
}

Result<void> setPixels(Instance& instance, const core::Image& image) {
    const auto type = image.sampleType();
    const auto bytes = core::bytesPerSample(type);
    const bool colour = image.samplesPerPixel() == 3 && image.meaning() == core::PixelMeaning::Rgb;
    if (bytes > 2 || (image.samplesPerPixel() != 1 && !colour) ||
        (colour && (type == core::SampleType::S8 || type == core::SampleType::S16)))
        return fail(ErrorCode::Unsupported, "only grey or RGB pixels of 8 or 16 bits are written");
    const bool isSigned = type == core::SampleType::S8 || type == core::SampleType::S16;
    const int allocated = static_cast<int>(8 * bytes);
    const int stored = std::clamp(image.bitsStored(), 1, allocated);
    const auto put = [&instance](std::uint16_t element, int value) {
        return instance.setText({0x0028, element}, std::to_string(value), "US");
    };
    CW_CHECK(put(0x0002, image.samplesPerPixel()));
    CW_CHECK(instance.setText({0x0028, 0x0004}, colour ? "RGB"
                                                : image.meaning() == core::PixelMeaning::Monochrome1
                                                    ? "MONOCHROME1"
                                                    : "MONOCHROME2"));
    if (colour)
        CW_CHECK(put(0x0006, 0));
    CW_CHECK(put(0x0010, image.height()));
    CW_CHECK(put(0x0011, image.width()));
    CW_CHECK(put(0x0100, allocated));
    CW_CHECK(put(0x0101, stored));
    CW_CHECK(put(0x0102, stored - 1));
    CW_CHECK(put(0x0103, isSigned ? 1 : 0));
    if (instance.has({0x0028, 0x0008}))
        CW_CHECK(instance.setText({0x0028, 0x0008}, "1"));
    if (!colour)
        instance.remove({0x0028, 0x0006});
    // What described the old pixels: extremes, palettes, offsets of compressed frames.
    for (const int element :
         {0x0106, 0x0107, 0x1101, 0x1102, 0x1103, 0x1201, 0x1202, 0x1203, 0x1221, 0x1222, 0x1223})
        instance.remove({0x0028, static_cast<std::uint16_t>(element)});
    instance.remove({0x7FE0, 0x0001});
    instance.remove({0x7FE0, 0x0002});
    CW_CHECK(instance.setBytes(kPixelData, image.bytes(), allocated > 8 ? "OW" : "OB"));
    instance.impl().transferSyntax = uid(TransferSyntax::ExplicitLittle);
    return {};
}

} // namespace cw::dicom
