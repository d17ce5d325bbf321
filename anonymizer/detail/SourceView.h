// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ByteSource.h"
#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// A source looked at through one window that follows the looker: a walk over the structure of a
/// file costs memory for the window alone. What cannot be read looks like the end of the file.
class SourceView {
public:
    static constexpr std::size_t kWindow = std::size_t{64} << 10;

    explicit SourceView(const dicom::ByteSource& source) : m_source(source) {}
    std::uint64_t size() const { return m_source.size(); }

    /// count bytes (at most kWindow) from at, fewer where the source ends. Valid until the next
    /// call.
    std::string_view at(std::uint64_t offset, std::size_t count) {
        if (offset >= size())
            return {};
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size() - offset));
        if (const auto memory = m_source.memory(); !memory.empty())
            return {reinterpret_cast<const char*>(memory.data()) + offset, count};
        if (offset < m_begin || offset + count > m_begin + m_filled)
            fill(offset, count);
        const auto begin = static_cast<std::size_t>(offset - m_begin);
        return {reinterpret_cast<const char*>(m_buffer.data()) + begin,
                std::min(count, m_filled - begin)};
    }
    /// The byte, or -1 behind the end.
    int byte(std::uint64_t offset) {
        const auto one = at(offset, 1);
        return one.empty() ? -1 : static_cast<unsigned char>(one[0]);
    }
    /// A number of 1 to 8 bytes; nothing behind the end.
    std::optional<std::uint64_t> number(std::uint64_t offset, std::size_t bytes, bool bigEndian) {
        const auto text = at(offset, bytes);
        if (text.size() < bytes)
            return std::nullopt;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8 | static_cast<unsigned char>(text[bigEndian ? i : bytes - 1 - i]);
        return value;
    }
    /// Where the byte stands next, from begin on; end if nowhere before.
    std::uint64_t find(char wanted, std::uint64_t begin, std::uint64_t end) {
        while (begin < end) {
            // What is in the window already first: a search goes on from find to find.
            std::uint64_t count = std::min<std::uint64_t>(end - begin, kWindow);
            if (begin >= m_begin && begin < m_begin + m_filled)
                count = std::min<std::uint64_t>(count, m_begin + m_filled - begin);
            const auto text = at(begin, static_cast<std::size_t>(count));
            if (text.empty())
                return end;
            if (const auto found = text.find(wanted); found != std::string_view::npos)
                return begin + found;
            begin += text.size();
        }
        return end;
    }

private:
    // A walk hops from header to header: a small read there, a full window where it stays.
    void fill(std::uint64_t offset, std::size_t count) {
        const bool goesOn = offset >= m_begin && offset <= m_begin + m_filled;
        const std::size_t wanted = std::max(count, goesOn ? kWindow : kHop);
        if (m_buffer.size() < wanted)
            m_buffer.resize(wanted);
        m_begin = offset;
        const auto got = m_source.read(offset, std::span(m_buffer).first(wanted));
        m_filled = got ? *got : 0;
    }

    static constexpr std::size_t kHop = std::size_t{8} << 10;
    const dicom::ByteSource& m_source;
    std::vector<std::byte> m_buffer;
    std::uint64_t m_begin = 0;
    std::size_t m_filled = 0;
};

} // namespace cw::anonymizer
