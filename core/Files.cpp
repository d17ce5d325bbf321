// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cw::core {
namespace {

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int f) : fd(f) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0)
            ::close(fd);
    }
};

// strerror names the reason only; the path stays out of messages, it may hold a patient's name.
std::string because(const char* what) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return std::string(what) + ": " + (full ? "the disk is full" : std::strerror(errno));
}

Result<void> writeAll(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return fail(ErrorCode::IoFailure, because("writing a file failed"));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> writeThen(const std::filesystem::path& file, std::span<const std::byte> bytes,
                       bool replace) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::string name = (folder / ".cw-XXXXXX").string();
    Descriptor temporary(::mkostemp(name.data(), O_CLOEXEC));
    if (temporary.fd < 0)
        return fail(ErrorCode::IoFailure, because("cannot create a file in the target folder"));
    auto abandon = [&](Result<void> error) {
        ::unlink(name.c_str());
        return error;
    };
    if (auto written = writeAll(temporary.fd, bytes); !written)
        return abandon(written);
    ::fchmod(temporary.fd, 0644);
    if (::fsync(temporary.fd) != 0)
        return abandon(fail(ErrorCode::IoFailure, because("syncing a file failed")));
    if (replace) {
        if (::rename(name.c_str(), file.c_str()) != 0)
            return abandon(fail(ErrorCode::IoFailure, because("renaming a file failed")));
    } else {
        if (::link(name.c_str(), file.c_str()) != 0) {
            const auto code = errno == EEXIST ? ErrorCode::Conflict : ErrorCode::IoFailure;
            return abandon(fail(code, because("cannot place the new file")));
        }
        ::unlink(name.c_str());
    }
    Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.fd >= 0)
        ::fsync(parent.fd);
    return {};
}

template <class Container>
Result<Container> readInto(const std::filesystem::path& file, std::uintmax_t limit) {
    Descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (input.fd < 0)
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    because("cannot open a file"));
    struct stat status {};
    if (::fstat(input.fd, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::Unreadable, "not a regular file");
    if (static_cast<std::uintmax_t>(status.st_size) > limit)
        return fail(ErrorCode::TooLarge, "the file is larger than the limit for its kind");
    Container content;
    content.resize(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < content.size()) {
        const auto got = ::read(input.fd, content.data() + done, content.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorCode::Unreadable, because("reading a file failed"));
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    content.resize(done);
    return content;
}

} // namespace

Result<std::vector<std::byte>> readFile(const std::filesystem::path& file, std::uintmax_t limit) {
    return readInto<std::vector<std::byte>>(file, limit);
}

Result<std::string> readText(const std::filesystem::path& file, std::uintmax_t limit) {
    return readInto<std::string>(file, limit);
}

Result<void> writeWhole(const std::filesystem::path& file, std::span<const std::byte> bytes) {
    return writeThen(file, bytes, true);
}

Result<void> writeWhole(const std::filesystem::path& file, std::string_view text) {
    return writeThen(file, std::as_bytes(std::span(text.data(), text.size())), true);
}

Result<void> writeNew(const std::filesystem::path& file, std::span<const std::byte> bytes) {
    return writeThen(file, bytes, false);
}

Result<void> moveFile(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) == 0)
        return {};
    return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::IoFailure,
                because("renaming a file failed"));
}

Result<AppendFile> AppendFile::open(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0)
        return fail(ErrorCode::IoFailure, because("cannot open a journal"));
    return AppendFile(fd);
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

AppendFile::~AppendFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> AppendFile::append(std::string_view line) {
    std::string text(line);
    text += '\n';
    CW_CHECK(writeAll(m_descriptor, std::as_bytes(std::span(text.data(), text.size()))));
    return sync();
}

Result<void> AppendFile::appendUnsynced(std::string_view lines) {
    struct stat before {};
    const bool known = ::fstat(m_descriptor, &before) == 0;
    auto written = writeAll(m_descriptor, std::as_bytes(std::span(lines.data(), lines.size())));
    if (!written && known && ::ftruncate(m_descriptor, before.st_size) != 0)
        return within(written.error(), "a journal was left with half a line");
    return written;
}

Result<void> AppendFile::sync() {
    if (::fdatasync(m_descriptor) != 0)
        return fail(ErrorCode::IoFailure, because("syncing a journal failed"));
    return {};
}

Result<FileSystemSync> FileSystemSync::open(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail(ErrorCode::IoFailure, because("the output folder cannot be opened"));
    return FileSystemSync(fd);
}

FileSystemSync::FileSystemSync(FileSystemSync&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileSystemSync& FileSystemSync::operator=(FileSystemSync&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileSystemSync::~FileSystemSync() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> FileSystemSync::sync() {
    if (::syncfs(m_descriptor) != 0)
        return fail(ErrorCode::IoFailure, because("bringing files to disk failed"));
    return {};
}

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0)
        return fail(ErrorCode::Unreadable, because("cannot open the lock file"));
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return fail(ErrorCode::Conflict, "it is open in another Concord process");
    }
    return FileLock(fd);
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace cw::core
