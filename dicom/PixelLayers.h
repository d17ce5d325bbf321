// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"

namespace cw::dicom {

/// A plane of one bit a pixel beside the pixels (PS3.3 C.9.2), as 0 and 255.
struct OverlayPlane {
    std::uint16_t group = 0x6000;
    int row = 0, column = 0; ///< of the image, from 0, where the plane's first bit lies
    core::Image bits;
};
/// The first frame of each overlay in (60xx,3000). What is shorter than it claims is left out.
std::vector<OverlayPlane> overlaysOf(const Instance& instance);

/// Bits of the pixel words outside the stored ones (overlays of old devices, PS3.5 8.1.2), as 0 and
/// 255; nothing where none is set. Errors: those of decoding.
Result<std::optional<core::Image>> spareBitsOf(const Instance& instance, int frame);

/// The icon (0088,0200), 8-bit grey or Rgb; nothing if there is none or it is compressed.
std::optional<core::Image> iconOf(const Instance& instance);

} // namespace cw::dicom
