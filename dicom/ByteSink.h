// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ByteSource.h"

namespace cw::dicom {

/// Where a file is written front to back, with a second look at single places. Errors: IoFailure
/// (disk full, no permission), Unreadable (the source of a copy).
class ByteSink {
public:
    virtual ~ByteSink() = default;
    virtual Result<void> write(std::span<const std::byte> bytes) = 0;
    /// A range of a source; by a buffer of 1 MB where the system cannot do it alone.
    virtual Result<void> copy(const ByteSource& source, std::uint64_t at, std::uint64_t length);
    /// Overwrites bytes written before.
    virtual Result<void> patch(std::uint64_t at, std::span<const std::byte> bytes) = 0;
    /// Bytes written so far.
    virtual std::uint64_t position() const = 0;
};

class MemorySink : public ByteSink {
public:
    Result<void> write(std::span<const std::byte> bytes) override;
    Result<void> patch(std::uint64_t at, std::span<const std::byte> bytes) override;
    std::uint64_t position() const override { return m_bytes.size(); }
    std::vector<std::byte> take() { return std::move(m_bytes); }

private:
    std::vector<std::byte> m_bytes;
};

/// A new file. It goes again unless finish() was called: an error leaves nothing half-written.
/// Pixel data are copied inside the kernel (copy_file_range), shared where the file system can.
class FileSink : public ByteSink {
public:
    /// Conflict if the file exists, IoFailure.
    static Result<FileSink> create(const std::filesystem::path& file);
    FileSink(FileSink&& other) noexcept;
    FileSink& operator=(FileSink&&) = delete;
    ~FileSink() override;
    Result<void> write(std::span<const std::byte> bytes) override;
    Result<void> copy(const ByteSource& source, std::uint64_t at, std::uint64_t length) override;
    Result<void> patch(std::uint64_t at, std::span<const std::byte> bytes) override;
    std::uint64_t position() const override { return m_written + m_buffer.size(); }
    /// Everything handed to the system and the file closed; not synced.
    Result<void> finish();

private:
    explicit FileSink(std::filesystem::path file, int descriptor)
        : m_file(std::move(file)), m_descriptor(descriptor) {}
    Result<void> flush();
    Result<void> writeOut(std::span<const std::byte> bytes, std::uint64_t at);

    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::vector<std::byte> m_buffer; ///< small writes are put together
    std::uint64_t m_written = 0;
};

} // namespace cw::dicom
