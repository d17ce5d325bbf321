// SPDX-License-Identifier: Apache-2.0
// What `validate` says when it is done: the report's first screen in a terminal.
#include "app/cli/Validate.h"
#include "app/workflow/PrintedReport.h"
#include "app/workflow/study/StudyProvenance.h"
#include "validation/report/Report.h"
#include "validation/study/Judgement.h"

#include <cmath>
#include <cstdio>

namespace cw::cli {
namespace {

std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string words(const validation::Estimate& estimate) {
    return fixed(estimate.value) + " (" + fixed(estimate.lower) + " to " + fixed(estimate.upper) +
           ")";
}

Json numbers(const validation::Estimate& estimate) {
    return {{"value", estimate.value}, {"lower", estimate.lower}, {"upper", estimate.upper}};
}

/// Those that were dealt to folds; `unreadable` counts a picture once for every copy.
std::size_t picturesOf(const validation::StudyResult& study) {
    for (const auto& count : study.counts)
        if (count.what == "images")
            return count.negatives + count.positives;
    return 0;
}

/// Keys of the contract (DESIGN.md 4) first; the whole is in report.json.
Json jsonOf(const validation::StudyResult& study) {
    Json json{
        {"task", study.task},       {"seed", study.seed},         {"images", picturesOf(study)},
        {"verdict", study.verdict}, {"failures", study.failures}, {"unreadable", study.unreadable},
        {"models", Json::array()},  {"checks", Json::array()},    {"comparisons", Json::array()}};
    if (const auto* model = validation::targetOf(study)) {
        json["model"] = model->model;
        json["mean_auc"] = model->meanAuc.value;
        json["mean_auc_interval"] = numbers(model->meanAuc);
        json["sd_auc"] = model->sdAuc;
        json["mean_sensitivity"] = model->meanSensitivity;
        json["mean_specificity"] = model->meanSpecificity;
        json["folds"] = Json::array();
        for (const auto& fold : model->folds) {
            Json entry{{"fold", fold.fold},
                       {"auc", nullptr},
                       {"sensitivity", nullptr},
                       {"specificity", nullptr},
                       {"test", fold.testPictures}};
            if (fold.auc)
                entry["auc"] = fold.auc->auc;
            if (const auto rate = fold.counts.sensitivity())
                entry["sensitivity"] = *rate;
            if (const auto rate = fold.counts.specificity())
                entry["specificity"] = *rate;
            if (!fold.note.empty())
                entry["note"] = fold.note;
            json["folds"].push_back(std::move(entry));
        }
    }
    if (study.target) {
        json["target_auc"] = *study.target;
        json["target_reached"] = study.targetMetOnPoint;
        json["target_reached_by_lower_limit"] = study.targetMetOnLowerBound;
    }
    for (const auto& model : study.models)
        json["models"].push_back(
            {{"model", model.model}, {"copy", model.copy}, {"mean_auc", numbers(model.meanAuc)}});
    for (const auto& check : study.checks)
        json["checks"].push_back({{"check", check.check},
                                  {"severity", validation::nameOf(check.severity)},
                                  {"verdict", check.verdict},
                                  {"sentence", check.sentence}});
    for (const auto& one : study.comparisons)
        json["comparisons"].push_back({{"first", one.first},
                                       {"second", one.second},
                                       {"difference", numbers(one.difference)},
                                       {"equivalent", one.equivalent}});
    return json;
}

std::string textOf(const validation::StudyResult& study) {
    std::string text = study.task + ", " + std::to_string(study.folds) + " folds, " +
                       std::to_string(study.patients) + " patients\n" + study.verdict + "\n";
    for (const auto& model : study.models)
        text += "  " + validation::titleOf(model) + ": mean AUC " + words(model.meanAuc) +
                ", spread of folds " + fixed(model.sdAuc) + ", sensitivity " +
                fixed(model.meanSensitivity) + ", specificity " + fixed(model.meanSpecificity) +
                "\n";
    for (const auto& comparison : study.comparisons)
        text += "  " + comparison.sentence + "\n";
    for (const auto& check : study.checks)
        if (check.severity >= validation::Severity::Warning)
            text += std::string(validation::nameOf(check.severity)) + " (" + check.check +
                    "): " + check.sentence + "\n";
    for (const auto& limit : study.limits)
        text += "note: " + limit + "\n";
    return text + "report.html, report.json, scores.csv and suspicious.csv are in the output "
                  "folder";
}

} // namespace

Result<Answer> reportOf(const validation::StudyPlan& plan, const std::filesystem::path& output) {
    CW_TRY(const auto study, validation::aggregate(plan, workflow::studyProvenance(plan)));
    CW_CHECK(validation::writeStudy(study, output));
    Answer answer;
    answer.json = jsonOf(study);
    answer.text = textOf(study);
    const auto printed = workflow::printReport(output);
    answer.json["pdf"] = printed.has_value();
    if (!printed)
        answer.text += "\nno report.pdf: " + printed.error().sentence();
    answer.found = study.exitStatus != 0 || !study.unreadable.empty();
    return answer;
}

} // namespace cw::cli
