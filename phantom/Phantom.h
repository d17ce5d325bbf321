// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/ImageAttributes.h"
#include "core/Polygon.h"
#include "core/Progress.h"
#include "core/Random.h"
#include <filesystem>
#include <string>
#include <vector>

namespace cw::phantom {

enum class Scale { Full, Half }; ///< 3328 x 2560 / 4096 x 3328, or half of it in each direction

struct PhantomPlan {
    core::ImageKind kind = core::ImageKind::Mammography;
    int patients = 10;
    core::Seed seed = 1;
    Scale scale = Scale::Full;
    bool burnedInText = false; ///< some images carry the patient's name in their pixels
    /// Beside the images: a report, a presentation state, a capture and a tomosynthesis (breast),
    /// or the first picture as ophthalmic photography and a report (eye). None is in truth.json.
    bool otherObjects = false;
    /// How plainly lesions show: 0 leaves them out of the pictures and of their truth although
    /// patients keep label and record, 1 as a reader would meet them, above 1 plainer. A known
    /// answer for models: at 0 nothing is to be learned. 0 to 10.
    double lesionContrast = 1;
    int workers = 2;
};

/// One planted lesion as it truly is, in image space of its file.
struct TrueLesion {
    std::string kind; ///< "mass", "calcification-cluster", "exudate", "drusen", "haemorrhage" ...
    core::Polygon outline;
};
struct TrueImage {
    std::filesystem::path file; ///< relative to the phantom's folder
    core::Laterality laterality = core::Laterality::Unknown;
    core::ViewPosition view = core::ViewPosition::Unknown;
    core::FundusField field = core::FundusField::Unknown;
    int width = 0, height = 0;
    std::vector<TrueLesion> lesions;
    /// Of an eye: "optic-disc", "optic-cup" and "fovea", a small circle around its centre.
    std::vector<TrueLesion> landmarks;
};
struct TruePatient {
    std::string patientId; ///< the synthetic hospital's ID (an identifier: planted)
    std::string label;     ///< "normal","benign","malignant" / "normal","glaucoma","amd","dr","rvo"
    std::string density;   ///< "a".."d", mammography only
    std::vector<TrueImage> images;
};
struct PhantomTruth {
    core::ImageKind kind = core::ImageKind::Mammography;
    core::Seed seed = 0;
    double lesionContrast = 1; ///< of the plan; truth.json has it where it is not 1
    std::vector<TruePatient> patients;
    std::vector<std::string> plantedIdentifiers; ///< every name, ID, date ... that must not survive
};

/// Writes synthetic patients under folder: DICOM (four views) or JPEG with EXIF, truth.json,
/// clinical.csv and identifiers.txt. Every file says SYNTHETIC in a tag or EXIF field. Same plan,
/// same bytes. Errors: IoFailure, Conflict (folder holds other things), Cancelled.
Result<PhantomTruth> writePhantom(const std::filesystem::path& folder, const PhantomPlan& plan,
                                  const core::ProgressFn& progress = {},
                                  const core::CancelToken* cancel = nullptr);
Result<PhantomTruth> readTruth(const std::filesystem::path& truthJson);

} // namespace cw::phantom
