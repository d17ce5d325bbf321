// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PrivateFile.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cw::anonymizer {
namespace {

// strerror names the reason only; a path may hold a patient's name.
tl::unexpected<Error> failed(const char* what) {
    return fail(ErrorCode::IoFailure, std::string(what) + ": " + std::strerror(errno));
}

Result<void> writeAll(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failed("writing a file failed");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

Result<void> checkPrivate(const std::filesystem::path& file, const std::string& what) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return fail(ErrorCode::Unreadable, what + " cannot be looked at");
    if ((status.st_mode & 077U) != 0)
        return fail(ErrorCode::Forbidden,
                    what + " can be read or changed by other users of this machine: "
                           "allow its owner alone (chmod 600)");
    return {};
}

Result<void> writePrivate(const std::filesystem::path& file, std::span<const std::byte> bytes,
                          Existing existing) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::string name = (folder / ".cw-XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC); // 0600
    if (descriptor < 0)
        return failed("cannot create a file in the target folder");
    Result<void> done = writeAll(descriptor, bytes);
    if (done && ::fsync(descriptor) != 0)
        done = failed("syncing a file failed");
    if (::close(descriptor) != 0 && done)
        done = failed("closing a file failed");
    if (done && existing == Existing::Replace) {
        if (::rename(name.c_str(), file.c_str()) != 0)
            done = failed("renaming a file failed");
    } else if (done) {
        if (::link(name.c_str(), file.c_str()) != 0)
            done = errno == EEXIST ? fail(ErrorCode::Conflict, "the file exists already")
                                   : failed("cannot place the new file");
        ::unlink(name.c_str());
    }
    if (!done)
        ::unlink(name.c_str());
    else
        syncFolder(folder);
    return done;
}

Result<GrowingFile> GrowingFile::open(const std::filesystem::path& file, unsigned mode) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, mode);
    if (descriptor < 0)
        return failed("cannot open a file to add to it");
    return GrowingFile(descriptor);
}

Result<GrowingFile> GrowingFile::openToRead(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    std::string("cannot open a file: ") + std::strerror(errno));
    GrowingFile opened(descriptor);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::Unreadable, "not a regular file");
    return opened;
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

GrowingFile& GrowingFile::operator=(GrowingFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

GrowingFile::~GrowingFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> GrowingFile::lock() {
    while (::flock(m_descriptor, LOCK_EX) != 0)
        if (errno != EINTR)
            return failed("locking a file failed");
    return {};
}

Result<std::uint64_t> GrowingFile::size() const {
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0)
        return failed("looking at a file failed");
    return static_cast<std::uint64_t>(status.st_size);
}

Result<std::string> GrowingFile::read(std::uint64_t from, std::size_t length) const {
    std::string text(length, '\0');
    std::size_t done = 0;
    while (done < length) {
        const ssize_t got = ::pread(m_descriptor, text.data() + done, length - done,
                                    static_cast<off_t>(from + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorCode::Unreadable, "reading a file failed");
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    text.resize(done);
    return text;
}

Result<void> GrowingFile::append(std::span<const std::byte> record) {
    CW_TRY(const auto before, size());
    Result<void> done = writeAll(m_descriptor, record);
    if (done && ::fdatasync(m_descriptor) != 0)
        done = failed("syncing a file failed");
    if (!done) // a full disk must not leave half a record behind
        (void)::ftruncate(m_descriptor, static_cast<off_t>(before));
    return done;
}

Result<void> GrowingFile::append(std::string_view record) {
    return append(std::as_bytes(std::span(record.data(), record.size())));
}

Result<void> GrowingFile::cutTo(std::uint64_t size) {
    if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0)
        return failed("cutting a half-written record off failed");
    return {};
}

} // namespace cw::anonymizer
