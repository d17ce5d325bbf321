// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/PictureText.h"
#include "dicom/Instance.h"

namespace cw::anonymizer {

/// The coded or sampled parts of a file, sorted, not overlapping; everything between them is Text.
/// instance: the file as read, where it is DICOM; nullptr otherwise.
std::vector<Region> regionsOf(std::span<const std::byte> file, const dicom::Instance* instance);

} // namespace cw::anonymizer
