// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ReferencedOutline.h"
#include "dicom/SourceImage.h"
#include <span>

namespace cw::dicom {

/// A lesion of a report: a Measurement Group of TID 1410 (planar ROI).
struct MeasuredLesion {
    std::size_t image = 0; ///< index into images
    std::string trackingId, trackingUid;
    Code category, finding;
    Code site, laterality, siteModifier; ///< Finding Site and its modifiers; empty: not said
    core::Polygon outline;               ///< image space; a closed POLYLINE, float32 in the file
    std::vector<Measurement> measurements;
    std::vector<std::pair<Code, Code>> evaluations; ///< "Margins": "Spiculated margin"
};

/// A document that this one builds on: the readings under an adjudicated truth.
struct DocumentReference {
    std::string studyUid, seriesUid, sopClassUid, sopInstanceUid;
};

/// An Imaging Measurement Report (PS3.16 TID 1500): what one reader, or the adjudication, says of
/// one case.
struct MeasurementReport {
    std::vector<SourceImage> images; ///< of one patient; the document goes to the first one's study
    std::string observer;            ///< Person Observer Name, a pseudonym: "Reader^A"
    Code procedure;                  ///< Procedure reported
    std::vector<MeasuredLesion> lesions;
    std::vector<std::pair<Code, Code>> assessments; ///< of the case: Qualitative Evaluations
    std::vector<DocumentReference> predecessors;
};

/// A Comprehensive SR document. Explicit VR little endian, but implicit where an outline has more
/// than 8,190 vertices: an explicit FL element cannot be longer than 65,534 bytes. InvalidArgument:
/// no image, an outline of less than three points, a missing code or UID, a number that is none.
Result<std::vector<std::byte>> encodeMeasurementReport(const MeasurementReport& report,
                                                       const ObjectIdentity& identity);

/// The regions of any SR document that has them in image space (SCOORD).
struct ReportOutlines {
    std::vector<ReferencedOutline> outlines; ///< in the document's order
    std::size_t groups = 0;                  ///< Measurement Groups
    /// Regions that cannot be outlines here: they lie in a segmentation (its own file has them), or
    /// in patient space (SCOORD3D).
    std::size_t inSegmentations = 0, inPatientSpace = 0;
    std::vector<DocumentReference> predecessors;
};
/// Unsupported: no SR document. Malformed; TooLarge: more than 100,000 regions or 500,000
/// evaluations.
Result<ReportOutlines> readMeasurementReport(std::span<const std::byte> file,
                                             const ReadLimits& limits = {});

} // namespace cw::dicom
