// SPDX-License-Identifier: Apache-2.0
#include "dicom/ByteSource.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cw::dicom {

Result<ByteSource> ByteSource::open(const std::filesystem::path& file) {
    // Not blocking: a pipe in a folder of images must not stop the run.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errno == ENOENT ? fail(ErrorCode::NotFound, "the file is not there")
                               : fail(ErrorCode::Unreadable, "the file cannot be opened");
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::Unreadable, "a link, folder or device, not a file");
    }
    return owning(descriptor, static_cast<std::uint64_t>(status.st_size));
}

ByteSource ByteSource::of(std::span<const std::byte> memory) {
    ByteSource source;
    source.m_memory = memory;
    source.m_size = memory.size();
    return source;
}

ByteSource ByteSource::owning(std::vector<std::byte> memory) {
    ByteSource source;
    source.m_owned = std::move(memory);
    source.m_memory = source.m_owned;
    source.m_size = source.m_owned.size();
    return source;
}

ByteSource ByteSource::owning(int descriptor, std::uint64_t size) {
    ByteSource source;
    source.m_descriptor = descriptor;
    source.m_size = size;
    return source;
}

// A moved vector keeps its buffer, so that the view stays good.
ByteSource::ByteSource(ByteSource&& other) noexcept
    : m_owned(std::move(other.m_owned)), m_memory(std::exchange(other.m_memory, {})),
      m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(std::exchange(other.m_size, 0)) {}

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
    std::swap(m_owned, other.m_owned);
    std::swap(m_memory, other.m_memory);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    return *this;
}

ByteSource::~ByteSource() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<std::size_t> ByteSource::read(std::uint64_t at, std::span<std::byte> into) const {
    if (at >= m_size)
        return std::size_t{0};
    const auto there = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), m_size - at));
    if (m_descriptor < 0) {
        if (there > 0)
            std::memcpy(into.data(), m_memory.data() + at, there);
        return there;
    }
    std::size_t done = 0;
    while (done < there) {
        const ssize_t got =
            ::pread(m_descriptor, into.data() + done, there - done, static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(ErrorCode::Unreadable, got == 0
                                                   ? "the file became shorter while it was read"
                                                   : "the file cannot be read");
        done += static_cast<std::size_t>(got);
    }
    return done;
}

} // namespace cw::dicom
