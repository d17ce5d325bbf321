// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Codec.h"

#include <algorithm>

namespace cw::dicom {
namespace {

Result<RawFrame> unpackedBits(ByteView native, const FrameLayout& layout, int frame) {
    const auto count = layout.sampleCount();
    const auto firstBit = count * static_cast<std::size_t>(frame);
    if ((firstBit + count + 7) / 8 > native.size())
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    Bytes cells(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto bit = firstBit + i; // PS3.5 8.1.1: least significant bit first
        cells[i] = (native[bit / 8] >> static_cast<int>(bit % 8)) & std::byte{1};
    }
    return RawFrame(std::move(cells), 8, layout.photometric);
}

Bytes interleaved(ByteView planes, const FrameLayout& layout) {
    const auto cell = layout.cellBytes(), pixels = layout.pixelCount();
    const auto samples = static_cast<std::size_t>(layout.samples);
    Bytes cells(planes.size());
    for (std::size_t s = 0; s < samples; ++s)
        for (std::size_t i = 0; i < pixels; ++i)
            std::copy_n(planes.begin() + static_cast<std::ptrdiff_t>((s * pixels + i) * cell), cell,
                        cells.begin() + static_cast<std::ptrdiff_t>((i * samples + s) * cell));
    return cells;
}

/// Y1 Y2 Cb Cr for two pixels becomes Y Cb Cr for each.
Bytes chromaRepeated(ByteView halved, const FrameLayout& layout) {
    const auto cell = layout.cellBytes();
    Bytes cells(layout.sampleCount() * cell);
    auto out = cells.begin();
    const auto put = [&](std::size_t index) {
        out = std::copy_n(halved.begin() + static_cast<std::ptrdiff_t>(index * cell), cell, out);
    };
    for (std::size_t pixel = 0; pixel < layout.pixelCount(); ++pixel) {
        const auto group = pixel / 2 * 4;
        put(group + pixel % 2);
        put(group + 2);
        put(group + 3);
    }
    return cells;
}

} // namespace

Result<RawFrame> nativeFrame(const PixelStore& store, const FrameLayout& layout, int frame) {
    if (layout.bitsAllocated == 1)
        return unpackedBits(store.native, layout, frame);
    const bool halved =
        layout.chromaHalved() && layout.pixelCount() % 2 == 0 && layout.columns % 2 == 0;
    const auto size =
        (halved ? layout.pixelCount() * 2 : layout.sampleCount()) * layout.cellBytes();
    const auto at = size * static_cast<std::size_t>(frame);
    if (at > store.native.size() || size > store.native.size() - at)
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    const auto cells = store.native.subspan(at, size);
    if (halved)
        return RawFrame(chromaRepeated(cells, layout), layout.bitsAllocated, layout.photometric);
    if (layout.planar)
        return RawFrame(interleaved(cells, layout), layout.bitsAllocated, layout.photometric);
    RawFrame raw;
    raw.cells = cells;
    raw.bitsAllocated = layout.bitsAllocated;
    raw.photometric = layout.photometric;
    return raw;
}

} // namespace cw::dicom
