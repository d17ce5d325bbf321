// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CodedFrames.h"
#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

enum Marker : unsigned {
    kSoc = 0xFF4F,
    kTlm = 0xFF55,
    kSot = 0xFF90,
    kSod = 0xFF93,
    kEoc = 0xFFD9
};
/// Segments of T.800 A.2, T.801 A.2 and T.814 that decoding or finding one's way may need; CRG and
/// COM are not among them.
constexpr std::array<unsigned, 22> kNeeded{
    0xFF50, 0xFF51, 0xFF52, 0xFF53, 0xFF55, 0xFF56, 0xFF57, 0xFF58, 0xFF59, 0xFF5C, 0xFF5D,
    0xFF5E, 0xFF5F, 0xFF60, 0xFF61, 0xFF72, 0xFF74, 0xFF75, 0xFF76, 0xFF77, 0xFF78, 0xFF79};
constexpr std::size_t kMaxSegments = 1'000'000, kSotBytes = 12, kPsotAt = 6;

std::uint64_t big(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
    return value;
}

void putBig(std::span<std::byte> bytes, std::size_t at, std::size_t count, std::uint64_t value) {
    for (std::size_t i = 0; i < count; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (8 * (count - 1 - i)) & 0xFFU);
}

class CodestreamPlanner {
public:
    /// The codestream lies at [begin, end) of the frame.
    CodestreamPlanner(dicom::FrameBytes& frame, std::uint64_t begin, std::uint64_t end)
        : m_frame(frame), m_at(begin), m_end(end) {}

    Result<dicom::FramePlan> run() {
        m_plan.keep(m_at, 2); // SOC
        m_at += 2;
        CW_TRY(const auto ranges, segments(kSot));
        if (m_brokenOff)
            return fail(ErrorCode::Malformed, "a JPEG 2000 frame ends before its picture does");
        for (const auto& range : ranges)
            addMain(range);
        while (!m_done)
            CW_CHECK(tilePart());
        correctTileLengths();
        return std::move(m_plan);
    }
    std::uint64_t at() const { return m_at; }

private:
    struct Range {
        std::uint64_t at = 0, length = 0;
        std::vector<std::byte> tlm; ///< a copy of a TLM segment, to be corrected
    };

    Result<unsigned> markerAt(std::uint64_t at) {
        if (at + 2 > m_end)
            return 0U;
        CW_TRY(const auto view, m_frame.view(at, 2));
        return static_cast<unsigned>(big(view, 0, 2));
    }

    /// Marker segments up to `stop`, which m_at then points to.
    Result<std::vector<Range>> segments(unsigned stop) {
        std::vector<Range> kept;
        for (;;) {
            CW_TRY(const auto marker, markerAt(m_at));
            if (marker == stop)
                return kept;
            m_brokenOff = m_at + 4 > m_end;
            if (m_brokenOff)
                return kept;
            CW_TRY(const auto head, m_frame.view(m_at + 2, 2));
            const auto length = big(head, 0, 2);
            if (marker < 0xFF00 || length < 2 || ++m_segments > kMaxSegments)
                return fail(ErrorCode::Malformed, "a JPEG 2000 header is damaged");
            m_brokenOff = m_at + 2 + length > m_end;
            if (m_brokenOff)
                return kept;
            if (std::ranges::find(kNeeded, marker) == kNeeded.end()) {
                ++m_plan.cut;
                m_removed += 2 + length;
            } else {
                kept.push_back({m_at, 2 + length, {}});
                if (marker == kTlm) {
                    CW_TRY(const auto tlm, m_frame.view(m_at, 2 + length));
                    kept.back().tlm.assign(tlm.begin(), tlm.end());
                }
            }
            m_at += 2 + length;
        }
    }

    void addMain(const Range& range) {
        if (range.tlm.empty())
            return m_plan.keep(range.at, range.length);
        m_plan.put(range.tlm);
        m_tlmPieces.push_back(m_plan.pieces().size() - 1);
    }

    /// From SOT to the last byte of its data; ends the walk at EOC or at the end of the stream.
    Result<void> tilePart() {
        const auto start = m_at;
        if (start + kSotBytes > m_end)
            return brokenOff(start);
        CW_TRY(const auto view, m_frame.view(start, kSotBytes));
        std::array<std::byte, kSotBytes> sot{};
        std::ranges::copy(view, sot.begin());
        const auto psot = big(sot, kPsotAt, 4);
        m_at += kSotBytes;
        m_removed = 0;
        CW_TRY(const auto header, segments(kSod));
        if (m_brokenOff)
            return brokenOff(start);
        CW_TRY(const auto end, endOfTilePart(start, psot));
        const auto length = end - start - m_removed;
        if (m_removed > 0 && psot != 0)
            putBig(sot, kPsotAt, 4, length);
        if (m_removed > 0)
            m_plan.put({sot.begin(), sot.end()});
        else
            m_plan.keep(start, kSotBytes);
        for (const auto& range : header)
            m_plan.keep(range.at, range.length);
        m_plan.keep(m_at, end - m_at);
        m_lengths.push_back(length);
        m_anyRemoved = m_anyRemoved || m_removed > 0;
        m_at = end;
        return next();
    }

    Result<void> next() {
        CW_TRY(const auto marker, markerAt(m_at));
        if (marker == kSot)
            return {};
        m_done = true;
        m_plan.truncated = marker != kEoc;
        if (marker == kEoc) {
            m_plan.keep(m_at, 2);
            m_at += 2;
        }
        return {};
    }

