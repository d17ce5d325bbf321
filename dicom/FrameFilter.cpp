// SPDX-License-Identifier: Apache-2.0
#include "dicom/FrameFilter.h"

#include <algorithm>

namespace cw::dicom {

FrameBytes::FrameBytes(const ByteSource& source, std::span<const FragmentPlace> fragments)
    : m_source(source), m_fragments(fragments) {
    for (const auto& fragment : fragments)
        m_size += fragment.length;
}

/// Calls use(offset in the source, length) for every part of a range, fragment by fragment.
template <class Use>
Result<void> FrameBytes::forEachPart(std::uint64_t at, std::uint64_t length, Use use) const {
    for (const auto& fragment : m_fragments) {
        if (length == 0)
            break;
        if (at >= fragment.length) {
            at -= fragment.length;
            continue;
        }
        const auto part = std::min<std::uint64_t>(length, fragment.length - at);
        CW_CHECK(use(fragment.at + at, part));
        length -= part;
        at = 0;
    }
    return {};
}

Result<std::span<const std::byte>> FrameBytes::view(std::uint64_t at, std::size_t count) {
    if (at >= m_size)
        return std::span<const std::byte>();
    const auto there =
        static_cast<std::size_t>(std::min<std::uint64_t>(std::min(count, kWindow), m_size - at));
    if (m_fragments.size() == 1 && !m_source.memory().empty())
        return m_source.memory().subspan(static_cast<std::size_t>(m_fragments[0].at + at), there);
    if (at < m_windowAt || at + there > m_windowAt + m_window.size()) {
        m_window.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kWindow, m_size - at)));
        m_windowAt = at;
        std::size_t filled = 0;
        CW_CHECK(forEachPart(at, m_window.size(), [&](std::uint64_t from, std::uint64_t part) {
            const auto into = std::span(m_window).subspan(filled, static_cast<std::size_t>(part));
            filled += into.size();
            auto got = m_source.read(from, into);
            return got ? Result<void>() : tl::unexpected<Error>(std::move(got).error());
        }));
    }
    return std::span<const std::byte>(m_window).subspan(static_cast<std::size_t>(at - m_windowAt),
                                                        there);
}

Result<void> FrameBytes::copyTo(ByteSink& sink, std::uint64_t at, std::uint64_t length) const {
    return forEachPart(at, length, [&](std::uint64_t from, std::uint64_t part) {
        return sink.copy(m_source, from, part);
    });
}

void FramePlan::keep(std::uint64_t at, std::uint64_t length) {
    if (length == 0)
        return;
    if (!m_pieces.empty() && m_pieces.back().literal.empty() &&
        m_pieces.back().at + m_pieces.back().length == at)
        m_pieces.back().length += length;
    else
        m_pieces.push_back({at, length, {}});
}

void FramePlan::put(std::vector<std::byte> literal) {
    if (!literal.empty())
        m_pieces.push_back({0, 0, std::move(literal)});
}

std::uint64_t FramePlan::length() const {
    std::uint64_t sum = 0;
    for (const auto& piece : m_pieces)
        sum += piece.literal.empty() ? piece.length : piece.literal.size();
    return sum;
}

} // namespace cw::dicom
