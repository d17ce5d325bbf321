// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "dicom/Instance.h"
#include <array>

namespace cw::dicom {

/// A place whose pixels are to become black.
struct BlankRegion {
    core::RectPx box;          ///< of the stored image; widened to whole pixels
    int frame = -1;            ///< from 0; -1 is every frame
    bool overlaysOnly = false; ///< of overlay planes, not of the pixels below
};

/// Blanks boxes of one lossy JPEG frame without coding the rest again. black: the sample value of
/// each component. Nothing if the frame is of a kind it cannot take.
using JpegBlanker = std::function<Result<std::optional<std::vector<std::byte>>>(
    std::span<const std::byte> coded, std::span<const core::RectPx> boxes,
    std::span<const int> black)>;

struct Blanked {
    bool recoded = false;     ///< lossy frames stand in a lossless transfer syntax now
    bool wholeBlocks = false; ///< blocks of JPEG around the boxes went too
    bool iconRemoved = false;
    bool overlaysChanged = false;
};

/// Makes stored values inside the regions those that show black: the end of the value range that
/// the file's own grey pipeline renders black (PS3.3 C.7.6.3, C.11), the darkest entry of a
/// palette, black of a colour space; spare bits of the words there are cleared, overlay planes too;
/// the icon (0088,0200) goes. Every sample outside decodes to what it was, and this is checked.
/// Frames without a region keep their fragments byte for byte; others are coded losslessly in the
/// transfer syntax they had (JPEG-LS, JPEG 2000 and lossless JPEG under a UID that allows loss
/// stay under it). Lossy JPEG goes to the blanker, or else the object becomes lossless JPEG, High-
/// Throughput JPEG 2000 becomes lossless JPEG 2000. Errors: InvalidArgument (no such frame, a box
/// outside), Unsupported, Malformed, TooLarge.
Result<Blanked> blankRegions(Instance& instance, std::span<const BlankRegion> regions,
                             const JpegBlanker& blanker = {});

} // namespace cw::dicom
