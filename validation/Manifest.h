// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "validation/Sample.h"

#include <filesystem>
#include <vector>

namespace cw::validation {

/// A CSV with at least image,patient,label ("file" stands for "image" where there is no such
/// column) and, where known, device, laterality, view, accession, site, sex, age (years), fold
/// (1..k) and any others; in any order, UTF-8 with or without BOM, quoted fields, LF or CRLF.
/// Malformed names the line and column.
Result<std::vector<Sample>> readManifest(const std::filesystem::path& csv);

} // namespace cw::validation
