// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/DcmtkBridge.h"
#include <cstdint>

namespace cw::dicom {

/// What the scanner and the header ask of a VR, by its two letters and without a search.
struct VrTraits {
    DcmEVR vr = EVR_UNKNOWN; ///< EVR_UNKNOWN: no VR of this name
    bool longForm = false;   ///< 32-bit length in explicit VR (PS3.5 7.1.2)
    bool text = false, bulk = false;
    std::uint8_t unit = 1; ///< bytes of a value, for byte swapping
};
const VrTraits& vrTraits(std::byte first, std::byte second);

} // namespace cw::dicom
