// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/DeidentifyFolder.h"
#include <nlohmann/json.hpp>
#include <numeric>

namespace cw::anonymizer {

std::string_view name(Outcome outcome) {
    switch (outcome) {
    case Outcome::Written:
        return "written";
    case Outcome::AlreadyThere:
        return "already there";
    case Outcome::Quarantined:
        return "quarantined";
    case Outcome::Held:
        return "held";
    }
    return "";
}

bool BatchReport::reconciles() const {
    return input == std::accumulate(outcomes.begin(), outcomes.end(), std::size_t{0}) &&
           outputsFound == count(Outcome::Written) + count(Outcome::AlreadyThere);
}

std::string BatchReport::toJson() const {
    using nlohmann::ordered_json;
    const ordered_json report{{"profile", profile},
                              {"edition", edition},
                              {"profile_sha256", profileSha256},
                              {"key", keyId},
                              {"tool", toolVersion},
                              {"leak_gate", gate},
                              {"pixel_check", pixelCheck},
                              {"input", input},
                              {"written", count(Outcome::Written)},
                              {"already_there", count(Outcome::AlreadyThere)},
                              {"quarantined", count(Outcome::Quarantined)},
                              {"of_these_leaked", leaked},
                              {"held", count(Outcome::Held)},
                              {"subjects", subjects},
                              {"studies", studies},
                              {"outputs_found", outputsFound},
                              {"reconciles", reconciles()},
                              {"bytes_in", bytesIn},
                              {"bytes_out", bytesOut},
                              {"reasons", reasons},
                              {"actions", actions},
                              {"items_sha256", itemsSha256}};
    return report.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace cw::anonymizer
