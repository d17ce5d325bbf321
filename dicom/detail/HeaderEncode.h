// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Header.h"
#include "dicom/detail/DataSetScan.h"

namespace cw::dicom {

/// A header's bytes in another encoding: implicit VR, or big endian with its values swapped.
Bytes encoded(const Header& header, const Encoding& encoding);
/// Head of a Pixel Data element in an encoding; length 0xFFFFFFFF for encapsulated pixels.
Bytes pixelHead(Tag tag, bool words, std::uint32_t length, const Encoding& encoding);

} // namespace cw::dicom
