// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Units.h"

#include <algorithm>

namespace cw::validation {

std::optional<Unit> unitFrom(std::string_view text) {
    for (const Unit unit : {Unit::Image, Unit::Eye, Unit::Breast, Unit::Patient})
        if (text == name(unit))
            return unit;
    return std::nullopt;
}

std::string unitKey(const Sample& sample, Unit unit) {
    switch (unit) {
    case Unit::Image:
        return sample.image;
    case Unit::Eye:
    case Unit::Breast:
        return sample.patient + "/" +
               (sample.laterality.empty() ? sample.image : sample.laterality);
    case Unit::Patient:
        return sample.patient;
    }
    return sample.image;
}

std::vector<UnitMean> unitMeans(std::span<const std::string> units,
                                std::span<const double> scores) {
    CW_ASSERT(units.size() == scores.size());
    std::map<std::string, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < units.size(); ++i)
        members[units[i]].push_back(i);
    std::vector<UnitMean> result;
    for (auto& [unit, indices] : members) {
        double sum = 0;
        for (const std::size_t i : indices)
            sum += scores[i];
        const double mean = sum / static_cast<double>(indices.size());
        result.push_back({unit, std::move(indices), mean});
    }
    return result;
}

int unitLabel(const UnitMean& unit, std::span<const int> labels) {
    return std::any_of(unit.members.begin(), unit.members.end(),
                       [&](std::size_t i) { return labels[i] == 1; })
               ? 1
               : 0;
}

} // namespace cw::validation
