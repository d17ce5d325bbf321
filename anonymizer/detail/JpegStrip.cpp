// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/JpegStrip.h"
#include "anonymizer/detail/ExifOrientation.h"
#include <algorithm>
#include <array>
#include <string_view>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

enum Marker : unsigned {
    kDht = 0xC4,
    kJpg = 0xC8,
    kDac = 0xCC,
    kRst0 = 0xD0,
    kRst7 = 0xD7,
    kSoi = 0xD8,
    kEoi = 0xD9,
    kSos = 0xDA,
    kDqt = 0xDB,
    kDnl = 0xDC,
    kDri = 0xDD,
    kApp0 = 0xE0,
    kApp14 = 0xEE,
    kLse = 0xF8 // JPEG-LS parameters; SOF55 is 0xF7
};

unsigned at(Bytes bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

bool isFrameHeader(unsigned marker) {
    return (marker >= 0xC0 && marker <= 0xCF && marker != kDht && marker != kJpg &&
            marker != kDac) ||
           marker == 0xF7;
}

bool startsWith(Bytes bytes, std::string_view text) {
    return bytes.size() >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin(),
                      [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
}

/// Bytes that the tables of a DHT or DQT segment really take; 0 if they do not fit the segment.
std::size_t tablesLength(unsigned marker, Bytes payload) {
    std::size_t i = 0;
    while (i < payload.size()) {
        std::size_t length = 0;
        if (marker == kDqt) {
            length = 1 + ((at(payload, i) >> 4) != 0 ? 128U : 64U);
        } else {
            if (payload.size() - i < 17)
                break;
            length = 17;
            for (std::size_t k = 1; k <= 16; ++k)
                length += at(payload, i + k);
        }
        // A table that cannot be one (its class and number are at most 1 and 3) ends the segment.
        if ((at(payload, i) & 0x0F) > 3 || (at(payload, i) >> 4) > 1 || payload.size() - i < length)
            break;
        i += length;
    }
    return i;
}

/// How much of an allowed segment's payload carries picture; anything beyond may hide text.
std::size_t usefulLength(unsigned marker, Bytes payload) {
    const auto atMost = [&](std::size_t length) { return payload.size() >= length ? length : 0; };
    if (marker == kDqt || marker == kDht)
        return tablesLength(marker, payload);
    if (isFrameHeader(marker))
        return payload.size() >= 6 ? atMost(6 + 3 * std::size_t{at(payload, 5)}) : 0;
    if (marker == kSos)
        return payload.empty() ? 0 : atMost(4 + 2 * std::size_t{at(payload, 0)});
    if (marker == kDri || marker == kDnl)
        return atMost(2);
    return payload.size(); // DAC and LSE: few bytes, all meaningful
}

class JpegWriter {
public:
    void marker(unsigned code) {
        m_out.push_back(std::byte{0xFF});
        m_out.push_back(static_cast<std::byte>(code));
    }
    void segment(unsigned code, Bytes payload) {
        marker(code);
        const std::size_t length = payload.size() + 2;
        m_out.push_back(static_cast<std::byte>(length >> 8));
        m_out.push_back(static_cast<std::byte>(length & 0xFF));
        copy(payload);
    }
    void copy(Bytes bytes) { m_out.insert(m_out.end(), bytes.begin(), bytes.end()); }
    std::vector<std::byte> take() { return std::move(m_out); }

private:
    std::vector<std::byte> m_out;
};

/// Entropy-coded data from i on: up to the next marker that is neither a restart nor stuffing.
std::size_t endOfScan(Bytes jpeg, std::size_t i, bool jpegLs) {
    for (; i + 1 < jpeg.size(); ++i) {
        if (at(jpeg, i) != 0xFF)
            continue;
        const unsigned next = at(jpeg, i + 1);
        // T.87 stuffs a bit, not a byte: after FF only a byte from 0x80 on can start a marker.
        const bool stuffing = jpegLs ? next < 0x80 : next == 0x00;
        if (stuffing || (next >= kRst0 && next <= kRst7) || next == 0xFF)
            continue;
        return i;
    }
    return jpeg.size();
}

class JpegStripper {
public:
    JpegStripper(Bytes jpeg, Orientation orientation) : m_jpeg(jpeg), m_orientation(orientation) {}

    Result<StrippedPicture> run() {
        if (m_jpeg.size() < 4 || at(m_jpeg, 0) != 0xFF || at(m_jpeg, 1) != kSoi)
            return fail(ErrorCode::Malformed, "this is not a JPEG file");
        m_writer.marker(kSoi);
        std::size_t i = 2;
        for (;;) {
            CW_TRY(const unsigned marker, nextMarker(i));
            if (marker == kEoi)
                break;
            if (marker == 0x01 || (marker >= kRst0 && marker <= kSoi)) {
                ++m_cut; // stand-alone markers have no place outside a scan
                continue;
            }
            CW_TRY(const Bytes payload, payloadAt(i));
            i += payload.size() + 2;
            CW_CHECK(segment(marker, payload));
            if (marker == kSos) {
                const std::size_t end = endOfScan(m_jpeg, i, m_jpegLs);
                m_writer.copy(m_jpeg.subspan(i, end - i));
                i = end;
            }
        }
        if (!m_scanSeen)
            return fail(ErrorCode::Malformed, "the JPEG file holds no picture");
        m_cut += i < m_jpeg.size() ? 1 : 0;
        m_writer.marker(kEoi);
        return StrippedPicture{m_writer.take(), m_cut};
    }

private:
    Result<unsigned> nextMarker(std::size_t& i) {
        const std::size_t start = i;
        while (i < m_jpeg.size() && at(m_jpeg, i) != 0xFF)
            ++i;
        m_cut += i != start ? 1 : 0; // bytes between segments
        while (i < m_jpeg.size() && at(m_jpeg, i) == 0xFF)
            ++i;
        if (i >= m_jpeg.size())
            return fail(ErrorCode::Malformed, "the JPEG file ends before its picture does");
        return at(m_jpeg, i++);
    }

    Result<Bytes> payloadAt(std::size_t i) const {
        if (m_jpeg.size() - i < 2)
            return fail(ErrorCode::Malformed, "the JPEG file ends inside a segment");
        const std::size_t length = std::size_t{at(m_jpeg, i)} << 8 | at(m_jpeg, i + 1);
        if (length < 2 || m_jpeg.size() - i < length)
            return fail(ErrorCode::Malformed, "a JPEG segment is longer than the file");
        return m_jpeg.subspan(i + 2, length - 2);
    }

    Result<void> segment(unsigned marker, Bytes payload) {
        if (marker == kApp0 && startsWith(payload, std::string_view("JFIF\0", 5)) &&
            payload.size() >= 14 && !m_jfifSeen) {
            jfif(payload);
            return {};
        }
        if (marker == kApp14 && startsWith(payload, "Adobe") && payload.size() >= 12) {
            orientationOnce();
            m_writer.segment(marker, payload.first(12));
            m_cut += payload.size() > 12 ? 1 : 0;
            return {};
        }
        const bool allowed = isFrameHeader(marker) || marker == kDht || marker == kDqt ||
                             marker == kDri || marker == kDac || marker == kDnl || marker == kSos ||
                             (marker == kLse && m_jpegLs);
        if (!allowed) {
            ++m_cut;
            return {};
        }
        const std::size_t useful = usefulLength(marker, payload);
        if (useful == 0)
            return fail(ErrorCode::Malformed, "a JPEG table or header is shorter than it claims");
        orientationOnce();
        m_jpegLs = m_jpegLs || marker == 0xF7;
        m_scanSeen = m_scanSeen || marker == kSos;
        m_cut += useful < payload.size() ? 1 : 0;
        m_writer.segment(marker, payload.first(useful));
        return {};
    }

    void jfif(Bytes payload) {
        std::array<std::byte, 14> header{};
        std::copy_n(payload.begin(), 12, header.begin()); // the last two: a thumbnail of 0 x 0
        m_writer.segment(kApp0, header);
        m_cut += payload.size() > 14 ? 1 : 0;
        m_jfifSeen = true;
    }

    void orientationOnce() {
        if (m_orientation.value != 1)
            m_writer.segment(0xE1, exifApp1Payload(m_orientation));
        m_orientation.value = 1;
    }

    Bytes m_jpeg;
    Orientation m_orientation;
    JpegWriter m_writer;
    int m_cut = 0;
    bool m_jfifSeen = false, m_scanSeen = false, m_jpegLs = false;
};

} // namespace

Result<StrippedPicture> stripJpeg(Bytes jpeg, Orientation orientation) {
    return JpegStripper(jpeg, orientation).run();
}

} // namespace cw::anonymizer
