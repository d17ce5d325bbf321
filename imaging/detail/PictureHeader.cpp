// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/PictureHeader.h"

#include "imaging/detail/ByteReader.h"
#include <cstring>
#include <string_view>

namespace cw::imaging::detail {
namespace {

bool startsWith(std::span<const std::byte> bytes, std::string_view magic) {
    return bytes.size() >= magic.size() &&
           std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

// PNG 1.2, 4.1: IHDR is the first chunk; eXIf (registered 2017) may follow anywhere before IEND.
Result<PictureHeader> readPngHeader(std::span<const std::byte> bytes) {
    const ByteReader read(bytes, true);
    if (bytes.size() < 33 || !startsWith(bytes.subspan(12), "IHDR"))
        return fail(ErrorCode::Malformed, "PNG without an image header");
    PictureHeader header;
    header.format = PictureFormat::Png;
    header.width = *read.number(16, 4);
    header.height = *read.number(20, 4);
    header.bitsPerSample = static_cast<int>(*read.number(24, 1));
    const auto colourType = *read.number(25, 1);
    // 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGB + alpha
    header.channels = colourType == 0 ? 1 : colourType == 4 ? 2 : colourType == 6 ? 4 : 3;
    header.partly = colourType == 4 || colourType == 6;
    std::uint64_t at = 8;
    while (const auto length = read.number(at, 4)) {
        if (!read.number(at + 4, 4) || *length > bytes.size())
            break;
        const auto type = bytes.subspan(static_cast<std::size_t>(at) + 4);
        if (startsWith(type, "eXIf") && *length <= type.size() - 4) {
            header.orientation =
                orientationOfExif(type.subspan(4, static_cast<std::size_t>(*length)));
            break;
        }
        if (startsWith(type, "IEND"))
            break;
        at += 12 + *length;
    }
    return header;
}

Result<PictureHeader> readBmpHeader(std::span<const std::byte> bytes) {
    const ByteReader read(bytes, false);
    const auto headerSize = read.number(14, 4);
    const bool old = headerSize == 12; // OS/2 BITMAPCOREHEADER
    const auto width = old ? read.number(18, 2) : read.number(18, 4);
    const auto height = old ? read.number(20, 2) : read.number(22, 4);
    const auto bits = old ? read.number(24, 2) : read.number(28, 2);
    if (!width || !height || !bits)
        return fail(ErrorCode::Malformed, "BMP shorter than its header");
    PictureHeader header;
    header.format = PictureFormat::Bmp;
    header.width = *width;
    // Rows from top to bottom are told by a negative height.
    header.height = *height > 0x7fffffffU ? 0x100000000ULL - *height : *height;
    header.channels = 3;
    return header;
}

} // namespace

Result<PictureHeader> readHeader(std::span<const std::byte> bytes) {
    const auto format = sniffPicture(bytes);
    if (!format)
        return fail(ErrorCode::Unsupported, "not a JPEG, PNG, TIFF or BMP picture");
    auto header = *format == PictureFormat::Jpeg   ? readJpegHeader(bytes)
                  : *format == PictureFormat::Png  ? readPngHeader(bytes)
                  : *format == PictureFormat::Tiff ? readTiffHeader(bytes)
                                                   : readBmpHeader(bytes);
    if (!header)
        return header;
    if (header->width == 0 || header->height == 0)
        return fail(ErrorCode::Malformed, "picture without rows or columns");
    const std::uint64_t limit = core::Image::kMaxSamples;
    const auto channels = static_cast<std::uint64_t>(header->channels);
    if (header->width > limit || header->height > limit / header->width / channels)
        return fail(ErrorCode::TooLarge, "the picture claims more pixels than this program opens");
    return header;
}

} // namespace cw::imaging::detail
