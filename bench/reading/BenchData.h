// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <filesystem>

namespace cw::bench {

constexpr int kShapes = 200, kShapePoints = 500;

/// Projects of three synthetic mammography cases each, made once and kept in the folder.
struct BenchData {
    std::filesystem::path plain;    ///< uncompressed; 3328 x 4096, 27 MB a view
    std::filesystem::path lossless; ///< the same pixels as JPEG lossless
    /// Reader "ann" has C-0001 to C-0003 in both; in plain, C-0003 holds kShapes findings of
    /// kShapePoints points on its R CC view.
    static constexpr const char* kReader = "ann";
};

/// tiny: half-size pictures, for a test of the program itself. What is there already is kept.
Result<BenchData> prepareBenchData(const std::filesystem::path& folder, bool tiny);

/// Lets go of what the system keeps of a folder's files, so that they come from the disk again.
void forgetCached(const std::filesystem::path& folder);

} // namespace cw::bench
