// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CodedFrames.h"
#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

enum Marker : unsigned {
    kTem = 0x01,
    kSof0 = 0xC0,
    kDht = 0xC4,
    kJpg = 0xC8,
    kDac = 0xCC,
    kSof15 = 0xCF,
    kRst0 = 0xD0,
    kRst7 = 0xD7,
    kSoi = 0xD8,
    kEoi = 0xD9,
    kSos = 0xDA,
    kDqt = 0xDB,
    kDnl = 0xDC,
    kDri = 0xDD,
    kApp0 = 0xE0,
    kApp8 = 0xE8,
    kApp14 = 0xEE,
    kSof55 = 0xF7, ///< JPEG-LS
    kLse = 0xF8
};
constexpr std::size_t kMaxSegments = 20'000;

unsigned at(Bytes bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

bool startsWith(Bytes bytes, std::string_view text) {
    return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

bool isFrameHeader(unsigned marker) {
    return (marker >= kSof0 && marker <= kSof15 && marker != kDht && marker != kJpg &&
            marker != kDac) ||
           marker == kSof55;
}

/// Bytes that the tables of a DHT, DQT or DAC segment really take.
std::size_t tablesLength(unsigned marker, Bytes payload) {
    std::size_t used = 0;
    for (std::size_t tables = 0; used < payload.size() && tables < 16; ++tables) {
        const auto what = at(payload, used);
        std::size_t length = 2; // DAC
        if (marker == kDqt) {
            length = 1 + ((what >> 4) != 0 ? 128U : 64U);
        } else if (marker == kDht) {
            if (payload.size() - used < 17)
                break;
            length = 17;
            for (std::size_t k = 1; k <= 16; ++k)
                length += at(payload, used + k);
        }
        // A table that cannot be one (its class and number are at most 1 and 3) ends the segment.
        if ((what & 0x0F) > 3 || (what >> 4) > 1 || payload.size() - used < length)
            break;
        used += length;
    }
    return used;
}

std::size_t lseLength(Bytes payload) {
    constexpr std::size_t kPresetParameters = 11; // T.87 C.2.4.1.1
    return !payload.empty() && at(payload, 0) == 1 ? std::min(kPresetParameters, payload.size())
                                                   : payload.size();
}

/// How much of an allowed segment's payload carries picture: 0 for none of it. Anything beyond may
/// hide text.
std::size_t usefulLength(unsigned marker, Bytes payload, bool jpegLs) {
    const auto atMost = [&](std::size_t length) { return payload.size() >= length ? length : 0; };
    if (marker == kDqt || marker == kDht || marker == kDac)
        return tablesLength(marker, payload);
    if (isFrameHeader(marker))
        return payload.size() >= 6 ? atMost(6 + 3 * std::size_t{at(payload, 5)}) : 0;
    if (marker == kSos)
        return payload.empty() ? 0 : atMost(4 + 2 * std::size_t{at(payload, 0)});
    if (marker == kDri || marker == kDnl)
        return jpegLs ? payload.size() : atMost(2); // T.87 allows 3 and 4 bytes
    return marker == kLse && jpegLs ? lseLength(payload) : 0;
}

class JpegPlanner {
public:
    JpegPlanner(dicom::FrameBytes& frame, bool jpegLs) : m_frame(frame), m_jpegLs(jpegLs) {}

    Result<dicom::FramePlan> run() {
        m_plan.keep(0, 2);
        m_at = 2;
        for (std::size_t segments = 0;; ++segments) {
            if (segments > kMaxSegments)
                return fail(ErrorCode::TooLarge, "a JPEG frame has more segments than any picture");
            CW_TRY(const auto marker, nextMarker());
            if (!marker)
                return brokenOff();
            if (*marker == kEoi)
                break;
            if (*marker == kTem || (*marker >= kRst0 && *marker <= kSoi)) {
                ++m_plan.cut; // stand-alone markers have no place outside a scan
                continue;
            }
            CW_TRY(const bool whole, segment(*marker));
            if (!whole)
                return brokenOff();
            if (*marker == kSos)
                CW_CHECK(scan());
        }
        if (!m_scanSeen)
            return fail(ErrorCode::Malformed, "a JPEG frame holds no picture");
        m_plan.keep(m_at - 2, 2);
        CW_TRY(const bool trailer, hasTrailer(m_frame, m_at));
        m_plan.cut += trailer ? 1 : 0;
        return std::move(m_plan);
    }

private:
    /// What is left of a picture that ends early is still a picture once a scan was seen.
    Result<dicom::FramePlan> brokenOff() {
        if (!m_scanSeen)
            return fail(ErrorCode::Malformed, "a JPEG frame ends before its picture does");
        m_plan.truncated = true;
        m_plan.cut += m_kept < m_frame.size() ? 1 : 0;
        return std::move(m_plan);
    }

    Result<std::optional<unsigned>> nextMarker() {
        m_kept = m_at;
        bool between = false, mark = false;
        for (;;) {
            CW_TRY(const auto view, m_frame.view(m_at, 4096));
            if (view.empty())
                return std::optional<unsigned>();
            for (const auto byte : view) {
                ++m_at;
                if (byte == std::byte{0xFF}) {
                    mark = true; // several: fill bytes
                } else if (mark && byte != std::byte{0}) {
                    m_plan.cut += between ? 1 : 0;
                    return std::optional(std::to_integer<unsigned>(byte));
                } else {
                    between = true;
                    mark = false;
                }
            }
        }
    }

    /// False if the frame ends inside the segment.
    Result<bool> segment(unsigned marker) {
        const auto start = m_at - 2;
        CW_TRY(const auto size, m_frame.view(m_at, 2));
        if (size.size() < 2)
            return false;
        const std::size_t length = std::size_t{at(size, 0)} << 8 | at(size, 1);
        if (length < 2 && !m_scanSeen)
            return fail(ErrorCode::Malformed, "a JPEG segment has no length");
        if (length < 2 || m_frame.size() - m_at < length)
            return false;
        CW_TRY(const auto payload, m_frame.view(m_at + 2, length - 2));
        m_at += length;
        CW_CHECK(decide(marker, start, payload));
        m_kept = m_at;
        return true;
    }

    Result<void> decide(unsigned marker, std::uint64_t start, Bytes payload) {
        const auto whole = 4 + payload.size();
        if (marker == kApp0 && startsWith(payload, std::string_view("JFIF\0", 5)) &&
            payload.size() >= 14 && !m_jfifSeen) {
            m_jfifSeen = true;
            if (payload.size() > 14 || at(payload, 12) != 0 || at(payload, 13) != 0)
                shortened(marker, payload.first(12), 2);
            else
                m_plan.keep(start, whole);
            return {};
        }
        if (const auto colour = colourTransform(marker, payload); colour > 0) {
            keepFirst(marker, start, payload, colour);
            return {};
        }
        m_jpegLs = m_jpegLs || marker == kSof55;
        const bool allowed = isFrameHeader(marker) || marker == kDht || marker == kDqt ||
                             marker == kDri || marker == kDac || marker == kDnl || marker == kSos ||
                             (marker == kLse && m_jpegLs);
        if (!allowed) {
            ++m_plan.cut;
            return {};
        }
        const auto useful = usefulLength(marker, payload, m_jpegLs);
        if (useful == 0)
            return fail(ErrorCode::Malformed, "a JPEG table or header is shorter than it claims");
        m_scanSeen = m_scanSeen || marker == kSos;
        keepFirst(marker, start, payload, useful);
        return {};
    }

    /// Application segments without which decoders would show other colours: Adobe's transform, and
    /// HP's of JPEG-LS ("mrfx" and a number).
    std::size_t colourTransform(unsigned marker, Bytes payload) const {
        if (marker == kApp14 && startsWith(payload, "Adobe") && payload.size() >= 12)
            return 12;
        return marker == kApp8 && startsWith(payload, "mrfx") && payload.size() >= 5 ? 5 : 0;
    }

    void keepFirst(unsigned marker, std::uint64_t start, Bytes payload, std::size_t useful) {
        if (useful < payload.size())
            shortened(marker, payload.first(useful), 0);
        else
            m_plan.keep(start, 4 + payload.size());
    }

    void shortened(unsigned marker, Bytes payload, std::size_t zeros) {
        const auto length = payload.size() + zeros + 2;
        std::vector<std::byte> out{std::byte{0xFF}, static_cast<std::byte>(marker),
                                   static_cast<std::byte>(length >> 8),
                                   static_cast<std::byte>(length & 0xFF)};
        out.insert(out.end(), payload.begin(), payload.end());
        out.resize(out.size() + zeros);
        m_plan.put(std::move(out));
        ++m_plan.cut;
    }

    /// Entropy-coded data: up to the next marker that is neither a restart nor stuffing.
    Result<void> scan() {
        const auto start = m_at;
        for (;;) {
            CW_TRY(const auto view, m_frame.view(m_at, dicom::FrameBytes::kWindow));
            const auto end = endOfScan(view);
            // The last byte of a window may be half a marker; the last of the frame is not.
            const bool atEnd = m_at + view.size() == m_frame.size();
            m_at += end < view.size() ? end : atEnd ? view.size() : view.size() - 1;
            if (end < view.size() || atEnd)
                break;
        }
        m_plan.keep(start, m_at - start);
        m_kept = m_at;
        return {};
    }

    std::size_t endOfScan(Bytes view) const {
        const auto* const first = view.data();
        for (std::size_t i = 0; i + 1 < view.size(); ++i) {
            const auto* found =
                static_cast<const std::byte*>(std::memchr(first + i, 0xFF, view.size() - 1 - i));
            if (found == nullptr)
                break;
            i = static_cast<std::size_t>(found - first);
            const unsigned next = at(view, i + 1);
            // T.87 stuffs a bit, not a byte: after FF only a byte from 0x80 on can start a marker.
            const bool stuffing = m_jpegLs ? next < 0x80 : next == 0x00;
            if (!stuffing && (next < kRst0 || next > kRst7) && next != 0xFF)
                return i;
        }
        return view.size();
    }

    dicom::FrameBytes& m_frame;
    dicom::FramePlan m_plan;
    std::uint64_t m_at = 0;
    std::uint64_t m_kept = 0; ///< up to here all is dealt with
    bool m_jpegLs, m_jfifSeen = false, m_scanSeen = false;
};

} // namespace

Result<dicom::FramePlan> planJpeg(dicom::FrameBytes& frame, bool jpegLs) {
    return JpegPlanner(frame, jpegLs).run();
}

} // namespace cw::anonymizer
