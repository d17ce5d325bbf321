// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::core {

/// Where a physical size comes from. ImagerPixelSpacing is at the detector plane: the breast is
/// nearer to the tube, so lengths read from it are too long (PS3.3 C.8.11.7, magnification).
enum class SpacingSource { PixelSpacing, ImagerPixelSpacing, NominalScannedPixelSpacing, Raster };

/// Distance between pixel centres in mm, and who says so. Absent where nobody says so.
struct SpacingMm {
    double row = 0;    ///< between rows, vertical
    double column = 0; ///< between columns, horizontal
    SpacingSource source = SpacingSource::PixelSpacing;
    bool operator==(const SpacingMm&) const = default;
};

} // namespace cw::core
