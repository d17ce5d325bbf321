// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Gate.h"

#include "anonymizer/ReleaseGate.h"

namespace cw::workflow::detail {

anonymizer::ReleaseGate leakGate(std::shared_ptr<const anonymizer::Profile> profile,
                                 std::function<void(const std::string& token)> stopped) {
    return [gate = anonymizer::asReleaseGate(std::move(profile)),
            stopped = std::move(stopped)](const anonymizer::FileInHand& file) {
        auto finding = gate(file);
        if (finding && !finding->kinds.empty())
            stopped(file.token);
        return finding;
    };
}

} // namespace cw::workflow::detail
