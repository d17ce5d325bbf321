// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace cw::workflow::detail {

/// Bytes in memory that have a path: an anonymous file (memfd_create), so that an identified image
/// out of an archive never lies on a disk, and is gone with the process whatever happens to it.
class MemoryFile {
public:
    static Result<std::shared_ptr<MemoryFile>> create();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    Result<void> append(std::span<const std::byte> bytes);
    /// Opens for whoever reads it while this object lives.
    std::filesystem::path path() const;
    std::uint64_t size() const { return m_size; }

private:
    explicit MemoryFile(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
    std::uint64_t m_size = 0;
};

/// What an archive may ask for; what claims or gives more is refused.
struct ArchiveLimits {
    std::uint64_t entries = 500'000;
    std::uint64_t entryBytes = 2ULL << 30;
    std::uint64_t totalBytes = 1ULL << 40;
    std::uint64_t nameBytes = 4096;
    /// Unpacked bytes a packed one, of the archive as a whole, once freeBytes have come out: images
    /// pack to a tenth, an all-black one to a thousandth.
    std::uint64_t ratio = 200;
    std::uint64_t freeBytes = 256ULL << 20;
};

/// One regular file of an archive.
struct ArchiveEntry {
    std::string name;    ///< UTF-8, with '/', relative, without ".."
    std::string refused; ///< why its content is not here, in words; empty: it is
    std::shared_ptr<const MemoryFile> content;
};

/// By the first bytes (512 suffice): ZIP, TAR, and gzip or xz around a TAR.
bool looksLikeArchive(std::span<const std::byte> firstBytes);

/// Reads an archive from its beginning to its end, one entry at a time, by libarchive: ZIP, and TAR
/// plain, in gzip or in xz. Folders, links and devices are passed over. An entry is refused by
/// itself where it is encrypted, damaged, too large, a further archive, or named out of the archive
/// (absolute, ".."). Names that are not UTF-8 are read as CP949, which Korean Windows writes.
class ArchiveReader {
public:
    /// Unsupported: none of these formats. Unreadable.
    static Result<ArchiveReader> open(const std::filesystem::path& file, ArchiveLimits limits = {});
    ArchiveReader(ArchiveReader&&) noexcept;
    ArchiveReader& operator=(ArchiveReader&&) noexcept;
    ~ArchiveReader();

    /// nullopt at the end. An error ends the archive: Malformed (damaged, cut short), TooLarge (a
    /// bomb).
    Result<std::optional<ArchiveEntry>> next();

private:
    struct State;
    explicit ArchiveReader(std::unique_ptr<State> state);
    Result<void> checkTotals();
    Result<ArchiveEntry> current();
    Result<void> unpack(ArchiveEntry& entry);
    std::unique_ptr<State> m_state;
};

} // namespace cw::workflow::detail
