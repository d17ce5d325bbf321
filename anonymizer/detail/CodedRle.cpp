// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CodedFrames.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kHeaderBytes = 64, kMaxSegments = 15;

std::uint32_t little(std::span<const std::byte> bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

void putLittle(std::span<std::byte> bytes, std::size_t at, std::uint64_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (8 * i) & 0xFFU);
}

/// Where the run lengths from `at` on have made as many bytes as a segment has, at most `end`
/// (PS3.5 G.3.2).
Result<std::uint64_t> endOfSegment(dicom::FrameBytes& frame, std::uint64_t at, std::uint64_t end,
                                   std::uint64_t wanted) {
    std::uint64_t made = 0;
    while (made < wanted && at < end) {
        CW_TRY(const auto view, frame.view(at, dicom::FrameBytes::kWindow));
        std::size_t i = 0;
        while (i < view.size() && made < wanted && at + i < end) {
            const auto count = std::to_integer<unsigned>(view[i]);
            const std::size_t literals = count < 128 ? count + 1 : count > 128 ? 1 : 0;
            made += count < 128 ? count + 1 : count > 128 ? 257 - count : 0;
            i += 1 + literals; // may step over the window's end: only counts are read
        }
        at += i;
    }
    return std::min(at, end);
}

} // namespace

Result<dicom::FramePlan> planRle(dicom::FrameBytes& frame, std::uint64_t pixelsOfFrame) {
    CW_TRY(const auto view, frame.view(0, kHeaderBytes));
    if (view.size() < kHeaderBytes)
        return fail(ErrorCode::Malformed, "an RLE frame ends inside its header");
    std::array<std::byte, kHeaderBytes> header{}, fresh{};
    std::ranges::copy(view, header.begin());
    const auto count = little(header, 0);
    if (count == 0 || count > kMaxSegments || pixelsOfFrame == 0)
        return fail(ErrorCode::Malformed, "the header of an RLE frame is damaged");
    putLittle(fresh, 0, count);
    dicom::FramePlan kept;
    std::uint64_t written = kHeaderBytes, last = kHeaderBytes;
    bool gaps = false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t begin = little(header, 4 * (i + 1));
        const auto limit = i + 1 < count ? little(header, 4 * (i + 2)) : frame.size();
        if (begin < last || limit < begin || limit > frame.size())
            return fail(ErrorCode::Malformed, "the segments of an RLE frame are not in order");
        gaps = gaps || begin - last > 1;
        CW_TRY(const auto end, endOfSegment(frame, begin, limit, pixelsOfFrame));
        putLittle(fresh, 4 * (i + 1), written);
        kept.keep(begin, end - begin);
        written += end - begin;
        if (written % 2 != 0) { // G.3.1: segments are of even length
            kept.put({std::byte{0}});
            ++written;
        }
        last = end;
    }
    CW_TRY(const bool trailer, hasTrailer(frame, last));
    const bool surplus = !std::all_of(header.begin() + 4 * (count + 1), header.end(),
                                      [](std::byte b) { return b == std::byte{0}; });
    dicom::FramePlan plan;
    plan.cut = gaps || trailer || surplus ? 1 : 0;
    plan.put({fresh.begin(), fresh.end()});
    for (auto& piece : kept.pieces()) {
        if (piece.literal.empty())
            plan.keep(piece.at, piece.length);
        else
            plan.put(std::move(piece.literal));
    }
    return plan;
}

} // namespace cw::anonymizer
