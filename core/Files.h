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

/// A file that only grows, one line a call, each on disk when append() returns (fdatasync).
class AppendFile {
public:
    static Result<AppendFile> open(const std::filesystem::path& file);
    AppendFile(AppendFile&&) noexcept;
    AppendFile& operator=(AppendFile&&) noexcept;
    ~AppendFile();
    Result<void> append(std::string_view line);

private:
    explicit AppendFile(int descriptor) : m_descriptor(descriptor) {}
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
