// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Codec.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr std::size_t kHeaderBytes = 64; // PS3.5 G.5: 16 little-endian words
constexpr std::size_t kMaxSegments = 15;

std::size_t word(ByteView bytes, std::size_t index) {
    std::size_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = (value << 8) | std::to_integer<std::size_t>(bytes[4 * index + i]);
    return value;
}

/// PackBits (PS3.5 G.3.2) into every stride-th byte of out. False if the segment is too short.
bool unpackSegment(ByteView segment, std::span<std::byte> out, std::size_t stride,
                   std::size_t count) {
    std::size_t at = 0, made = 0;
    while (made < count && at < segment.size()) {
        const auto control = std::to_integer<std::size_t>(segment[at++]);
        if (control < 128) {
            const auto run = std::min(control + 1, count - made);
            if (run > segment.size() - at)
                return false;
            for (std::size_t i = 0; i < run; ++i)
                out[(made + i) * stride] = segment[at + i];
            at += control + 1;
            made += run;
        } else if (control > 128) {
            if (at >= segment.size())
                return false;
            const auto run = std::min<std::size_t>(257 - control, count - made);
            for (std::size_t i = 0; i < run; ++i)
                out[(made + i) * stride] = segment[at];
            ++at;
            made += run;
        }
    }
    return made == count;
}

} // namespace

Result<RawFrame> decodeRle(ByteView coded, const FrameLayout& layout) {
    if (coded.size() < kHeaderBytes)
        return fail(ErrorCode::Malformed, "the RLE frame is shorter than its header");
    const auto cell = layout.cellBytes();
    const auto segments = static_cast<std::size_t>(layout.samples) * cell;
    if (word(coded, 0) != segments || segments > kMaxSegments)
        return fail(ErrorCode::Malformed, "the RLE frame has a wrong number of segments");
    Bytes cells(layout.sampleCount() * cell);
    for (std::size_t s = 0; s < segments; ++s) {
        const auto from = word(coded, s + 1);
        const auto to = s + 1 < segments ? word(coded, s + 2) : coded.size();
        if (from < kHeaderBytes || from > to || to > coded.size())
            return fail(ErrorCode::Malformed, "an RLE segment lies outside its frame");
        // Segments hold a sample's bytes from the most significant one on; cells are little endian.
        const auto sample = s / cell, byteOfCell = cell - 1 - s % cell;
        auto target = std::span(cells).subspan(sample * cell + byteOfCell);
        if (!unpackSegment(coded.subspan(from, to - from), target, segments, layout.pixelCount()))
            return fail(ErrorCode::Malformed, "an RLE segment ends before the picture does");
    }
    return RawFrame(std::move(cells), layout.bitsAllocated, layout.photometric);
}

} // namespace cw::dicom
