// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace cw::dicom {

/// Bytes at offsets: a file, or memory. A file is read by pread and never mapped: one that shrinks
/// under the reader must end in an error, not in a signal.
class ByteSource {
public:
    /// NotFound, Unreadable (no permission, or no regular file).
    static Result<ByteSource> open(const std::filesystem::path& file);
    /// A view: the bytes must outlive the source.
    static ByteSource of(std::span<const std::byte> memory);
    static ByteSource owning(std::vector<std::byte> memory);
    /// Takes the descriptor of a regular file.
    static ByteSource owning(int descriptor, std::uint64_t size);
    ByteSource(ByteSource&& other) noexcept;
    ByteSource& operator=(ByteSource&& other) noexcept;
    ~ByteSource();

    std::uint64_t size() const { return m_size; }
    /// Fills into from offset at; fewer bytes only where the source ends. Unreadable.
    Result<std::size_t> read(std::uint64_t at, std::span<std::byte> into) const;
    /// The bytes themselves; empty for a file.
    std::span<const std::byte> memory() const { return m_memory; }
    int descriptor() const { return m_descriptor; } ///< -1 for memory

private:
    ByteSource() = default;
    std::vector<std::byte> m_owned;
    std::span<const std::byte> m_memory;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

} // namespace cw::dicom
