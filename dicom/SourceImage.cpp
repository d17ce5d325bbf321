// SPDX-License-Identifier: Apache-2.0
#include "dicom/SourceImage.h"

#include "dicom/DerivedUid.h"
#include "dicom/Pixels.h"
#include "dicom/detail/ItemValues.h"

namespace cw::dicom {
namespace {

std::string of(const Instance& instance, Tag tag) { return instance.utf8(tag).value_or(""); }

std::string firstOf(const Instance& instance, Tag tag) {
    const auto values = instance.text(tag).value_or("");
    return std::string(valueAt(values, 0));
}

} // namespace

Result<SourceImage> sourceImageOf(const Instance& instance) {
    SourceImage image;
    image.sopClassUid = instance.sopClassUid();
    image.sopInstanceUid = of(instance, {0x0008, 0x0018});
    image.seriesUid = of(instance, {0x0020, 0x000E});
    image.studyUid = of(instance, {0x0020, 0x000D});
    for (const auto* uid :
         {&image.sopClassUid, &image.sopInstanceUid, &image.seriesUid, &image.studyUid})
        if (!isUid(*uid))
            return fail(ErrorCode::Malformed,
                        "the image cannot be referred to: a UID is missing or none");
    const auto rows = instance.integer({0x0028, 0x0010}).value_or(0);
    const auto columns = instance.integer({0x0028, 0x0011}).value_or(0);
    if (rows < 1 || rows > 65535 || columns < 1 || columns > 65535)
        return fail(ErrorCode::Malformed, "the image cannot be referred to: it has no size");
    image.rows = static_cast<int>(rows);
    image.columns = static_cast<int>(columns);
    image.frames = instance.frameCount();
    image.modality = of(instance, {0x0008, 0x0060});
    const auto attributes = attributesOf(instance);
    image.laterality = core::name(attributes.laterality);
    image.spacing = attributes.spacing;
    image.patientOrientation = of(instance, {0x0020, 0x0020});
    image.photometric = of(instance, {0x0028, 0x0004});
    image.patientName = of(instance, {0x0010, 0x0010});
    image.patientId = of(instance, {0x0010, 0x0020});
    image.birthDate = of(instance, {0x0010, 0x0030});
    image.sex = of(instance, {0x0010, 0x0040});
    image.studyDate = of(instance, {0x0008, 0x0020});
    image.studyTime = of(instance, {0x0008, 0x0030});
    image.studyId = of(instance, {0x0020, 0x0010});
    image.accession = of(instance, {0x0008, 0x0050});
    image.identityRemoved = of(instance, {0x0012, 0x0062}) == "YES";
    image.deidentificationMethod = of(instance, {0x0012, 0x0063});
    image.rescaleIntercept = firstOf(instance, {0x0028, 0x1052});
    image.rescaleSlope = firstOf(instance, {0x0028, 0x1053});
    image.rescaleType = of(instance, {0x0028, 0x1054});
    image.windowCentre = firstOf(instance, {0x0028, 0x1050});
    image.windowWidth = firstOf(instance, {0x0028, 0x1051});
    image.windowFunction = of(instance, {0x0028, 0x1056});
    image.lossy = of(instance, {0x0028, 0x2110}) == "01";
    image.lossyRatio = of(instance, {0x0028, 0x2112});
    image.lossyMethod = of(instance, {0x0028, 0x2114});
    return image;
}

} // namespace cw::dicom
