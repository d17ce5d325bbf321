// SPDX-License-Identifier: Apache-2.0
#include "annotation/Comparison.h"
#include "annotation/detail/JsonFields.h"

namespace cw::annotation {
namespace {

using detail::Json;
using detail::JsonFields;

constexpr const char* kSchema = "concord-comparison-1";

std::optional<Agreement> agreementFrom(std::string_view text) {
    for (const auto value : {Agreement::Agree, Agreement::Partial, Agreement::Disagree})
        if (name(value) == text)
            return value;
    return std::nullopt;
}

std::optional<LesionMatch> matchFrom(std::string_view text) {
    for (const auto value : {LesionMatch::Agree, LesionMatch::Partial, LesionMatch::LabelDiffers,
                             LesionMatch::MissedByB, LesionMatch::MissedByA})
        if (name(value) == text)
            return value;
    return std::nullopt;
}

Json json(const LesionPair& pair) {
    Json::Object form{{"image", Json(pair.image.text())},
                      {"match", Json(name(pair.match))},
                      {"iou", Json(pair.iou)},
                      {"dice", Json(pair.dice)}};
    if (pair.a)
        form.emplace("a", Json(pair.a->text()));
    if (pair.b)
        form.emplace("b", Json(pair.b->text()));
    return Json(std::move(form));
}

Json json(const AnswerDifference& difference) {
    return Json(Json::Object{{"key", Json(difference.key)},
                             {"a", Json(difference.a)},
                             {"b", Json(difference.b)},
                             {"major", Json(difference.major)}});
}

Result<LesionPair> pairFrom(const Json& value) {
    JsonFields fields(value);
    LesionPair pair;
    if (auto a = fields.optionalText("a"))
        pair.a = core::LesionId(*a);
    if (auto b = fields.optionalText("b"))
        pair.b = core::LesionId(*b);
    pair.image = core::ImageId(fields.text("image"));
    const auto match = matchFrom(fields.text("match"));
    pair.iou = fields.number("iou");
    pair.dice = fields.number("dice");
    if (!match)
        fields.complain();
    CW_CHECK(fields.finished());
    pair.match = *match;
    return pair;
}

Result<AnswerDifference> differenceFrom(const Json& value) {
    JsonFields fields(value);
    AnswerDifference difference{fields.text("key"), fields.text("a"), fields.text("b"),
                                fields.flag("major")};
    CW_CHECK(fields.finished());
    return difference;
}

Result<ComparisonRules> rulesFrom(const Json& value) {
    JsonFields fields(value);
    ComparisonRules rules{fields.number("agreeIou"), fields.number("partialIou")};
    CW_CHECK(fields.finished());
    return rules;
}

} // namespace

std::string toJson(const Comparison& comparison) {
    Json::Array lesions, answers;
    for (const auto& pair : comparison.lesions)
        lesions.push_back(json(pair));
    for (const auto& difference : comparison.answers)
        answers.push_back(json(difference));
    return written(Json(Json::Object{
        {"schema", Json(kSchema)},
        {"case", Json(comparison.caseId.text())},
        {"a", Json(comparison.a.text())},
        {"b", Json(comparison.b.text())},
        {"rules", Json(Json::Object{{"agreeIou", Json(comparison.rules.agreeIou)},
                                    {"partialIou", Json(comparison.rules.partialIou)}})},
        {"agreement", Json(name(comparison.agreement))},
        {"lesions", Json(std::move(lesions))},
        {"answers", Json(std::move(answers))}}));
}

Result<Comparison> comparisonFromJson(std::string_view json) {
    CW_TRY(const auto value, detail::parsed(json));
    JsonFields fields(value);
    Comparison comparison;
    if (fields.text("schema") != kSchema)
        fields.complain();
    comparison.caseId = core::CaseId(fields.text("case"));
    comparison.a = core::ReadingId(fields.text("a"));
    comparison.b = core::ReadingId(fields.text("b"));
    const auto& rules = fields.required("rules");
    const auto agreement = agreementFrom(fields.text("agreement"));
    const auto& lesions = fields.array("lesions");
    const auto& answers = fields.array("answers");
    if (!agreement)
        fields.complain();
    CW_CHECK(fields.finished());
    comparison.agreement = *agreement;
    CW_TRY(comparison.rules, rulesFrom(rules));
    for (const auto& lesion : lesions) {
        CW_TRY(auto pair, pairFrom(lesion));
        comparison.lesions.push_back(std::move(pair));
    }
    for (const auto& answer : answers) {
        CW_TRY(auto difference, differenceFrom(answer));
        comparison.answers.push_back(std::move(difference));
    }
    return comparison;
}

} // namespace cw::annotation
