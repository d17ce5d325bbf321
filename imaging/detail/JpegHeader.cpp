// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/ByteReader.h"
#include "imaging/detail/PictureHeader.h"

#include <cstring>

namespace cw::imaging::detail {
namespace {

constexpr unsigned kStartOfScan = 0xDA, kEndOfImage = 0xD9, kApp1 = 0xE1;
// Progressive files of cameras have about ten scans; thousands over a large frame stall a decoder.
constexpr int kMaxScans = 200;

bool isStartOfFrame(unsigned marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool standsAlone(unsigned marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

/// Walks the markers of one JPEG.
class JpegWalk {
public:
    explicit JpegWalk(std::span<const std::byte> bytes) : m_bytes(bytes), m_read(bytes, true) {}

    Result<PictureHeader> run() {
        m_header.format = PictureFormat::Jpeg;
        while (const auto marker = nextMarker()) {
            if (*marker == kEndOfImage)
                return finished();
            if (standsAlone(*marker))
                continue;
            CW_CHECK(segment(*marker));
        }
        return fail(ErrorCode::Malformed, "JPEG ends before its end-of-image marker");
    }

private:
    // Entropy-coded bytes are skipped on the way: there FF is followed by 00 or by a restart
    // marker.
    std::optional<unsigned> nextMarker() {
        while (m_at + 1 < m_bytes.size()) {
            const void* found = std::memchr(m_bytes.data() + m_at, 0xFF, m_bytes.size() - m_at - 1);
            if (!found)
                break;
            m_at = static_cast<std::size_t>(static_cast<const std::byte*>(found) - m_bytes.data());
            const auto code = std::to_integer<unsigned>(m_bytes[m_at + 1]);
            if (code == 0xFF) {
                ++m_at;
                continue;
            }
            m_at += 2;
            if (code != 0)
                return code;
        }
        return std::nullopt;
    }

    Result<void> segment(unsigned marker) {
        const auto length = m_read.number(m_at, 2);
        if (!length || *length < 2 || *length > m_bytes.size() - m_at)
            return fail(ErrorCode::Malformed, "JPEG segment reaches beyond the file");
        const auto content = m_bytes.subspan(m_at + 2, static_cast<std::size_t>(*length) - 2);
        if (marker == kApp1 && !m_exifSeen && content.size() > 6 &&
            std::memcmp(content.data(), "Exif\0", 5) == 0) {
            m_exifSeen = true;
            m_header.orientation = orientationOfExif(content.subspan(6));
        }
        if (isStartOfFrame(marker))
            CW_CHECK(frame(content));
        if (marker == kStartOfScan && ++m_scans > kMaxScans)
            return fail(ErrorCode::TooLarge, "JPEG with more scans than any camera writes");
        m_at += static_cast<std::size_t>(*length);
        return {};
    }

    Result<void> frame(std::span<const std::byte> content) {
        const ByteReader read(content, true);
        const auto precision = read.number(0, 1), height = read.number(1, 2),
                   width = read.number(3, 2), components = read.number(5, 1);
        if (!components || m_header.width != 0)
            return fail(ErrorCode::Malformed, "JPEG with a broken or second frame header");
        if (*precision != 8)
            return fail(ErrorCode::Unsupported, "JPEG of other than 8 bits a sample");
        if (*height == 0)
            return fail(ErrorCode::Unsupported, "JPEG that tells its height after the image");
        m_header.width = *width;
        m_header.height = *height;
        m_header.channels = static_cast<int>(*components);
        return {};
    }

    Result<PictureHeader> finished() const {
        if (m_header.width == 0 || m_header.channels == 0 || m_scans == 0)
            return fail(ErrorCode::Malformed, "JPEG without an image");
        return m_header;
    }

    std::span<const std::byte> m_bytes;
    ByteReader m_read;
    PictureHeader m_header;
    std::size_t m_at = 0;
    int m_scans = 0;
    bool m_exifSeen = false;
};

} // namespace

Result<PictureHeader> readJpegHeader(std::span<const std::byte> bytes) {
    return JpegWalk(bytes).run();
}

} // namespace cw::imaging::detail
