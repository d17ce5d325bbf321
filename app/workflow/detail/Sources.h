// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace cw::workflow::detail {

struct SourceFile {
    std::filesystem::path file;
    std::string relative; ///< to the source it was found under: what the keyed token is made of
};

/// Links are followed: what counts is where a path ends.
bool isInside(const std::filesystem::path& inner, const std::filesystem::path& outer);

/// Every file under a folder, or the file itself, sorted by path: the order of a folder's entries
/// differs between machines, the order of cases must not. Unreadable: it cannot be listed.
Result<std::vector<SourceFile>> filesOf(const std::filesystem::path& source);

/// The key in that file, which is made if it is missing. InvalidArgument: it lies inside one of the
/// folders, so that whoever gets the folder could undo what the key hides.
Result<anonymizer::PseudonymKey> keyOutside(const std::filesystem::path& keyFile,
                                            std::span<const std::filesystem::path> folders);

} // namespace cw::workflow::detail
