// SPDX-License-Identifier: Apache-2.0
// validate, metrics: what the data set is worth.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "app/workflow/Tasks.h"
#include "app/workflow/Validation.h"
#include "core/Files.h"

#include <cstdio>
#include <memory>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, manifest, kind, task, model = "logistic", output;
    int folds = 0, workers = 2;
    std::uint64_t seed = 1;
    std::optional<double> target;
};

std::string fixed(double value, int digits = 3) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

Result<validation::ValidationResult>
runManifest(const Arguments& a, validation::ValidationPlan plan, const Program& program) {
    CW_CHECK(checkReadable(a.manifest, "the manifest"));
    std::optional<validation::FeatureKind> features;
    if (!a.kind.empty()) {
        CW_CHECK(oneOf("--kind", a.kind, {"mammography", "fundus"}));
        features = a.kind == "fundus" ? validation::FeatureKind::Fundus
                                      : validation::FeatureKind::Mammogram;
    }
    plan.task = a.task.empty() ? "label 1 against label 0" : a.task;
    plan.folds = a.folds > 0 ? a.folds : 5;
    return workflow::validateManifest(a.manifest, features, std::move(plan),
                                      program.progress("validate"), &program.cancelToken());
}

Result<validation::ValidationResult> runVersion(const Arguments& a, validation::ValidationPlan plan,
                                                const Program& program) {
    if (a.project.empty() || a.version.empty())
        return fail(ErrorCode::InvalidArgument,
                    "give a project and --version, or --manifest FILE.csv");
    CW_TRY(auto project, openProject(a.project, storage::Access::ReadOnly));
    const bool fundus = project.store().kind() == core::ImageKind::Fundus;
    plan.folds = a.folds > 0 ? a.folds : fundus ? 10 : 5; // programme.md 2.6
    const std::string task = !a.task.empty() ? a.task : fundus ? "disease" : "malignant";
    CW_CHECK(oneOf("--task", task, workflow::taskNames(project.store().kind())));
    return project.validate(core::VersionName(a.version), task, std::move(plan),
                            program.progress("validate"), &program.cancelToken());
}

Answer answerOf(const validation::ValidationResult& result) {
    Answer answer;
    auto& json = answer.json;
    json = {{"task", result.plan.task},
            {"model", result.plan.model},
            {"seed", result.plan.seed},
            {"images", result.scores.size()},
            {"mean_auc", result.meanAuc},
            {"sd_auc", result.sdAuc},
            {"mean_sensitivity", result.meanSensitivity},
            {"mean_specificity", result.meanSpecificity},
            {"permuted_auc", result.permutedAuc},
            {"image_size_auc", result.imageSizeAuc},
            {"folds", Json::array()},
            {"unreadable", result.unreadable},
            {"warnings", result.warnings}};
    for (const auto& fold : result.folds) {
        Json entry{{"fold", fold.fold}, {"auc", nullptr}, {"test", fold.testSize}};
        if (fold.auc)
            entry["auc"] = fold.auc->auc;
        if (!fold.note.empty())
            entry["note"] = fold.note;
        json["folds"].push_back(std::move(entry));
    }
    answer.text = result.plan.task + ", " + std::to_string(result.plan.folds) +
                  " folds: mean AUC " + fixed(result.meanAuc) + " (spread " + fixed(result.sdAuc) +
                  "), sensitivity " + fixed(result.meanSensitivity) + ", specificity " +
                  fixed(result.meanSpecificity) + "\n";
    if (result.plan.targetAuc) {
        const bool reached = result.meanAuc >= *result.plan.targetAuc;
        json["target_auc"] = *result.plan.targetAuc;
        json["target_reached"] = reached;
        answer.text += "target " + fixed(*result.plan.targetAuc) +
                       (reached ? ": reached\n" : ": not reached\n");
        answer.found = !reached;
    }
    for (const auto& warning : result.warnings)
        answer.text += "warning: " + warning + "\n";
    if (!result.unreadable.empty()) {
        answer.text += counted(result.unreadable.size(), "image") + " could not be read\n";
        answer.found = true;
    }
    return answer;
}

Result<Answer> validate(const Arguments& a, const Program& program) {
    CW_CHECK(oneOf("--model", a.model, {"logistic", "svm", "forest"}));
    if (a.target && !(*a.target > 0 && *a.target <= 1))
        return fail(ErrorCode::InvalidArgument, "--target is an AUC above 0 and up to 1");
    if (!a.manifest.empty() && !a.project.empty())
        return fail(ErrorCode::InvalidArgument, "give a project or a manifest, not both");
    validation::ValidationPlan plan;
    plan.model = a.model;
    plan.seed = a.seed;
    plan.targetAuc = a.target;
    plan.workers = a.workers;
    CW_TRY(const auto result,
           a.manifest.empty() ? runVersion(a, plan, program) : runManifest(a, plan, program));
    CW_CHECK(validation::writeReport(result, a.output));
    auto answer = answerOf(result);
    answer.text += "report.html, report.json and scores.csv are in the output folder";
    return answer;
}

Result<Answer> metrics(const std::string& scores, const std::string& output) {
    CW_CHECK(checkReadable(scores, "the score file"));
    CW_TRY(const auto text, validation::metricsJson(scores));
    if (!output.empty())
        CW_CHECK(core::writeWhole(output, text));
    Answer answer;
    answer.json = Json::parse(text, nullptr, false);
    if (!answer.json.is_object())
        return fail(ErrorCode::Internal, "the metrics are not a JSON object");
    answer.text = answer.json.dump(2);
    return answer;
}

} // namespace

void addValidate(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb =
        program.verb("validate", "k-fold validation of a version or a manifest, with a report",
                     "concord validate breast-2026 --version v1 --task malignant --output report\n"
                     "  concord validate --manifest images.csv --folds 10 --output report");
    verb->add_option("PROJECT", a->project, "the project's folder");
    verb->add_option("--version", a->version, "the version's name");
    verb->add_option("--manifest", a->manifest,
                     "CSV with image,patient,label; images relative to its folder");
    verb->add_option("--kind", a->kind, "of a manifest: mammography or fundus; default: by colour");
    verb->add_option(
        "--task", a->task,
        "malignant, benign / glaucoma, amd, dr, rvo, disease; free words for a manifest");
    verb->add_option("--folds", a->folds, "default 5 (mammography, manifest) or 10 (fundus)")
        ->check(CLI::Range(2, 1000));
    verb->add_option("--seed", a->seed, "the same seed, the same report; default 1");
    verb->add_option("--model", a->model, "logistic, svm or forest; default logistic");
    verb->add_option("--target", a->target, "mean AUC set beforehand");
    verb->add_option("--workers", a->workers, "default 2");
    verb->add_option("--output", a->output, "folder for the report")->required();
    program.whenChosen(verb, [a, &program] { return validate(*a, program); });
}

void addMetrics(Program& program) {
    struct Files {
        std::string scores, output;
    };
    auto a = std::make_shared<Files>();
    auto* verb =
        program.verb("metrics", "AUC, DeLong interval and paired test of a table of scores",
                     "concord metrics --scores scores.csv");
    verb->add_option("--scores", a->scores, "CSV with score,label[,patient][,fold][,score2]")
        ->required();
    verb->add_option("--output", a->output, "JSON file to write as well");
    program.whenChosen(verb, [a] { return metrics(a->scores, a->output); });
}

} // namespace cw::cli