    /// Psot says it, unless it is 0 (up to EOC) or plainly wrong: after FF no byte above 8F occurs
    /// in coded data, so that the next SOT or EOC is where the tile-part ends.
    Result<std::uint64_t> endOfTilePart(std::uint64_t start, std::uint64_t psot) {
        const auto claimed = start + psot;
        if (psot != 0 && claimed >= m_at + 2 && claimed <= m_end) {
            CW_TRY(const auto marker, markerAt(claimed));
            if (marker == kSot || marker == kEoc || claimed == m_end)
                return claimed;
        }
        for (auto at = m_at + 2; at < m_end;) {
            CW_TRY(auto view, m_frame.view(at, dicom::FrameBytes::kWindow));
            view = view.first(
                static_cast<std::size_t>(std::min<std::uint64_t>(view.size(), m_end - at)));
            for (std::size_t i = 0; i + 1 < view.size(); ++i) {
                const auto pair = big(view, i, 2);
                if (pair == kSot || pair == kEoc)
                    return at + i;
            }
            if (at + view.size() >= m_end)
                break;
            at += view.size() - 1;
        }
        return m_end;
    }

    /// A tile-part without its data is no picture and may be anything: it goes.
    Result<void> brokenOff(std::uint64_t start) {
        if (m_lengths.empty())
            return fail(ErrorCode::Malformed, "a JPEG 2000 frame ends before its picture does");
        m_at = start;
        m_done = m_plan.truncated = true;
        return {};
    }

    /// TLM lists the lengths of the tile-parts (T.800 A.7.1).
    void correctTileLengths() {
        if (!m_anyRemoved)
            return;
        std::size_t tilePart = 0;
        for (const auto index : m_tlmPieces) {
            auto& tlm = m_plan.pieces()[index].literal;
            if (tlm.size() < 6)
                continue;
            const auto sizes = std::to_integer<unsigned>(tlm[5]);
            const std::size_t number = sizes >> 4 & 3U, length = (sizes >> 6 & 1U) != 0 ? 4 : 2;
            for (std::size_t at = 6;
                 at + number + length <= tlm.size() && tilePart < m_lengths.size();
                 at += number + length)
                putBig(tlm, at + number, length, m_lengths[tilePart++]);
        }
    }

    dicom::FrameBytes& m_frame;
    std::uint64_t m_at, m_end;
    dicom::FramePlan m_plan;
    std::vector<std::size_t> m_tlmPieces;
    std::vector<std::uint64_t> m_lengths; ///< of the tile-parts as written
    std::uint64_t m_removed = 0;          ///< from the header at hand
    std::size_t m_segments = 0;
    bool m_brokenOff = false, m_anyRemoved = false, m_done = false;
};

struct Box {
    std::uint64_t begin = 0, end = 0; ///< of its contents
    std::uint64_t type = 0;
};

Result<Box> boxAt(dicom::FrameBytes& frame, std::uint64_t at, std::uint64_t end) {
    CW_TRY(const auto head, frame.view(at, 16));
    if (head.size() < 8 || end - at < 8)
        return fail(ErrorCode::Malformed, "a JP2 box is cut off");
    Box box{at + 8, at + big(head, 0, 4), big(head, 4, 4)};
    if (big(head, 0, 4) == 0)
        box.end = end;
    if (big(head, 0, 4) == 1 && head.size() >= 16) {
        box.begin = at + 16;
        const auto length = big(head, 8, 8);
        box.end = length > end - at ? end + 1 : at + length;
    }
    if (box.end < box.begin || box.end > end)
        return fail(ErrorCode::Malformed, "a JP2 box is longer than what holds it");
    return box;
}

constexpr std::uint64_t kJp2Header = 0x6A703268, kCodestreamBox = 0x6A703263, kPalette = 0x70636C72;

Result<Box> codestreamOf(dicom::FrameBytes& frame, std::uint64_t begin, std::uint64_t end) {
    for (auto at = begin; at < end;) {
        CW_TRY(const auto box, boxAt(frame, at, end));
        if (box.type == kCodestreamBox)
            return box;
        if (box.type == kPalette)
            return fail(ErrorCode::Unsupported, "a JP2 file with a palette inside pixel data");
        at = box.type == kJp2Header ? box.begin : box.end; // its boxes are looked at as well
        if (box.type != kJp2Header && box.end == box.begin - 8)
            break;
    }
    return fail(ErrorCode::Malformed, "a JP2 file without a codestream inside pixel data");
}

} // namespace

Result<dicom::FramePlan> planJpeg2000(dicom::FrameBytes& frame) {
    Box stream{0, frame.size(), 0};
    CW_TRY(const auto head, frame.view(0, 2));
    const bool boxed = head.size() < 2 || big(head, 0, 2) != kSoc;
    if (boxed) {
        CW_TRY(stream, codestreamOf(frame, 0, frame.size()));
        CW_TRY(const auto soc, frame.view(stream.begin, 2));
        if (stream.end - stream.begin < 2 || big(soc, 0, 2) != kSoc)
            return fail(ErrorCode::Malformed, "a JP2 file without a codestream inside pixel data");
    }
    CodestreamPlanner planner(frame, stream.begin, stream.end);
    CW_TRY(auto plan, planner.run());
    CW_TRY(const bool trailer, hasTrailer(frame, planner.at()));
    plan.cut += boxed || trailer ? 1 : 0;
    return plan;
}

} // namespace cw::anonymizer
