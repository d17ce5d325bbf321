// SPDX-License-Identifier: Apache-2.0
#include "dicom/ByteSink.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace cw::dicom {
namespace {

constexpr std::size_t kCopyBuffer = 1U << 20;
constexpr std::size_t kWriteBuffer = 64U << 10;
/// Shorter ranges cost less through the write buffer than through a call of their own.
constexpr std::uint64_t kWorthACall = 32U << 10;

tl::unexpected<Error> writeFailed(int error) {
    return fail(ErrorCode::IoFailure, error == ENOSPC || error == EDQUOT
                                          ? "the target's disk is full"
                                          : "the target cannot be written");
}

} // namespace

Result<void> ByteSink::copy(const ByteSource& source, std::uint64_t at, std::uint64_t length) {
    if (at > source.size() || length > source.size() - at)
        return fail(ErrorCode::Internal, "a range beyond the end of its source");
    if (source.descriptor() < 0)
        return write(source.memory().subspan(static_cast<std::size_t>(at),
                                             static_cast<std::size_t>(length)));
    std::vector<std::byte> buffer(
        static_cast<std::size_t>(std::min<std::uint64_t>(length, kCopyBuffer)));
    while (length > 0) {
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(length, buffer.size()));
        const std::span piece(buffer.data(), part);
        CW_CHECK(source.read(at, piece));
        CW_CHECK(write(piece));
        at += part;
        length -= part;
    }
    return {};
}

Result<void> MemorySink::write(std::span<const std::byte> bytes) {
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> MemorySink::patch(std::uint64_t at, std::span<const std::byte> bytes) {
    if (at > m_bytes.size() || bytes.size() > m_bytes.size() - at)
        return fail(ErrorCode::Internal, "a patch beyond the end of the target");
    std::ranges::copy(bytes, m_bytes.begin() + static_cast<std::ptrdiff_t>(at));
    return {};
}

Result<FileSink> FileSink::create(const std::filesystem::path& file) {
    const int descriptor =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0)
        return errno == EEXIST ? fail(ErrorCode::Conflict, "the target exists already")
                               : writeFailed(errno);
    return FileSink(file, descriptor);
}

FileSink::FileSink(FileSink&& other) noexcept
    : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_buffer(std::move(other.m_buffer)), m_written(other.m_written) {}

FileSink::~FileSink() {
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    ::unlink(m_file.c_str());
}

Result<void> FileSink::write(std::span<const std::byte> bytes) {
    if (m_buffer.size() + bytes.size() > kWriteBuffer) {
        CW_CHECK(flush());
        if (bytes.size() > kWriteBuffer) {
            CW_CHECK(writeOut(bytes, m_written));
            m_written += bytes.size();
            return {};
        }
    }
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> FileSink::flush() {
    CW_CHECK(writeOut(m_buffer, m_written));
    m_written += m_buffer.size();
    m_buffer.clear();
    return {};
}

Result<void> FileSink::writeOut(std::span<const std::byte> bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const ssize_t done =
            ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return writeFailed(done < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(done));
        at += static_cast<std::uint64_t>(done);
    }
    return {};
}

Result<void> FileSink::copy(const ByteSource& source, std::uint64_t at, std::uint64_t length) {
    if (source.descriptor() < 0 || length < kWorthACall)
        return ByteSink::copy(source, at, length);
    CW_CHECK(flush());
    while (length > 0) {
        auto from = static_cast<off_t>(at), to = static_cast<off_t>(m_written);
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length, 1U << 30));
        const ssize_t done =
            ::copy_file_range(source.descriptor(), &from, m_descriptor, &to, wanted, 0);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 && (errno == ENOSPC || errno == EDQUOT))
            return writeFailed(errno);
        if (done <= 0) // two file systems, or an end that is none: the plain way says which
            return ByteSink::copy(source, at, length);
        at += static_cast<std::uint64_t>(done);
        length -= static_cast<std::uint64_t>(done);
        m_written += static_cast<std::uint64_t>(done);
    }
    return {};
}

Result<void> FileSink::patch(std::uint64_t at, std::span<const std::byte> bytes) {
    if (at > position() || bytes.size() > position() - at)
        return fail(ErrorCode::Internal, "a patch beyond the end of the target");
    if (at + bytes.size() > m_written)
        CW_CHECK(flush());
    return writeOut(bytes, at);
}

Result<void> FileSink::finish() {
    CW_CHECK(flush());
    const int descriptor = std::exchange(m_descriptor, -1);
    if (::close(descriptor) != 0) { // some network disks tell of a full disk only now
        const int error = errno;
        ::unlink(m_file.c_str());
        return writeFailed(error);
    }
    return {};
}

} // namespace cw::dicom
