// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Compression.h"

#include <map>

namespace cw::workflow::detail {

/// What is known of the copies in a folder: done.csv while it goes on, fidelity.csv at the end.
std::string recordHeading();
std::string recordLine(const CompressedPicture& picture);
/// By image, the last of each; a line that was cut off is left out.
std::map<std::string, CompressedPicture> readRecord(const std::filesystem::path& file);

/// The samples as a manifest that readManifest() reads back to the same.
std::string manifestOf(std::span<const validation::Sample> samples);

} // namespace cw::workflow::detail
