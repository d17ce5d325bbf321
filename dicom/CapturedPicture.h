// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "dicom/SourceImage.h"

namespace cw::dicom {

/// What is known of a loose picture beside its pixels; pseudonyms only.
struct PictureFacts {
    std::string patientId, studyUid;
    std::string modality = "OT"; ///< of what the picture shows: "OP" for fundus photographs
    std::string laterality;      ///< "R", "L", or unknown
    std::string conversion = "WSD";
    /// Bytes of the file it was decoded from, if that was compressed with loss (JPEG).
    std::optional<std::size_t> lossyBytes;
};

/// A loose picture (JPEG, PNG, TIFF) as a Secondary Capture Image (PS3.3 A.8.1), so that
/// segmentations and reports have an instance to refer to. The decoded pixels as they are, packed
/// without loss; nothing is claimed about how or when the picture was taken, and no time is
/// written, so that one picture is one instance whenever it is exported. 8- or 16-bit grey or Rgb.
Result<std::vector<std::byte>> encodeCapturedPicture(const core::Image& picture,
                                                     const PictureFacts& facts,
                                                     const ObjectIdentity& identity);

} // namespace cw::dicom
