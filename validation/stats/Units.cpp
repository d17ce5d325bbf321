// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Units.h"

#include "validation/stats/detail/Groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::validation {

std::string_view name(Unit unit) {
    switch (unit) {
    case Unit::Image:
        return "image";
    case Unit::Eye:
        return "eye";
    case Unit::Breast:
        return "breast";
    case Unit::Patient:
        return "patient";
    }
    return "unknown";
}

std::string_view name(UnitRule rule) { return rule == UnitRule::Mean ? "mean" : "max"; }

namespace {

Result<void> check(std::span<const Scored> images, std::span<const std::string> patients,
                   std::span<const std::string> lateralities, bool needsSide) {
    if (images.size() != patients.size() || (needsSide && images.size() != lateralities.size()))
        return fail(ErrorCode::InvalidArgument,
                    needsSide ? "scores of eyes or breasts need a patient and a side per image"
                              : "scores of units need a patient per image");
    for (std::size_t row = 0; row < images.size(); ++row) {
        const std::string where = " of row " + std::to_string(row + 1);
        if (!std::isfinite(images[row].score))
            return fail(ErrorCode::InvalidArgument,
                        "the score" + where + " is not a finite number");
        if (images[row].label != 0 && images[row].label != 1)
            return fail(ErrorCode::InvalidArgument, "the label" + where + " is neither 0 nor 1");
        if (needsSide && lateralities[row].empty())
            return fail(ErrorCode::InvalidArgument, "the side" + where + " is missing");
    }
    return {};
}

/// One key an image; the length of the patient's key keeps "P1" + "1L" from "P11" + "L".
std::vector<std::string> unitKeys(std::span<const std::string> patients,
                                  std::span<const std::string> lateralities, Unit unit) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < patients.size(); ++i)
        if (unit == Unit::Image)
            keys.push_back(std::to_string(i));
        else if (unit == Unit::Patient)
            keys.push_back(patients[i]);
        else
            keys.push_back(std::to_string(patients[i].size()) + ":" + patients[i] +
                           lateralities[i]);
    return keys;
}

} // namespace

Result<UnitScores> aggregate(std::span<const Scored> images, std::span<const std::string> patients,
                             std::span<const std::string> lateralities, Unit unit, UnitRule rule) {
    CW_CHECK(check(images, patients, lateralities, unit == Unit::Eye || unit == Unit::Breast));
    const auto groups = detail::groupsOf(unitKeys(patients, lateralities, unit));
    UnitScores result;
    result.unit = unit;
    result.rule = rule;
    result.firstImage = groups.first;
    std::vector<std::vector<double>> members(groups.count());
    std::vector<std::size_t> positives(groups.count());
    for (std::size_t i = 0; i < images.size(); ++i) {
        members[groups.of[i]].push_back(images[i].score);
        positives[groups.of[i]] += images[i].label == 1 ? 1U : 0U;
    }
    for (std::size_t u = 0; u < groups.count(); ++u) {
        auto& here = members[u];
        std::sort(here.begin(), here.end()); // the mean must not depend on the order of the rows
        const auto count = static_cast<double>(here.size());
        const double score = rule == UnitRule::Max
                                 ? here.back()
                                 : std::accumulate(here.begin(), here.end(), 0.0) / count;
        result.scores.push_back({score, positives[u] > 0 ? 1 : 0});
        result.images.push_back(here.size());
        result.patients.push_back(patients[groups.first[u]]);
        result.mixedLabels += positives[u] > 0 && positives[u] < here.size() ? 1U : 0U;
    }
    return result;
}

} // namespace cw::validation
