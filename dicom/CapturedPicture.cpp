// SPDX-License-Identifier: Apache-2.0
#include "dicom/CapturedPicture.h"

#include "dicom/DerivedUid.h"
#include "dicom/Pixels.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/InstanceImpl.h"

#include <cstdio>

namespace cw::dicom {

Result<std::vector<std::byte>> encodeCapturedPicture(const core::Image& picture,
                                                     const PictureFacts& facts,
                                                     const ObjectIdentity& identity) {
    CW_CHECK(checkIdentity(identity));
    if (facts.patientId.empty() || !isUid(facts.studyUid))
        return fail(ErrorCode::InvalidArgument, "the picture has no patient or study");
    SourceImage about;
    about.patientId = about.patientName = facts.patientId;
    about.studyUid = facts.studyUid;
    about.identityRemoved = true;
    about.deidentificationMethod = "Picture without DICOM header; pseudonym only";
    Instance instance;
    Result<void> state;
    ItemBuilder object(instance.impl().header, state);
    commonModules(object, {kSecondaryCaptureKind.sopClassUid, facts.modality}, about, identity);
    object.set({0x0008, 0x0008}, "DERIVED\\SECONDARY");
    object.set({0x0008, 0x0064}, facts.conversion);
    if (facts.laterality == "R" || facts.laterality == "L")
        object.set({0x0020, 0x0060}, facts.laterality);
    object.set({0x0020, 0x0020}, "");
    CW_CHECK(state);
    CW_CHECK(setPixels(instance, picture));
    object.set({0x0028, 0x2110}, facts.lossyBytes ? "01" : "00");
    if (facts.lossyBytes && *facts.lossyBytes > 0) {
        char ratio[17];
        std::snprintf(ratio, sizeof ratio, "%.2f",
                      static_cast<double>(picture.bytes().size()) /
                          static_cast<double>(*facts.lossyBytes));
        object.set({0x0028, 0x2112}, ratio);
        object.set({0x0028, 0x2114}, "ISO_10918_1");
    }
    CW_CHECK(state);
    return encodeInstance(instance, TransferSyntax::JpegLsLossless);
}

} // namespace cw::dicom
