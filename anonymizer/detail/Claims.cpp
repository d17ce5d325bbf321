// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Claims.h"

namespace cw::anonymizer {

Claims claimsOf(const Profile& profile, bool pixelStepDone) {
    Claims claims;
    claims.temporal = profile.has(Option::RetainFullDates) ? "UNMODIFIED"
                      : profile.shiftsDates()              ? "MODIFIED"
                                                           : "REMOVED";
    claims.codes.push_back({"113100", "DCM", "Basic Application Confidentiality Profile"});
    for (const OptionName& each : optionNames()) {
        const bool done =
            each.option == Option::CleanPixelData ? pixelStepDone : profile.has(each.option);
        if (done)
            claims.codes.push_back({std::string(each.code), "DCM", std::string(each.meaning)});
    }
    claims.burnedInIsNo = pixelStepDone;
    return claims;
}

} // namespace cw::anonymizer
