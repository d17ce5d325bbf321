// SPDX-License-Identifier: Apache-2.0
#include "storage/CommonFolder.h"

#include "storage/detail/ProjectFile.h"

namespace cw::storage {

std::filesystem::path commonFolder(const std::filesystem::path& project) {
    const auto file = detail::readProjectFile(project);
    if (!file || file->images.empty())
        return project;
    return project / file->images / "project"; // an absolute folder replaces the first
}

} // namespace cw::storage
