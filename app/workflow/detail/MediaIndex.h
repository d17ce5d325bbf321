// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <filesystem>
#include <vector>

namespace cw::workflow::detail {

/// Whether a file is the index of interchange media by its name (PS3.10 8.6).
bool isMediaIndexName(const std::filesystem::path& file);

/// What a DICOMDIR lists: its Referenced File IDs (0004,1500), sorted, each once, relative to its
/// folder, as far as they stay inside of it. Malformed: not a DICOMDIR.
Result<std::vector<std::filesystem::path>> filesOfMediaIndex(const std::filesystem::path& dicomdir);

} // namespace cw::workflow::detail
