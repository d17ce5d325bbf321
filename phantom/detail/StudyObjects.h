// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/Roster.h"
#include <string>
#include <vector>

namespace cw::phantom {

/// What a hospital's export brings beside the images of a study, each with the patient planted in
/// places of its own. All of them pass dciodvfy without an error.
struct StudyObject {
    std::string name; ///< "report", "presentation-state": part of the file's name
    std::vector<std::byte> bytes;
};

/// A structured report (Comprehensive SR, PS3.3 A.35.3), a presentation state on the first
/// mammogram (A.33.1), a secondary capture (A.8.1) and a tomosynthesis of three frames (A.55).
/// identifiers gains what is planted here alone.
Result<std::vector<StudyObject>> breastStudyObjects(const Patient& patient, bool burnedInText,
                                                    std::vector<std::string>& identifiers);

/// A fundus picture as Ophthalmic Photography, 8 bit (A.41) and 16 bit (A.42), with a report.
Result<std::vector<StudyObject>> eyeStudyObjects(const Patient& patient, const core::Image& picture,
                                                 core::Laterality eye,
                                                 std::vector<std::string>& identifiers);

} // namespace cw::phantom
