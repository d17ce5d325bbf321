// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/ComparisonRulesJson.h"

namespace cw::annotation::detail {
namespace {

constexpr GoldContour kGolds[] = {GoldContour::ReaderA, GoldContour::Union,
                                  GoldContour::Intersection, GoldContour::Mean};

Json json(const std::vector<std::string>& words) {
    Json::Array array;
    for (const auto& word : words)
        array.emplace_back(word);
    return Json(std::move(array));
}

Result<std::vector<std::string>> wordsFrom(const Json::Array& values) {
    std::vector<std::string> words;
    for (const auto& value : values) {
        const auto* word = value.as<std::string>();
        if (word == nullptr)
            return fail(ErrorCode::Malformed, "a list of words holds something else");
        words.push_back(*word);
    }
    return words;
}

} // namespace

Json json(const ComparisonRules& rules) {
    return Json(
        Json::Object{{"agreeIou", Json(rules.agreeIou)},
                     {"partialIou", Json(rules.partialIou)},
                     {"admissibleIou", Json(rules.admissibleIou)},
                     {"centroidAdmits", Json(rules.centroidAdmits)},
                     {"distanceAdmits", Json(rules.distanceAdmits)},
                     {"centreDistanceMm", Json(rules.centreDistanceMm)},
                     {"centreDistanceDiscDiameters", Json(rules.centreDistanceDiscDiameters)},
                     {"centreDistancePx", Json(rules.centreDistancePx)},
                     {"smallLesionMm", Json(rules.smallLesionMm)},
                     {"smallLesionDiscDiameters", Json(rules.smallLesionDiscDiameters)},
                     {"pointLabels", json(rules.pointLabels)},
                     {"pointsAgree", Json(rules.pointsAgree)},
                     {"hullLabels", json(rules.hullLabels)},
                     {"metrics", Json(rules.metrics)},
                     {"gold", Json(name(rules.gold))}});
}

Result<ComparisonRules> firstComparisonRulesFrom(const Json& value) {
    JsonFields fields(value);
    ComparisonRules rules;
    rules.agreeIou = fields.number("agreeIou");
    rules.partialIou = rules.admissibleIou = fields.number("partialIou");
    rules.centroidAdmits = rules.distanceAdmits = rules.metrics = false;
    rules.smallLesionMm = rules.smallLesionDiscDiameters = 0;
    rules.pointLabels.clear();
    rules.hullLabels.clear();
    CW_CHECK(fields.finished());
    return rules;
}

Result<ComparisonRules> comparisonRulesFrom(const Json& value) {
    JsonFields fields(value);
    ComparisonRules rules;
    const std::pair<const char*, double*> numbers[] = {
        {"agreeIou", &rules.agreeIou},
        {"partialIou", &rules.partialIou},
        {"admissibleIou", &rules.admissibleIou},
        {"centreDistanceMm", &rules.centreDistanceMm},
        {"centreDistanceDiscDiameters", &rules.centreDistanceDiscDiameters},
        {"centreDistancePx", &rules.centreDistancePx},
        {"smallLesionMm", &rules.smallLesionMm},
        {"smallLesionDiscDiameters", &rules.smallLesionDiscDiameters}};
    const std::pair<const char*, bool*> flags[] = {{"centroidAdmits", &rules.centroidAdmits},
                                                   {"distanceAdmits", &rules.distanceAdmits},
                                                   {"pointsAgree", &rules.pointsAgree},
                                                   {"metrics", &rules.metrics}};
    for (const auto& [key, number] : numbers)
        *number = fields.number(key);
    for (const auto& [key, flag] : flags)
        *flag = fields.flag(key);
    const auto &points = fields.array("pointLabels"), &hulls = fields.array("hullLabels");
    const auto gold = oneOf(kGolds, fields.text("gold"));
    if (!gold)
        fields.complain();
    CW_CHECK(fields.finished());
    rules.gold = *gold;
    CW_TRY(rules.pointLabels, wordsFrom(points));
    CW_TRY(rules.hullLabels, wordsFrom(hulls));
    return rules;
}

} // namespace cw::annotation::detail
