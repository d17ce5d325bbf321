// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/ReleaseGate.h"
#include "anonymizer/LeakGate.h"
#include "anonymizer/detail/Identifiers.h"

namespace cw::anonymizer {

ReleaseGate asReleaseGate(std::shared_ptr<const Profile> profile) {
    return [profile = std::move(profile),
            cache = std::make_shared<GateCache>()](const FileInHand& file) -> Result<GateFinding> {
        static const std::vector<Identifier> none;
        const auto& identifiers = file.record.identifiers ? *file.record.identifiers : none;
        GateOptions options;
        options.profile = profile;
        options.source = file.source;
        options.cache = cache;
        // Our own output lies in folders named by pseudonyms.
        const LeakGate gate(identifiers,
                            file.record.alreadySealed ? std::filesystem::path() : file.relative,
                            std::move(options));
        CW_TRY(auto result, gate.check(file.output, file.name));
        GateFinding finding;
        finding.sha256 = std::move(result.sha256);
        for (Leak& leak : result.leaks)
            finding.kinds.push_back(std::move(leak.kind));
        return finding;
    };
}

} // namespace cw::anonymizer
