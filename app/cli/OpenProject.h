// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <CLI/App.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace cw::cli {

/// --user and --password-file: every verb with a PROJECT has them.
void addLoginOptions(CLI::App& verb);
/// The same options for a process that this one starts; the password goes by file alone.
std::vector<std::string> loginArguments();
/// Opens as whoever the command line names; as nobody if it names nobody. The password comes from
/// --password-file, from the file that CONCORD_PASSWORD_FILE names, or from the terminal.
Result<workflow::Project> openProject(const std::filesystem::path& folder,
                                      storage::Access access = storage::Access::ReadWrite);

/// A new password for somebody: from the file, else asked for twice.
Result<storage::Login> newLogin(const std::string& name, const std::string& passwordFile);

} // namespace cw::cli
