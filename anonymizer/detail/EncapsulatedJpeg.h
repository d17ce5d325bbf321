// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include <vector>

namespace cw::anonymizer {

/// Cuts application segments and comments (EXIF, XMP, IPTC, maker's text) and everything after EOI
/// out of the compressed frames of an encoded DICOM file; the coded picture stays byte for byte.
/// Works on frames of one fragment in the JPEG family; other frames are left as they are. Returns
/// the number of segments cut. encoded is explicit little endian, as dicom::encodeInstance writes
/// it.
Result<int> cutJpegMetadata(std::vector<std::byte>& encoded, const dicom::Instance& instance);

/// Where compressed pixel data lie in a file: first byte of every fragment and its length.
struct Fragment {
    std::size_t offset = 0, length = 0;
};
struct Encapsulated {
    std::size_t begin = 0, end = 0; ///< from the tag of Pixel Data to behind the sequence delimiter
    Fragment offsetTable;
    std::vector<Fragment> fragments;
};
/// Finds the last well-formed encapsulated Pixel Data element of the file; nothing if there is
/// none.
std::optional<Encapsulated> findEncapsulated(std::span<const std::byte> file);

} // namespace cw::anonymizer
