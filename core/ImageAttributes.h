// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Exposure.h"
#include "core/Ids.h"
#include "core/Units.h"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::core {

enum class ImageKind { Mammography, Fundus, Other };
enum class Laterality { Unknown, Right, Left, Both };
/// Of PS3.16 CID 4014; Other is any view that has no name here.
enum class ViewPosition { Unknown, CC, MLO, Other, ML, LM, LMO, FB, SIO, ISO, XCCL, XCCM };
enum class FundusField { Unknown, General, Wide };

std::string_view name(ImageKind kind);        ///< "mammography", "fundus", "other"
std::string_view name(Laterality laterality); ///< "R", "L", "B", ""
std::string_view name(ViewPosition view);     ///< "CC", "MLO", "other", "ML", ..., ""
std::string_view name(FundusField field);     ///< "general", "wide", ""
std::string_view name(SpacingSource source);
std::optional<ImageKind> imageKindFrom(std::string_view text);
Laterality lateralityFrom(std::string_view text); ///< "R", "L", "B"; Unknown otherwise
ViewPosition viewPositionFrom(std::string_view text);
FundusField fundusFieldFrom(std::string_view text);

/// What a viewer and a data set need to know about an image, none of which identifies a patient.
struct ImageAttributes {
    ImageKind kind = ImageKind::Other;
    Laterality laterality = Laterality::Unknown;
    ViewPosition view = ViewPosition::Unknown;
    /// A magnification or spot view (PS3.16 CID 4015): shows a part, larger than the other views
    /// do.
    bool closeUp = false;
    FundusField field = FundusField::Unknown;
    int width = 0, height = 0, frames = 1;
    std::optional<SpacingMm> spacing;
    std::string modality; ///< DICOM Modality, empty for loose pictures
    std::string manufacturer, model;
    std::string transferSyntaxUid; ///< empty for loose pictures
    std::string photometricInterpretation;
    std::string presentationIntent; ///< "FOR PRESENTATION", "FOR PROCESSING", ""
    Exposure exposure;              ///< of a mammogram
    /// First letters of Patient Orientation, row then column: "A\\R" -> 'A','R'. 0 where absent.
    char rowTowards = 0, columnTowards = 0;
    int exifOrientation = 1; ///< as found; the stored pixels are already upright
    /// What was missing, guessed or contradicted, as words for a badge. No values.
    std::vector<std::string> warnings;
    bool operator==(const ImageAttributes&) const = default;
};

/// A file as it is stored: encoded bytes and what may be known of them.
struct EncodedImage {
    std::vector<std::byte> bytes;
    std::string mediaType; ///< "application/dicom", "image/jpeg", "image/png", "image/tiff"
    ImageAttributes attributes;
    PatientKey patient;
    StudyKey study;
    std::string sourceDigest; ///< keyed digest of the source bytes: recognises a repeated import
};

} // namespace cw::core
