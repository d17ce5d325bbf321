// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::core {

/// Where a physical size comes from. ImagerPixelSpacing is at the detector plane: the breast is
/// nearer to the tube, so lengths read from it are too long (PS3.3 C.8.11.7, magnification).
enum class SpacingSource {
    PixelSpacing,       ///< as the file names it; of a mammogram: nobody says that it is calibrated
    ImagerPixelSpacing, ///< at the detector
    NominalScannedPixelSpacing, ///< of a film scanner
    Raster,                     ///< resolution of a picture file
    FiducialCalibration,        ///< Pixel Spacing, by an object of known size (PS3.3 10.7.1.3)
    GeometryCalibration,        ///< Pixel Spacing, by the geometry of the machine (PS3.3 10.7.1.3)
    MagnificationFactor, ///< Imager Pixel Spacing / Estimated Radiographic Magnification Factor
    SourceDistances,     ///< Imager Pixel Spacing * distance source-patient / source-detector
};

/// Distance between pixel centres in mm, and who says so. Absent where nobody says so.
struct SpacingMm {
    double row = 0;    ///< between rows, vertical
    double column = 0; ///< between columns, horizontal
    SpacingSource source = SpacingSource::PixelSpacing;
    /// What the spacing at the detector was divided by; 1 for every other source.
    double magnification = 1;
    bool operator==(const SpacingMm&) const = default;
};

} // namespace cw::core
