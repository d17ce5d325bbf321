// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include <map>
#include <string>

namespace cw::dataset {

/// concord-files.json of an exported folder ("concord-files-1"): every file with its size and
/// SHA-256, the version it is of, and "self", the SHA-256 of the list without that line. Whoever
/// has the folder alone finds any changed, missing or added byte by it; whoever has the list's
/// hash from elsewhere (the recipients' record) also finds a list that was made anew.
inline constexpr const char* kFileList = "concord-files.json";

/// Lists everything in the folder and writes the list into it. format: "coco" ... known: hashes of
/// files that were written a moment ago, by path, so that they are not read again.
Result<void> writeFileList(const std::filesystem::path& folder, const FrozenVersion& version,
                           const std::string& format, Naming naming,
                           const std::map<std::string, std::string>& known = {});

struct FolderReport {
    std::string version, manifestSha256, format; ///< as the list says; not to be trusted if faulty
    std::string listSha256;
    std::size_t checked = 0;
    std::vector<std::string> faults; ///< one sentence each; names only of listed files
};
/// Hashes every file again. expectedSha256 of the list, or empty. NotFound without a list; all else
/// is a fault in the report.
Result<FolderReport> verifyFolder(const std::filesystem::path& folder,
                                  const std::string& expectedSha256 = {},
                                  const core::ProgressFn& progress = {});

} // namespace cw::dataset
