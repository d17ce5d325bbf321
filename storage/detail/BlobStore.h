// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Result.h"
#include <cstddef>
#include <filesystem>
#include <span>
#include <unordered_set>
#include <vector>

namespace cw::storage::detail {

/// Files named by the SHA-256 of their bytes: <root>/ab/abcd...; written whole.
class BlobStore {
public:
    explicit BlobStore(std::filesystem::path root) : m_root(std::move(root)) {}

    /// On disk when it returns. A damaged file under this id is replaced by the good bytes.
    Result<void> put(const core::ImageId& id, std::span<const std::byte> bytes) const;
    /// NotFound, or Corrupt if the bytes no longer hash to the id.
    Result<std::vector<std::byte>> get(const core::ImageId& id) const;
    /// Removes the files that a crash left: blobs nobody knows and temporary files. Touches nothing
    /// else, whatever lies in the folder. Returns how many went.
    std::size_t sweep(const std::unordered_set<core::ImageId>& known) const;

private:
    std::filesystem::path fileOf(const core::ImageId& id) const;
    std::filesystem::path m_root;
};

/// 64 lower-case hexadecimal digits.
bool isSha256(const std::string& text);

} // namespace cw::storage::detail
