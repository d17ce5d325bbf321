// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace cw::imaging::detail {

/// Unsigned numbers at any offset of foreign bytes; nullopt beyond their end, never a bad read.
class ByteReader {
public:
    ByteReader(std::span<const std::byte> bytes, bool bigEndian)
        : m_bytes(bytes), m_bigEndian(bigEndian) {}

    std::optional<std::uint64_t> number(std::uint64_t offset, unsigned size) const {
        if (offset > m_bytes.size() || size > m_bytes.size() - offset)
            return std::nullopt;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const auto at = static_cast<std::size_t>(offset) + (m_bigEndian ? i : size - 1 - i);
            value = value << 8U | std::to_integer<std::uint64_t>(m_bytes[at]);
        }
        return value;
    }
    std::size_t size() const { return m_bytes.size(); }

private:
    std::span<const std::byte> m_bytes;
    bool m_bigEndian;
};

} // namespace cw::imaging::detail
