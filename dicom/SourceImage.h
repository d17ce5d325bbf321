// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Units.h"
#include "dicom/Instance.h"
#include <optional>
#include <string>

namespace cw::dicom {

/// An image that a segmentation, a report or a presentation state is about, as its header says:
/// what must be referred to or repeated there (PS3.3 C.7.1 to C.7.3, the study and patient are the
/// image's). Texts are UTF-8. Empty where the header has nothing. Of a de-identified image the
/// patient is a pseudonym; this type does not know the difference.
struct SourceImage {
    std::string sopClassUid, sopInstanceUid, seriesUid, studyUid;
    int rows = 0, columns = 0, frames = 1;
    std::string modality;
    std::string laterality;         ///< "R", "L", "B": Image Laterality, else Laterality
    std::string patientOrientation; ///< "A\\F"
    std::string photometric;        ///< Photometric Interpretation
    std::optional<core::SpacingMm> spacing;

    std::string patientName, patientId, birthDate, sex;
    std::string studyDate, studyTime, studyId, accession;
    bool identityRemoved = false;
    std::string deidentificationMethod;

    /// The first window and the Modality LUT's line, as text (DS); for presentation states.
    std::string rescaleIntercept, rescaleSlope, rescaleType;
    std::string windowCentre, windowWidth, windowFunction;

    bool lossy = false;
    std::string lossyRatio, lossyMethod;

    bool colour() const { return photometric == "RGB" || photometric.starts_with("YBR_"); }
};

/// Malformed without the UIDs and the size that a reference needs.
Result<SourceImage> sourceImageOf(const Instance& instance);

/// What an object made here says of itself. All passed in: the same input gives the same bytes.
struct ObjectIdentity {
    std::string sopInstanceUid, seriesUid;
    std::string createdAt; ///< ISO 8601 UTC, "2026-11-30T12:00:00Z"
    int seriesNumber = 1, instanceNumber = 1;
    std::string seriesDescription;        ///< at most 64 characters
    std::string contentLabel = "LESIONS"; ///< CS: A-Z 0-9 _ and space, at most 16
    std::string softwareVersion = "0";    ///< of this program
};

/// Scheme of the program's own words for what no public code is known to it; registered in each
/// object (Coding Scheme Identification Sequence).
inline constexpr std::string_view kOwnScheme = "99CONCORD";

} // namespace cw::dicom
