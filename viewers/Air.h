// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Presentation.h"
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace cw::viewers {

/// Where a radiograph shows the air around the body: stays black when the picture is inverted.
/// A pixel is air if its value lies in the band AND its cell is air: the band alone would take
/// dark places inside the breast, the cells alone would be as coarse as they are.
struct Air {
    int lowest = 0, highest = 0;     ///< indices of the grey table, both included
    int level = 0;                   ///< a cell covers 2^level x 2^level pixels of the image
    int width = 0, height = 0;       ///< in cells
    std::vector<std::uint8_t> cells; ///< 1 = air or next to air
    /// Cells that are certainly not air: columns and rows [first, last] around the body.
    struct Box {
        int left = 0, top = 0, right = 0, bottom = 0;
    };
    Box body;
};

/// A small picture of grey indices to look for air in; see findAir.
struct AirSearch {
    const std::uint16_t* index = nullptr;
    int width = 0, height = 0, level = 0;
    bool darkIsLow = true;                      ///< low indices are shown dark
    std::optional<std::pair<int, int>> padding; ///< indices that are neither air nor body
};

/// Air = what hangs together with the border of the picture and is as dark as the border's darkest
/// common value. Nothing is found where that cannot be told from dark tissue: the values just
/// above the band must be rare (a valley beside the peak of the air), and the air must cover
/// kLeastShare of the picture (docs/decisions/0091).
std::optional<Air> findAir(const AirSearch& picture);

} // namespace cw::viewers
