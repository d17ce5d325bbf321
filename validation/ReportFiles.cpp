// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/CrossValidation.h"
#include "validation/Csv.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

// Neither workers nor a time stand in these files: the same data, plan and seed give the same
// bytes.
using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json intervalOf(const Auc& area) { return Json::array({area.lower, area.upper}); }

Json wilsonOf(std::size_t successes, std::size_t trials) {
    const Interval interval = wilson(successes, trials);
    return Json::array({interval.lower, interval.upper});
}

Json curveOf(std::span<const RocPoint> curve) {
    Json points = Json::array();
    for (const RocPoint& point : curve)
        points.push_back({point.falsePositiveRate, point.truePositiveRate,
                          std::isfinite(point.threshold) ? Json(point.threshold) : Json(nullptr)});
    return points;
}

Json foldOf(const FoldResult& fold) {
    const Counts& c = fold.counts;
    Json json{{"fold", fold.fold}};
    json["auc"] = fold.auc ? Json(fold.auc->auc) : Json(nullptr);
    json["auc_variance"] = fold.auc ? Json(fold.auc->variance) : Json(nullptr);
    json["auc_ci"] = fold.auc ? intervalOf(*fold.auc) : Json(nullptr);
    json["n_positive"] = c.tp + c.fn;
    json["n_negative"] = c.tn + c.fp;
    json["train_size"] = fold.trainSize;
    json["test_size"] = fold.testSize;
    json["settings"] = fold.settings;
    json["threshold"] = fold.operatingPoint.threshold;
    json["sensitivity"] = orNull(c.sensitivity());
    json["sensitivity_ci"] = wilsonOf(c.tp, c.tp + c.fn);
    json["specificity"] = orNull(c.specificity());
    json["specificity_ci"] = wilsonOf(c.tn, c.tn + c.fp);
    json["counts"] = {{"tp", c.tp}, {"fp", c.fp}, {"tn", c.tn}, {"fn", c.fn}};
    json["note"] = fold.note;
    json["roc"] = curveOf(fold.roc);
    return json;
}

Json shortcutsOf(const ValidationResult& result) {
    Json list = Json::array();
    for (const ShortcutCheck& check : result.shortcuts)
        list.push_back({{"what", check.what}, {"auc", check.auc}, {"lower", check.lower}});
    return list;
}

std::string reportJson(const ValidationResult& result) {
    const ValidationPlan& plan = result.plan;
    Json json;
    json["schema"] = "concord-validation-1";
    json["task"] = plan.task;
    json["dataset"] = plan.dataset;
    json["synthetic"] = plan.synthetic;
    json["remarks"] = plan.remarks;
    json["features"] = plan.features == FeatureKind::Mammogram ? "mammogram" : "fundus";
    json["model"] = plan.model;
    json["seed"] = plan.seed;
    json["images_given"] = result.given;
    json["images_used"] = result.scores.size();
    json["patients"] = result.patients;
    json["mean_auc"] = result.meanAuc;
    json["sd_auc"] = result.sdAuc;
    json["mean_sensitivity"] = result.meanSensitivity;
    json["mean_specificity"] = result.meanSpecificity;
    json["target_auc"] = orNull(plan.targetAuc);
    json["target_met"] = plan.targetAuc ? Json(result.meanAuc >= *plan.targetAuc) : Json(nullptr);
    json["pooled_auc"] = result.pooled.auc;
    json["pooled_auc_variance"] = result.pooled.variance;
    json["pooled_auc_ci"] = intervalOf(result.pooled);
    json["pooled_auc_ci_by_patient"] = intervalOf(result.pooledByPatient);
    json["permuted_auc"] = result.permutedAuc;
    json["permuted_sd"] = result.permutedSd;
    json["permuted_highest"] = result.permutedMax;
    json["permutations"] = result.permutations;
    json["image_size_auc"] = result.imageSizeAuc;
    json["shortcuts"] = shortcutsOf(result);
    json["warnings"] = result.warnings;
    json["unreadable"] = result.unreadable;
    json["folds"] = Json::array();
    for (const FoldResult& fold : result.folds)
        json["folds"].push_back(foldOf(fold));
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string scoresCsv(const ValidationResult& result) {
    std::string csv = "image,patient,label,fold,score\n";
    for (const OutOfFoldScore& row : result.scores)
        csv += csvField(row.sample.image) + ',' + csvField(row.sample.patient) + ',' +
               std::to_string(row.sample.label) + ',' + std::to_string(row.fold) + ',' +
               shortest(row.score) + '\n';
    return csv;
}

std::string reportHtml(const ValidationResult& result) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>Data-set validation</title>\n</head>\n<body "
           "style=\"margin:0;background:#fff\">\n" +
           reportHtmlBody(result) + "</body>\n</html>\n";
}

} // namespace

Result<void> writeReport(const ValidationResult& result, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create the report's folder: " + error.message());
    CW_CHECK(core::writeWhole(folder / "scores.csv", scoresCsv(result)));
    CW_CHECK(core::writeWhole(folder / "report.json", reportJson(result)));
    return core::writeWhole(folder / "report.html", reportHtml(result));
}

} // namespace cw::validation
