// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/EncapsulatedCopy.h"

#include "dicom/detail/Element.h"

#include <algorithm>
#include <array>
#include <limits>

namespace cw::dicom {
namespace {

constexpr std::size_t kMaxFragments = 1'000'000;
constexpr std::size_t kItemHead = 8;
constexpr std::uint32_t kItem = 0xE000FFFEU, kSequenceEnd = 0xE0DDFFFEU;
/// Enough to tell how a frame begins.
constexpr std::size_t kSignature = 16;

std::uint64_t little(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
    return value;
}

std::vector<std::uint64_t> numbersOf(ByteView bytes, std::size_t size) {
    std::vector<std::uint64_t> numbers;
    if (bytes.size() % size == 0)
        for (std::size_t at = 0; at < bytes.size(); at += size)
            numbers.push_back(little(bytes, at, size));
    return numbers;
}

Result<void> writeItemHead(ByteSink& sink, std::uint32_t tag, std::uint64_t length) {
    if (length >= 0xFFFFFFFEU)
        return fail(ErrorCode::TooLarge, "a compressed frame does not fit a fragment");
    Bytes head;
    appendLittle(head, tag, 4);
    appendLittle(head, length, 4);
    return sink.write(head);
}

Result<void> writePadding(ByteSink& sink, std::uint64_t length) {
    return length % 2 == 0 ? Result<void>() : sink.write(std::array{std::byte{0}});
}

} // namespace

Result<EncapsulatedCopy> EncapsulatedCopy::scan(const ByteSource& source, std::uint64_t valueAt,
                                                std::uint64_t end) {
    EncapsulatedCopy copy(source);
    bool first = true;
    for (auto at = valueAt;;) {
        std::array<std::byte, kItemHead> head{};
        if (end - at < kItemHead) {
            copy.m_truncated = true;
            copy.m_end = end;
            return copy;
        }
        CW_CHECK(source.read(at, head));
        at += kItemHead;
        const auto tag = little(head, 0, 4);
        auto length = static_cast<std::uint32_t>(little(head, 4, 4));
        if (tag == kSequenceEnd) {
            copy.m_end = at;
            return copy;
        }
        if (tag != kItem)
            return fail(ErrorCode::Malformed, "pixel data hold something that is not a fragment");
        if (length > end - at) {
            copy.m_truncated = true;
            length = static_cast<std::uint32_t>(end - at);
        }
        if (first) {
            CW_CHECK(copy.readTable({at, length}));
        } else {
            if (copy.m_fragments.size() >= kMaxFragments)
                return fail(ErrorCode::TooLarge, "pixel data have too many fragments");
            copy.m_fragments.push_back({at, length});
        }
        first = false;
        at += length;
    }
}

Result<void> EncapsulatedCopy::readTable(FragmentPlace place) {
    if (place.length > 4 * kMaxFragments)
        return fail(ErrorCode::TooLarge, "pixel data have too many fragments");
    Bytes bytes(place.length);
    CW_CHECK(m_source->read(place.at, bytes));
    m_basicTable = numbersOf(bytes, 4);
    return {};
}

/// Fragments that start at these offsets, counted from the first one's head; nothing unless every
/// offset meets one, in order.
std::optional<std::vector<std::size_t>>
EncapsulatedCopy::framesAt(const std::vector<std::uint64_t>& offsets) const {
    if (offsets.empty() || offsets.front() != 0 || m_fragments.empty())
        return std::nullopt;
    std::vector<std::size_t> first;
    std::size_t fragment = 0;
    for (const auto offset : offsets) {
        const auto at = m_fragments.front().at + offset;
        while (fragment < m_fragments.size() && m_fragments[fragment].at < at)
            ++fragment;
        if (fragment == m_fragments.size() || m_fragments[fragment].at != at ||
            (!first.empty() && first.back() == fragment))
            return std::nullopt;
        first.push_back(fragment);
    }
    return first;
}

Result<void> EncapsulatedCopy::findFrames(std::uint64_t frames, ByteView extendedOffsets,
                                          const FrameFilter& filter) {
    if (m_fragments.empty())
        return {};
    if (auto found = framesAt(numbersOf(extendedOffsets, 8))) {
        m_first = std::move(*found);
        m_extended = true;
    }
    if (auto found = framesAt(m_basicTable)) {
        m_basic = !m_extended || *found == m_first;
        if (!m_extended)
            m_first = std::move(*found);
    }
    if (m_extended || m_basic)
        return {};
    if (m_fragments.size() == frames) {
        for (std::size_t i = 0; i < m_fragments.size(); ++i)
            m_first.push_back(i);
        return {};
    }
    if (frames <= 1) {
        m_first = {0};
        return {};
    }
    CW_TRY(const bool told, framesBySignature(filter));
    if (!told)
        return fail(ErrorCode::Malformed,
                    "the frames of the compressed pixels cannot be told apart");
    return {};
}

Result<bool> EncapsulatedCopy::framesBySignature(const FrameFilter& filter) {
    std::array<std::byte, kSignature> bytes{};
    for (std::size_t i = 0; i < m_fragments.size(); ++i) {
        const auto length = std::min<std::size_t>(bytes.size(), m_fragments[i].length);
        CW_TRY(const auto got, m_source->read(m_fragments[i].at, std::span(bytes).first(length)));
        if (filter.startsFrame(std::span(bytes).first(got)))
            m_first.push_back(i);
    }
    return !m_first.empty() && m_first.front() == 0;
}

std::span<const FragmentPlace> EncapsulatedCopy::fragmentsOf(std::size_t frame) const {
    const auto from = m_first[frame];
    const auto to = frame + 1 < m_first.size() ? m_first[frame + 1] : m_fragments.size();
    return std::span(m_fragments).subspan(from, to - from);
}

Result<EncapsulatedCopy::Written> EncapsulatedCopy::write(ByteSink& sink,
                                                          const FrameFilter& filter) const {
    Written written;
    const auto tableLength = m_basic ? 4 * m_first.size() : 0;
    CW_CHECK(writeItemHead(sink, kItem, tableLength));
    const auto tableAt = sink.position();
    CW_CHECK(sink.write(Bytes(tableLength)));
    const auto firstAt = sink.position();
    Bytes table;
    for (std::size_t frame = 0; frame < m_first.size(); ++frame) {
        const auto offset = sink.position() - firstAt;
        if (m_basic && offset > std::numeric_limits<std::uint32_t>::max())
            return fail(ErrorCode::TooLarge, "the frames do not fit their table of offsets");
        if (m_basic)
            appendLittle(table, offset, 4);
        if (m_extended)
            appendLittle(written.extendedOffsets, offset, 8);
        CW_CHECK(writeFrame(sink, filter, frame, written));
        if (m_extended)
            appendLittle(written.extendedLengths, sink.position() - firstAt - offset - kItemHead,
                         8);
    }
    CW_CHECK(writeItemHead(sink, kSequenceEnd, 0));
    if (!table.empty())
        CW_CHECK(sink.patch(tableAt, table));
    return written;
}

Result<void> EncapsulatedCopy::writeFrame(ByteSink& sink, const FrameFilter& filter,
                                          std::size_t frame, Written& written) const {
    const auto fragments = fragmentsOf(frame);
    FrameBytes bytes(*m_source, fragments);
    CW_TRY(const auto plan, filter.plan(bytes));
    written.truncated = written.truncated || plan.truncated;
    if (plan.cut == 0) {
        for (const auto& fragment : fragments) {
            CW_CHECK(
                writeItemHead(sink, kItem, std::uint64_t{fragment.length} + fragment.length % 2));
            CW_CHECK(sink.copy(*m_source, fragment.at, fragment.length));
            CW_CHECK(writePadding(sink, fragment.length));
        }
        return {};
    }
    written.cut += plan.cut;
    const auto length = plan.length();
    CW_CHECK(writeItemHead(sink, kItem, length + length % 2));
    for (const auto& piece : plan.pieces())
        CW_CHECK(piece.literal.empty() ? bytes.copyTo(sink, piece.at, piece.length)
                                       : sink.write(piece.literal));
    return writePadding(sink, length);
}

} // namespace cw::dicom
