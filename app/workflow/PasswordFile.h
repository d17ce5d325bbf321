// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/Accounts.h"

#include "core/Result.h"
#include <filesystem>

namespace cw::workflow {

/// The login of somebody whose password is the first line of a file that nobody else may read: for
/// scripts and tests. Errors: NotFound, Unreadable, Forbidden (others may read it), Malformed.
Result<storage::Login> loginFromFile(const std::string& name, const std::filesystem::path& file);

} // namespace cw::workflow
