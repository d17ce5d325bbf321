// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include <filesystem>
#include <string>

namespace cw::anonymizer {

/// Where an output goes by the profile's patterns, relative to the output folder, if nobody else
/// has the name. InvalidArgument when the pattern wants what is not known of the file.
Result<std::filesystem::path> proposedName(const DeidentifyContext& context,
                                           const FileRecord& record);

/// The same name told apart by the source's keyed token: "uid-TOKEN.dcm". attempt 0 takes half of
/// the token, 1 all of it.
std::filesystem::path markedName(const std::filesystem::path& proposed, const std::string& token,
                                 int attempt);

} // namespace cw::anonymizer
