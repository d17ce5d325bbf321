// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/TruthMatch.h"

#include "app/workflow/Project.h"
#include "core/Sha256.h"

namespace cw::workflow::demo {
namespace {

Result<std::string> digestOf(const Result<LoadedImage>& loaded) {
    if (!loaded)
        return within(loaded.error(), "matching the phantom's truth");
    return core::sha256Hex(loaded->image->bytes());
}

/// The one image of the patient with this laterality and view, or nullptr if none or several.
const phantom::TrueImage* byView(const phantom::TruePatient& patient,
                                 const core::ImageAttributes& attributes) {
    if (attributes.view == core::ViewPosition::Unknown)
        return nullptr;
    const phantom::TrueImage* match = nullptr;
    for (const auto& image : patient.images)
        if (image.laterality == attributes.laterality && image.view == attributes.view) {
            if (match)
                return nullptr;
            match = &image;
        }
    return match;
}

Result<const phantom::TrueImage*> matched(const storage::CaseStore& store,
                                          const storage::StoredImage& stored,
                                          const phantom::TruePatient& patient,
                                          const std::filesystem::path& folder) {
    if (patient.images.size() == 1)
        return &patient.images.front();
    if (const auto* image = byView(patient, stored.attributes))
        return image;
    CW_TRY(const auto bytes, store.bytes(stored.id));
    CW_TRY(const auto wanted, digestOf(loadImage(bytes)));
    for (const auto& image : patient.images) {
        CW_TRY(const auto digest, digestOf(loadImageFile(folder / image.file)));
        if (digest == wanted)
            return &image;
    }
    return fail(ErrorCode::Internal, "an imported image is not in the phantom's truth");
}

} // namespace

Result<std::map<core::CaseId, TruthOfCase>> matchTruth(const storage::CaseStore& store,
                                                       const phantom::PhantomTruth& truth,
                                                       const std::filesystem::path& phantomFolder,
                                                       const anonymizer::Pseudonyms& pseudonyms) {
    std::map<core::PatientKey, const phantom::TruePatient*> patients;
    for (const auto& patient : truth.patients)
        patients[pseudonyms.patient({}, patient.patientId)] = &patient;
    CW_TRY(const auto cases, store.cases());
    std::map<core::CaseId, TruthOfCase> result;
    for (const auto& row : cases) {
        const auto patient = patients.find(row.patient);
        if (patient == patients.end())
            return fail(ErrorCode::Internal, "an imported case is not in the phantom's truth");
        auto& entry = result[row.id];
        entry.patient = patient->second;
        CW_TRY(const auto images, store.images(row.id));
        for (const auto& image : images) {
            CW_TRY(const auto* behind, matched(store, image, *patient->second, phantomFolder));
            entry.images.push_back({image.id, behind});
        }
    }
    return result;
}

} // namespace cw::workflow::demo
