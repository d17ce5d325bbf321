// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CodedParts.h"

namespace cw::anonymizer {
namespace {

constexpr int kStartOfScan = 0xDA, kEndOfImage = 0xD9, kJpegLsFrame = 0xF7;

/// JPEG and JPEG-LS, behind SOI.
void walkJpeg(SourceView& file, std::uint64_t at, std::uint64_t end, Regions& out) {
    // ITU-T T.81 B.1.1.5 stuffs a zero byte after FF; JPEG-LS (T.87 C.2.1) stuffs one bit, so there
    // whatever follows FF stays below 80.
    int lastStuffed = 0;
    while (at + 3 < end && file.byte(at) == 0xFF) {
        const int marker = file.byte(at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const auto length = file.number(at + 2, 2, true);
        if (marker == kEndOfImage || !length || *length < 2 || *length > end - at - 2)
            return;
        if (marker == kJpegLsFrame)
            lastStuffed = 0x7F;
        at += 2 + *length;
        if (marker != kStartOfScan)
            continue;
        const std::uint64_t begin = at;
        for (;;) {
            at = file.find('\xFF', at, end);
            const int next = at + 1 < end ? file.byte(at + 1) : -1;
            if (next < 0) {
                at = end;
                break;
            }
            if (next > lastStuffed && (next & 0xF8) != 0xD0)
                break;
            ++at;
        }
        out.add(begin, at, Matter::Compressed);
    }
}

/// JPEG 2000 (ITU-T T.800 A.3, A.4), behind SOC: the tile-parts' data, not their headers.
void walkJpeg2000(SourceView& file, std::uint64_t at, std::uint64_t end, Regions& out) {
    constexpr int startOfTile = 0x90, startOfData = 0x93;
    std::uint64_t tileEnd = end;
    while (at + 3 < end && file.byte(at) == 0xFF) {
        const int marker = file.byte(at + 1);
        if (marker == startOfData) {
            out.add(at + 2, tileEnd, Matter::Compressed);
            at = tileEnd;
            continue;
        }
        const auto length = file.number(at + 2, 2, true);
        if (marker == kEndOfImage || !length || *length < 2 || *length > end - at - 2)
            return;
        if (marker == startOfTile) {
            const auto size = file.number(at + 6, 4, true); // 0: up to the end of the codestream
            const bool known = size && *size >= 14 && *size <= end - at;
            tileEnd = known ? at + *size : end - (end - at > 4 ? 2 : 0);
        }
        at += 2 + *length;
    }
}

} // namespace

void Regions::add(std::uint64_t begin, std::uint64_t end, Matter matter) {
    if (begin >= end)
        return;
    if (!m_list.empty()) {
        Region& last = m_list.back();
        if (begin < last.end)
            begin = std::min(last.end, end);
        const bool joins = last.end == begin && last.matter == matter;
        if (joins || m_list.size() >= kMost) {
            last.end = std::max(last.end, end);
            return;
        }
    }
    if (begin < end)
        m_list.push_back({begin, end, matter});
}

bool addCodedPartsOfJpeg(SourceView& file, std::uint64_t begin, std::uint64_t end, Regions& out) {
    if (end - begin < 4 || file.byte(begin) != 0xFF)
        return false;
    const int second = file.byte(begin + 1);
    if (second == 0xD8)
        walkJpeg(file, begin + 2, end, out);
    else if (second == 0x4F)
        walkJpeg2000(file, begin + 2, end, out);
    else
        return false;
    return true;
}

void addCodedPartsOfPng(SourceView& file, Regions& out) {
    constexpr std::uint64_t signature = 8, frame = 12; // length, name and checksum of a chunk
    std::uint64_t at = signature;
    while (at + frame <= file.size()) {
        const auto length = file.number(at, 4, true);
        if (!length || *length > file.size() - at - frame)
            return;
        const auto name = file.at(at + 4, 4);
        const bool isEnd = name == "IEND";
        if (name == "IDAT")
            out.add(at + 8, at + 8 + *length, Matter::Compressed);
        at += frame + *length;
        if (isEnd)
            return;
    }
}

void addCodedPartsOfBmp(SourceView& file, Regions& out) {
    constexpr std::uint64_t pixelsAt = 10;
    const auto begin = file.number(pixelsAt, 4, false);
    if (begin && *begin >= 14)
        out.add(*begin, file.size(), Matter::Compressed);
}

void addCodedPartsOfTiff(SourceView& file, Regions& out) {
    const bool big = file.byte(0) == 'M';
    const auto directory = file.number(4, 4, big);
    const auto count = directory ? file.number(*directory, 2, big) : std::nullopt;
    if (!count)
        return;
    // StripOffsets 273, StripByteCounts 279, TileOffsets 324, TileByteCounts 325 (TIFF 6.0).
    struct Field {
        std::uint64_t at = 0, count = 0, bytes = 0;
    } offsets, counts;
    for (std::uint64_t i = 0; i < *count; ++i) {
        const std::uint64_t at = *directory + 2 + 12 * i;
        const auto tag = file.number(at, 2, big), type = file.number(at + 2, 2, big),
                   number = file.number(at + 4, 4, big);
        if (!number)
            return;
        const std::uint64_t bytes = *type == 3 ? 2 : 4;
        const auto where = *number * bytes <= 4 ? at + 8 : file.number(at + 8, 4, big).value_or(0);
        if (*tag == 273 || *tag == 324)
            offsets = {where, *number, bytes};
        if (*tag == 279 || *tag == 325)
            counts = {where, *number, bytes};
    }
    std::vector<Region> strips;
    for (std::uint64_t i = 0;
         i < std::min({offsets.count, counts.count, std::uint64_t{Regions::kMost}}); ++i) {
        const auto begin = file.number(offsets.at + i * offsets.bytes, offsets.bytes, big);
        const auto length = file.number(counts.at + i * counts.bytes, counts.bytes, big);
        if (begin && length && *begin < file.size())
            strips.push_back({*begin, *begin + std::min(*length, file.size() - *begin)});
    }
    std::ranges::sort(strips, {}, &Region::begin);
    for (const Region& strip : strips)
        out.add(strip.begin, strip.end, Matter::Compressed);
}

} // namespace cw::anonymizer
