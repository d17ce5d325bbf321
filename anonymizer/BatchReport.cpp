// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Deidentify.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

const char* nameOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Written:
        return "written";
    case Outcome::AlreadyThere:
        return "already there";
    case Outcome::Quarantined:
        return "quarantined";
    }
    return "";
}

} // namespace

std::size_t BatchReport::count(Outcome outcome) const {
    return static_cast<std::size_t>(std::ranges::count(items, outcome, &BatchItem::outcome));
}

std::string BatchReport::toJson() const {
    using nlohmann::json;
    json list = json::array();
    std::map<std::string, int> actions;
    for (const BatchItem& item : items) {
        json entry{{"source", item.source}, {"outcome", nameOf(item.outcome)}};
        if (!item.output.empty())
            entry["output"] = item.output.generic_string();
        if (!item.reason.empty())
            entry["reason"] = item.reason;
        if (!item.record.outputSha256.empty())
            entry["sha256"] = item.record.outputSha256;
        if (!item.record.actions.empty())
            entry["actions"] = item.record.actions;
        if (!item.record.warnings.empty())
            entry["warnings"] = item.record.warnings;
        for (const auto& [action, count] : item.record.actions)
            actions[action] += count;
        list.push_back(std::move(entry));
    }
    const json report{{"profile", profile},
                      {"key", keyId},
                      {"files", items.size()},
                      {"written", count(Outcome::Written)},
                      {"already_there", count(Outcome::AlreadyThere)},
                      {"quarantined", count(Outcome::Quarantined)},
                      {"actions", actions},
                      {"items", std::move(list)}};
    return report.dump(2) + "\n";
}

} // namespace cw::anonymizer
