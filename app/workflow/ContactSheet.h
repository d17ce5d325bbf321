// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include <filesystem>

namespace cw::workflow {

/// Pages of cropped lesions of a version, for an inspector who looks many over at once:
/// page-001.png (or .jpg) and index.html, which needs no network. Sorted by label, case, image.
/// Every crop is the square around the outline with a margin, as the viewer shows the image at
/// first; its caption has label, case, view, size and the image's id. One image is in memory at a
/// time.
struct ContactSheetOptions {
    std::filesystem::path output; ///< a new or empty folder
    int perPage = 24;             ///< 1 to 100
    bool jpeg = false;
};
struct ContactSheetReport {
    std::size_t lesions = 0, pages = 0;
    std::size_t unreadable = 0; ///< lesions whose image could not be shown: a tile that says so
};
/// NotFound: the version, or it has no outlined lesion. Conflict: the folder holds something.
/// The folder appears whole or not at all.
Result<ContactSheetReport> contactSheet(const Project& project, const core::VersionName& name,
                                        const ContactSheetOptions& options,
                                        const core::ProgressFn& progress = {},
                                        const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
