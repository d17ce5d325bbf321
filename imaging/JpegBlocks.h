// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Result.h"
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cw::imaging {

/// Blanks boxes of a lossy JPEG (ITU-T T.81, 8 bits; baseline, extended, progressive, arithmetic)
/// by its coefficients: each block of 8 x 8 samples that a box or its next chroma sample touches
/// becomes even and black, all other coefficients are written as they were, so that whatever lies
/// more than one chroma sample away from those blocks decodes to the same values. No metadata are
/// carried over but JFIF's and Adobe's colour marks. Boxes are of the stored picture, before any
/// EXIF orientation. black: the value for each component (0 to 255); none: black of the colour
/// space that the file says. Nothing for JPEG of other kinds (12 bits, lossless). Errors:
/// Malformed (also damaged data that a decoder would mend), TooLarge, InvalidArgument.
Result<std::optional<std::vector<std::byte>>> blankJpegBlocks(std::span<const std::byte> jpeg,
                                                              std::span<const core::RectPx> boxes,
                                                              std::span<const int> black = {});

/// What else lies around a box when its blocks are blanked: the blocks and one chroma sample.
core::RectPx blocksAround(std::span<const std::byte> jpeg, const core::RectPx& box);

} // namespace cw::imaging
