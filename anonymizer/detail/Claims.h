// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include "dicom/Instance.h"
#include <string>
#include <vector>

namespace cw::anonymizer {

/// What a de-identified file may say of itself, and nothing more (PS3.15 E.1.1, E.2, E.3).
struct Claims {
    std::string temporal;           ///< (0028,0303): REMOVED, UNMODIFIED or MODIFIED
    std::vector<dicom::Code> codes; ///< (0012,0064), CID 7050
    bool burnedInIsNo = false;      ///< (0028,0301) may be set to NO
};
/// 113101 and NO only where the pixel step was really done for this file, whatever the profile
/// asks; fixed dates are REMOVED, for no interval is left of them.
Claims claimsOf(const Profile& profile, bool pixelStepDone);

} // namespace cw::anonymizer
