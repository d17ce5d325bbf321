// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "storage/DatabaseAddress.h"
#include <filesystem>

namespace cw::storage::detail {

/// <folder>/concord.json of a workstation whose project is in a PostgreSQL database: "concord-
/// project-1" with the database's address and where the images are. No password, no secret.
struct ProjectFile {
    DatabaseAddress database;
    std::filesystem::path images; ///< empty: <folder>/images; relative: to the project's folder

    static constexpr const char* kName = "concord.json";
};
/// NotFound, or Corrupt if it is not of this form.
Result<ProjectFile> readProjectFile(const std::filesystem::path& folder);
/// Conflict if there is one already.
Result<void> writeProjectFile(const std::filesystem::path& folder, const ProjectFile& file);

} // namespace cw::storage::detail
