// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/FrameLayout.h"
#include <array>
#include <cstdint>

namespace cw::dicom {

/// What a pixel must hold to be shown black.
struct BlackGround {
    std::array<std::uint32_t, 3> words{}; ///< of each sample, as it lies in its cell
    std::array<int, 3> values{};          ///< the same as numbers
};

/// Of one frame. photometric: of the cells as they are to be written (a codec may have converted).
Result<BlackGround> blackOf(const Instance& instance, const FrameLayout& layout, int frame,
                            const std::string& photometric);

} // namespace cw::dicom
