// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::core {

/// The whole file; TooLarge above the limit, before anything is allocated.
Result<std::vector<std::byte>> readFile(const std::filesystem::path& file,
                                        std::uintmax_t limitBytes = 4ULL << 30);
Result<std::string> readText(const std::filesystem::path& file,
                             std::uintmax_t limitBytes = 256 << 20);

/// Temporary file beside the target, fsync, rename, fsync of the folder: a reader sees the old
/// content or the new, never half. On failure the old file is untouched.
Result<void> writeWhole(const std::filesystem::path& file, std::span<const std::byte> bytes);
Result<void> writeWhole(const std::filesystem::path& file, std::string_view text);
/// The same, but Conflict if the target exists already.
Result<void> writeNew(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// Moves a file inside one file system, over an existing one; names are not synced. NotFound when
/// the target's folder is not there.
Result<void> moveFile(const std::filesystem::path& from, const std::filesystem::path& to);

/// A file that only grows, one line a call, each on disk when append() returns (fdatasync).
class AppendFile {
public:
    static Result<AppendFile> open(const std::filesystem::path& file);
    AppendFile(AppendFile&&) noexcept;
    AppendFile& operator=(AppendFile&&) noexcept;
    ~AppendFile();
    Result<void> append(std::string_view line);
    /// Several lines, each with its end, that need not be on disk yet. After a failure none of
    /// them is in the file, as far as the disk allows.
    Result<void> appendUnsynced(std::string_view lines);
    Result<void> sync();

private:
    explicit AppendFile(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

/// The file system that holds a folder, for bringing many files to disk at once.
class FileSystemSync {
public:
    static Result<FileSystemSync> open(const std::filesystem::path& folder);
    FileSystemSync(FileSystemSync&&) noexcept;
    FileSystemSync& operator=(FileSystemSync&&) noexcept;
    ~FileSystemSync();
    /// Everything written there before is on disk when it returns, names included (syncfs); other
    /// programs' writes are waited for as well. IoFailure also where the system could not write
    /// something since open().
    Result<void> sync();

private:
    explicit FileSystemSync(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

/// Held while it lives; released by the system if the process dies (flock).
class FileLock {
public:
    /// Conflict when another process (or another holder in this one) has it.
    static Result<FileLock> take(const std::filesystem::path& file);
    FileLock(FileLock&&) noexcept;
    FileLock& operator=(FileLock&&) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace cw::core
