// SPDX-License-Identifier: Apache-2.0
#include "annotation/Comparison.h"
#include "annotation/detail/ComparisonRulesJson.h"
#include "annotation/detail/JsonFields.h"
#include <algorithm>

namespace cw::annotation {
namespace {

using detail::Json;
using detail::JsonFields;
using detail::oneOf;

constexpr const char* kSchema = "concord-comparison-2";
/// Lesions matched by overlap alone, two thresholds, no metrics.
constexpr const char* kFirstSchema = "concord-comparison-1";

constexpr Agreement kAgreements[] = {Agreement::Agree, Agreement::Partial, Agreement::Disagree};
constexpr LesionMatch kMatches[] = {LesionMatch::Agree,        LesionMatch::Partial,
                                    LesionMatch::LabelDiffers, LesionMatch::OverlapDiffers,
                                    LesionMatch::MissedByB,    LesionMatch::MissedByA};
constexpr core::SpacingSource kSources[] = {core::SpacingSource::PixelSpacing,
                                            core::SpacingSource::ImagerPixelSpacing,
                                            core::SpacingSource::NominalScannedPixelSpacing,
                                            core::SpacingSource::Raster,
                                            core::SpacingSource::FiducialCalibration,
                                            core::SpacingSource::GeometryCalibration,
                                            core::SpacingSource::MagnificationFactor,
                                            core::SpacingSource::SourceDistances};

Json json(const OutlineDistances& distances) {
    return Json(Json::Object{{"hd", Json(distances.hausdorff)},
                             {"hd95", Json(distances.hausdorff95)},
                             {"asd", Json(distances.average)}});
}

Json json(const PairMetrics& metrics) {
    Json::Object form{{"areaA", Json(metrics.areaA)},
                      {"areaB", Json(metrics.areaB)},
                      {"intersection", Json(metrics.intersection)},
                      {"px", json(metrics.px)}};
    if (metrics.mm && metrics.mmSource) {
        form.emplace("mm", json(*metrics.mm));
        form.emplace("mmSource", Json(core::name(*metrics.mmSource)));
    }
    return Json(std::move(form));
}

Json json(const LesionPair& pair) {
    Json::Object form{{"image", Json(pair.image.text())}, {"match", Json(name(pair.match))}};
    const auto put = [&form](const char* key, std::optional<double> number) {
        if (number)
            form.emplace(key, Json(*number));
    };
    if (pair.a)
        form.emplace("a", Json(pair.a->text()));
    if (pair.b)
        form.emplace("b", Json(pair.b->text()));
    put("iou", pair.iou);
    put("dice", pair.dice);
    put("centreDistance", pair.centreDistancePx);
    if (pair.metrics)
        form.emplace("metrics", json(*pair.metrics));
    return Json(std::move(form));
}

Json json(const AnswerDifference& difference) {
    return Json(Json::Object{{"key", Json(difference.key)},
                             {"a", Json(difference.a)},
                             {"b", Json(difference.b)},
                             {"major", Json(difference.major)},
                             {"reason", Json(name(difference.reason))}});
}

Json json(const QuadrantCounts& counts) {
    Json::Array numbers;
    for (const int count : counts)
        numbers.emplace_back(static_cast<double>(count));
    return Json(std::move(numbers));
}

Json json(const PointCounts& counts) {
    Json::Object form{{"image", Json(counts.image.text())},
                      {"label", Json(counts.label)},
                      {"totalA", Json(static_cast<double>(counts.totalA))},
                      {"totalB", Json(static_cast<double>(counts.totalB))}};
    if (counts.quadrantsA)
        form.emplace("quadrantsA", json(*counts.quadrantsA));
    if (counts.quadrantsB)
        form.emplace("quadrantsB", json(*counts.quadrantsB));
    return Json(std::move(form));
}

std::optional<double> optionalNumber(JsonFields& fields, std::string_view key) {
    return fields.optional(key) == nullptr ? std::nullopt : std::optional(fields.number(key));
}

Result<OutlineDistances> distancesFrom(const Json& value) {
    JsonFields fields(value);
    OutlineDistances distances{fields.number("hd"), fields.number("hd95"), fields.number("asd")};
    CW_CHECK(fields.finished());
    return distances;
}

Result<PairMetrics> metricsFrom(const Json& value) {
    JsonFields fields(value);
    PairMetrics metrics;
    metrics.areaA = fields.number("areaA");
    metrics.areaB = fields.number("areaB");
    metrics.intersection = fields.number("intersection");
    const auto& px = fields.required("px");
    const auto* mm = fields.optional("mm");
    if (const auto source = fields.optionalText("mmSource")) {
        metrics.mmSource = oneOf(kSources, *source);
        if (!metrics.mmSource)
            fields.complain();
    }
    if ((mm != nullptr) != metrics.mmSource.has_value())
        fields.complain();
    CW_CHECK(fields.finished());
    CW_TRY(metrics.px, distancesFrom(px));
    if (mm != nullptr) {
        CW_TRY(metrics.mm, distancesFrom(*mm));
    }
    return metrics;
}

Result<LesionPair> pairFrom(const Json& value, bool first) {
    JsonFields fields(value);
    LesionPair pair;
    if (auto a = fields.optionalText("a"))
        pair.a = core::LesionId(*a);
    if (auto b = fields.optionalText("b"))
        pair.b = core::LesionId(*b);
    pair.image = core::ImageId(fields.text("image"));
    const auto match = oneOf(kMatches, fields.text("match"));
    pair.iou = optionalNumber(fields, "iou");
    pair.dice = optionalNumber(fields, "dice");
    pair.centreDistancePx = optionalNumber(fields, "centreDistance");
    const auto* metrics = fields.optional("metrics");
    if (!match || (first && (!pair.iou || !pair.dice)))
        fields.complain();
    CW_CHECK(fields.finished());
    pair.match = *match;
    if (!pair.a || !pair.b) // the first form wrote 0 for the overlap with nothing
        pair.iou = pair.dice = std::nullopt;
    if (metrics != nullptr) {
        CW_TRY(pair.metrics, metricsFrom(*metrics));
    }
    return pair;
}

/// The first form gave no reason; it follows from the answers. What was major then stays so.
Result<AnswerDifference> differenceFrom(const Json& value, bool first) {
    JsonFields fields(value);
    auto difference = differenceOf(fields.text("key"), fields.text("a"), fields.text("b"));
    difference.major = fields.flag("major");
    if (!first) {
        const auto reason = differenceReasonFrom(fields.text("reason"));
        if (!reason)
            fields.complain();
        difference.reason = reason.value_or(difference.reason);
    }
    CW_CHECK(fields.finished());
    return difference;
}

Result<QuadrantCounts> quadrantsFrom(const Json& value) {
    QuadrantCounts counts{};
    const auto* numbers = value.as<Json::Array>();
    if (numbers == nullptr || numbers->size() != counts.size())
        return fail(ErrorCode::Malformed, "counts by quadrant are four numbers");
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto* number = (*numbers)[i].as<double>();
        if (number == nullptr || !(*number >= 0 && *number <= 1e9))
            return fail(ErrorCode::Malformed, "counts by quadrant are four numbers");
        counts[i] = static_cast<int>(*number);
    }
    return counts;
}

Result<PointCounts> countsFrom(const Json& value) {
    JsonFields fields(value);
    PointCounts counts;
    counts.image = core::ImageId(fields.text("image"));
    counts.label = fields.text("label");
    counts.totalA = static_cast<int>(std::min<std::size_t>(fields.index("totalA"), 1'000'000'000));
    counts.totalB = static_cast<int>(std::min<std::size_t>(fields.index("totalB"), 1'000'000'000));
    const auto *a = fields.optional("quadrantsA"), *b = fields.optional("quadrantsB");
    CW_CHECK(fields.finished());
    if (a != nullptr) {
        CW_TRY(counts.quadrantsA, quadrantsFrom(*a));
    }
    if (b != nullptr) {
        CW_TRY(counts.quadrantsB, quadrantsFrom(*b));
    }
    return counts;
}

} // namespace

std::string toJson(const Comparison& comparison) {
    Json::Array lesions, answers, points;
    for (const auto& pair : comparison.lesions)
        lesions.push_back(json(pair));
    for (const auto& difference : comparison.answers)
        answers.push_back(json(difference));
    for (const auto& counts : comparison.points)
        points.push_back(json(counts));
    return written(Json(Json::Object{{"schema", Json(kSchema)},
                                     {"case", Json(comparison.caseId.text())},
                                     {"a", Json(comparison.a.text())},
                                     {"b", Json(comparison.b.text())},
                                     {"rules", detail::json(comparison.rules)},
                                     {"agreement", Json(name(comparison.agreement))},
                                     {"lesions", Json(std::move(lesions))},
                                     {"answers", Json(std::move(answers))},
                                     {"sameAnswers", detail::json(comparison.sameAnswers)},
                                     {"points", Json(std::move(points))}}));
}

Result<Comparison> comparisonFromJson(std::string_view json) {
    CW_TRY(const auto value, detail::parsed(json));
    JsonFields fields(value);
    Comparison comparison;
    const auto schema = fields.text("schema");
    const bool first = schema == kFirstSchema;
    if (schema != kSchema && !first)
        fields.complain();
    comparison.caseId = core::CaseId(fields.text("case"));
    comparison.a = core::ReadingId(fields.text("a"));
    comparison.b = core::ReadingId(fields.text("b"));
    const auto& rules = fields.required("rules");
    const auto agreement = oneOf(kAgreements, fields.text("agreement"));
    const auto& lesions = fields.array("lesions");
    const auto& answers = fields.array("answers");
    const Json::Array none;
    const auto& points = first ? none : fields.array("points");
    if (!first)
        comparison.sameAnswers = fields.texts("sameAnswers");
    if (!agreement)
        fields.complain();
    CW_CHECK(fields.finished());
    comparison.agreement = *agreement;
    CW_TRY(comparison.rules,
           first ? detail::firstComparisonRulesFrom(rules) : detail::comparisonRulesFrom(rules));
    for (const auto& lesion : lesions) {
        CW_TRY(auto pair, pairFrom(lesion, first));
        comparison.lesions.push_back(std::move(pair));
    }
    for (const auto& answer : answers) {
        CW_TRY(auto difference, differenceFrom(answer, first));
        comparison.answers.push_back(std::move(difference));
    }
    for (const auto& entry : points) {
        CW_TRY(auto counts, countsFrom(entry));
        comparison.points.push_back(std::move(counts));
    }
    return comparison;
}

} // namespace cw::annotation
