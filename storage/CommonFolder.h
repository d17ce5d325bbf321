// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace cw::storage {

/// Where the files lie that belong to a project and not to one workstation: versions, recipients,
/// rules, the collection's ledger, reports, proposals, the worklist of suspicions. The project's
/// own folder; for a project on a server whose images lie in a shared folder, `project` in that
/// one, so that every workstation finds them (decision 0197). A folder without a project is its
/// own.
std::filesystem::path commonFolder(const std::filesystem::path& project);

} // namespace cw::storage
