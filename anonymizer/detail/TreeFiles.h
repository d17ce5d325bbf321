// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cw::anonymizer {

struct TreeFile {
    std::filesystem::path relative;
    std::uint64_t bytes = 0;
};
/// Every regular file below a folder, sorted by path. Errors: NotFound, Unreadable.
Result<std::vector<TreeFile>> filesUnder(const std::filesystem::path& folder);

/// The hash that stands for a tree: SHA-256 over "sha256 path\n" of its files, sorted by path.
std::string treeSha256(const std::map<std::string, std::string>& hashOfPath);
Result<std::string> treeSha256(const std::filesystem::path& folder);

} // namespace cw::anonymizer
