// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Codec.h"

#include <algorithm>
#include <cstring>

namespace cw::dicom {
namespace {

constexpr int kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA, kLse = 0xF8, kJpegLsFrame = 0xF7, kApp0 = 0xE0,
              kApp14 = 0xEE, kTem = 0x01;

int byteAt(ByteView bytes, std::size_t at) { return std::to_integer<int>(bytes[at]); }
int wordAt(ByteView bytes, std::size_t at) {
    return byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
}

bool isFrameMarker(int code) {
    // C4 is DHT, C8 is reserved, CC is DAC.
    return (code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC) ||
           code == kJpegLsFrame;
}

tl::unexpected<Error> broken(const char* what) { return fail(ErrorCode::Malformed, what); }

Result<void> readFrame(ByteView segment, int code, JpegHeader& header) {
    if (header.startOfFrame != 0)
        return broken("the JPEG frame has two frame headers");
    if (segment.size() < 6)
        return broken("the JPEG frame header is cut off");
    header.startOfFrame = code;
    header.precision = byteAt(segment, 0);
    header.height = wordAt(segment, 1);
    header.width = wordAt(segment, 3);
    header.components = byteAt(segment, 5);
    if (header.components < 1 || header.components > 4 ||
        segment.size() < 6 + 3 * static_cast<std::size_t>(header.components))
        return broken("the JPEG frame has an impossible number of components");
    if (header.precision < 2 || header.precision > 16)
        return broken("the JPEG frame has an impossible precision");
    header.rgbComponents = header.components == 3 && byteAt(segment, 6) == 'R' &&
                           byteAt(segment, 9) == 'G' && byteAt(segment, 12) == 'B';
    for (std::size_t i = 0; i < static_cast<std::size_t>(header.components); ++i) {
        const int sampling = byteAt(segment, 7 + 3 * i);
        const int h = sampling >> 4, v = sampling & 15;
        if (h < 1 || h > 4 || v < 1 || v > 4)
            return broken("the JPEG frame has impossible sampling factors");
        if (code == kJpegLsFrame && (h != 1 || v != 1))
            return fail(ErrorCode::Unsupported, "subsampled JPEG-LS is not handled");
    }
    return {};
}

/// ITU-T T.87 C.2.4.1.1: presets outside their ranges would make a decoder index out of its tables.
Result<void> readPresets(ByteView segment, const JpegHeader& header) {
    if (segment.empty() || byteAt(segment, 0) != 1)
        return fail(ErrorCode::Unsupported, "JPEG-LS mapping tables are not handled");
    if (segment.size() < 11)
        return broken("the JPEG-LS presets are cut off");
    const int maximum = wordAt(segment, 1), t1 = wordAt(segment, 3), t2 = wordAt(segment, 5),
              t3 = wordAt(segment, 7), reset = wordAt(segment, 9);
    const int highest = (1 << std::max(header.precision, 1)) - 1;
    const bool fits = maximum <= highest && t1 <= highest && t2 <= highest && t3 <= highest &&
                      (t2 == 0 || t1 == 0 || t2 >= t1) && (t3 == 0 || t2 == 0 || t3 >= t2) &&
                      (reset == 0 || (reset >= 3 && reset <= std::max(255, highest)));
    return fits ? Result<void>{} : broken("the JPEG-LS presets are outside their ranges");
}

Result<void> readScan(ByteView segment, JpegHeader& header) {
    if (header.startOfFrame == 0)
        return broken("the JPEG frame has no frame header before its first scan");
    ++header.scans;
    if (segment.empty())
        return broken("a JPEG scan header is cut off");
    const auto components = static_cast<std::size_t>(byteAt(segment, 0));
    if (components < 1 || components > 4 || segment.size() < 4 + 2 * components)
        return broken("a JPEG scan header is cut off");
    if (header.startOfFrame != kJpegLsFrame)
        return {};
    const int near = byteAt(segment, 1 + 2 * components);
    const int interleave = byteAt(segment, 2 + 2 * components);
    const int highest = (1 << header.precision) - 1;
    if (near > std::min(255, highest / 2) || interleave > 2)
        return broken("a JPEG-LS scan has impossible parameters");
    return {};
}

/// Behind a scan header: the next marker that is neither stuffing nor a restart.
std::size_t afterEntropy(ByteView bytes, std::size_t at, bool jpegLs) {
    while (at + 1 < bytes.size()) {
        const void* found = std::memchr(bytes.data() + at, 0xFF, bytes.size() - at - 1);
        if (found == nullptr)
            return bytes.size();
        at = static_cast<std::size_t>(static_cast<const std::byte*>(found) - bytes.data());
        const int code = byteAt(bytes, at + 1);
        // T.87 stuffs one bit after FF, so that any code below 0x80 is data.
        const bool data = jpegLs ? code < 0x80 : code == 0x00;
        if (!data && !(code >= 0xD0 && code <= 0xD7) && code != 0xFF)
            return at;
        at += code == 0xFF ? 1 : 2;
    }
    return bytes.size();
}

Result<void> readSegment(ByteView segment, int code, JpegHeader& header) {
    if (isFrameMarker(code))
        return readFrame(segment, code, header);
    if (code == kLse && header.startOfFrame == kJpegLsFrame)
        return readPresets(segment, header);
    if (code == kSos)
        return readScan(segment, header);
    if (code == kApp0 && segment.size() >= 5 && std::memcmp(segment.data(), "JFIF", 5) == 0)
        header.jfif = true;
    if (code == kApp14 && segment.size() >= 12 && std::memcmp(segment.data(), "Adobe", 5) == 0)
        header.adobeTransform = byteAt(segment, 11);
    return {};
}

} // namespace

Result<JpegHeader> jpegHeader(ByteView coded) {
    JpegHeader header;
    if (coded.size() < 4 || byteAt(coded, 0) != 0xFF || byteAt(coded, 1) != kSoi)
        return broken("the frame does not start as a JPEG");
    std::size_t at = 2;
    while (at + 4 <= coded.size()) {
        if (byteAt(coded, at) != 0xFF) {
            if (header.scans > 0)
                break; // padding after the picture
            return broken("the JPEG frame has a marker astray");
        }
        const int code = byteAt(coded, at + 1);
        if (code == 0xFF) {
            ++at;
            continue;
        }
        if (code == kEoi)
            break;
        if (code == kTem || (code >= 0xD0 && code <= 0xD8)) {
            at += 2;
            continue;
        }
        const auto length = static_cast<std::size_t>(wordAt(coded, at + 2));
        if (length < 2 || length > coded.size() - at - 2)
            return broken("a JPEG marker is longer than its frame");
        CW_CHECK(readSegment(coded.subspan(at + 4, length - 2), code, header));
        at += 2 + length;
        if (code == kSos)
            at = afterEntropy(coded, at, header.startOfFrame == kJpegLsFrame);
    }
    if (header.scans == 0)
        return broken("the JPEG frame has no scan");
    return header;
}

Result<void> checkAgainst(const JpegHeader& header, const FrameLayout& layout) {
    if (header.width != layout.columns || header.height != layout.rows ||
        header.components != layout.samples)
        return broken("the compressed frame is of another size than the data set says");
    if (header.precision > layout.bitsAllocated)
        return broken("the compressed frame is deeper than bits allocated");
    // A progressive picture has about ten scans; each is a pass over the whole frame.
    const auto work = static_cast<double>(header.scans) * static_cast<double>(layout.sampleCount());
    if (header.scans > 4 && work > 1e9)
        return fail(ErrorCode::TooLarge, "the compressed frame has too many scans");
    return {};
}

} // namespace cw::dicom
