// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// Forbidden where anybody but the owner may read or write the file (as ssh does with its keys).
/// what: "the key file".
Result<void> checkPrivate(const std::filesystem::path& file, const std::string& what);

/// As core::writeWhole, but mode 0600 from its first moment. Existing::Refuse: Conflict if the
/// target exists.
enum class Existing { Replace, Refuse };
Result<void> writePrivate(const std::filesystem::path& file, std::span<const std::byte> bytes,
                          Existing existing);

/// A file that grows by whole records: what could not be written whole is taken back.
class GrowingFile {
public:
    /// Made with this mode if missing. Errors: IoFailure.
    static Result<GrowingFile> open(const std::filesystem::path& file, unsigned mode);
    /// For reading alone. Errors: NotFound, Unreadable.
    static Result<GrowingFile> openToRead(const std::filesystem::path& file);
    GrowingFile(GrowingFile&& other) noexcept;
    GrowingFile& operator=(GrowingFile&& other) noexcept;
    ~GrowingFile();

    /// Waits until nobody else holds it; released with the object.
    Result<void> lock();
    Result<std::uint64_t> size() const;
    /// Of [from, from + length): shorter only at the end of the file.
    Result<std::string> read(std::uint64_t from, std::size_t length) const;
    /// On disk when it returns (fdatasync); on failure the file is as it was.
    Result<void> append(std::span<const std::byte> record);
    Result<void> append(std::string_view record);
    Result<void> cutTo(std::uint64_t size);

private:
    explicit GrowingFile(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace cw::anonymizer
