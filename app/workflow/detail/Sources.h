// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cw::workflow::detail {

struct SourceFile {
    std::filesystem::path file;
    std::string relative; ///< to the source it was found under: what the keyed token is made of
    std::shared_ptr<const void> held = nullptr; ///< keeps a file alive that lies in memory
};

/// What an import has to do with its sources.
struct SourceList {
    struct Missing {
        std::string relative, reason;
    };
    std::vector<SourceFile> files;               ///< to be looked at one by one
    std::vector<std::filesystem::path> archives; ///< to be opened (detail/Archive.h)
    std::vector<Missing> missing; ///< listed by an index of media, but not there, or no index
    std::size_t indexes = 0;      ///< DICOMDIR files: they are no images
};
/// Walks folders; a DICOMDIR that is named itself stands for the files that it lists. Errors:
/// NotFound, InvalidArgument (source and project inside each other), Unreadable. Messages count the
/// sources.
Result<SourceList> listSources(const std::vector<std::filesystem::path>& sources,
                               const std::filesystem::path& project);

/// The folders that a project lies in: its own, and the shared one of its images if there is one.
std::vector<std::filesystem::path> foldersOf(const std::filesystem::path& project);

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
