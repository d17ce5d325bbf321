// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/Roster.h"

namespace cw::phantom {

/// A JPEG as a fundus camera leaves it: EXIF 2.32 with camera, serial number, owner, times and the
/// patient in description, comment and a JPEG comment segment. With orientation 6 the pixels are
/// stored on their side and the tag says how to turn them. identifiers gains what is planted here.
Result<std::vector<std::byte>> fundusFile(const Patient& patient, core::Laterality eye,
                                          const core::Image& upright, int orientation,
                                          std::vector<std::string>& identifiers);

/// The fixed EXIF writer behind it: ASCII entries, one sub-directory, little endian.
struct ExifFields {
    int orientation = 1;
    std::string description, make, model, software, dateTime, artist;
    std::string dateTimeOriginal, ownerName, serialNumber, userComment;
};
std::vector<std::byte> exifSegment(const ExifFields& fields);

} // namespace cw::phantom
