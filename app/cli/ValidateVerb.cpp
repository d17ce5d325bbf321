// SPDX-License-Identifier: Apache-2.0
// validate: what the data set is worth, from the question to the report.
#include "app/cli/OpenProject.h"
#include "app/cli/Validate.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Tasks.h"
#include "app/workflow/study/SlurmRun.h"
#include "app/workflow/study/StudyRun.h"
#include "core/Files.h"
#include "validation/checks/Checks.h"
#include "validation/models/ImageModel.h"
#include "validation/study/Units.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>

namespace cw::cli {
namespace {

Result<void> checkWords(const ValidateWords& words) {
    if (!words.manifest.empty() && !words.project.empty())
        return fail(ErrorCode::InvalidArgument, "give a project or a manifest, not both");
    if (words.manifest.empty() && (words.project.empty() || words.version.empty()))
        return fail(ErrorCode::InvalidArgument,
                    "give a project and --version, or --manifest FILE.csv");
    if (words.output.empty())
        return fail(ErrorCode::InvalidArgument, "--output FOLDER is needed");
    if (words.target && !(*words.target > 0 && *words.target <= 1))
        return fail(ErrorCode::InvalidArgument, "--target is an AUC above 0 and up to 1");
    if (words.prevalence && !(*words.prevalence > 0 && *words.prevalence < 1))
        return fail(ErrorCode::InvalidArgument, "--prevalence lies between 0 and 1");
    if (!words.kind.empty())
        CW_CHECK(oneOf("--kind", words.kind, {"mammography", "fundus"}));
    if (!words.unit.empty())
        CW_CHECK(oneOf("--unit", words.unit, {"image", "eye", "breast", "patient"}));
    for (const std::string& model : words.models)
        if (auto made = validation::makeModel(model); !made)
            return within(std::move(made).error(), "--model");
    auto names = validation::checkNames();
    names.insert(names.end(), {"none", "all"});
    for (const std::string& check : words.checks)
        CW_CHECK(oneOf("--checks", check, names));
    return {};
}

validation::StudyRequest wishOf(const ValidateWords& words) {
    validation::StudyRequest wish;
    wish.task = words.task.empty() ? "label 1 against label 0" : words.task;
    wish.seed = words.seed;
    wish.bySite = words.bySite;
    wish.balanceBy = words.balance;
    wish.models = words.models.empty() ? std::vector<std::string>{"features"} : words.models;
    wish.checks = words.checks;
    if (words.checks.empty() || words.checks == std::vector<std::string>{"all"})
        wish.checks = validation::checkNames();
    wish.target = words.target;
    wish.prevalence = words.prevalence;
    wish.margin = words.margin;
    wish.inputSide = words.inputSide;
    if (!words.unit.empty())
        wish.unit = *validation::unitFrom(words.unit);
    return wish;
}

Result<validation::StudyRequest> ofManifest(const ValidateWords& words,
                                            validation::StudyRequest wish) {
    CW_CHECK(checkReadable(words.manifest, "the manifest"));
    std::optional<core::ImageKind> kind;
    if (!words.kind.empty())
        kind = words.kind == "fundus" ? core::ImageKind::Fundus : core::ImageKind::Mammography;
    if (!words.outlines.empty()) {
        CW_CHECK(checkReadable(words.outlines, "the outlines"));
        CW_TRY(wish.outlines, core::readText(words.outlines));
    }
    return workflow::studyOfManifest(words.manifest, kind, std::move(wish));
}

Result<validation::StudyRequest> ofVersion(const ValidateWords& words,
                                           validation::StudyRequest wish) {
    if (!words.outlines.empty())
        return fail(ErrorCode::InvalidArgument,
                    "--outlines belongs to a manifest; a version brings its own");
    CW_TRY(auto project, openProject(words.project, storage::Access::ReadOnly));
    const bool fundus = project.store().kind() == core::ImageKind::Fundus;
    const std::string task = !words.task.empty() ? words.task : fundus ? "disease" : "malignant";
    CW_CHECK(oneOf("--task", task, workflow::taskNames(project.store().kind())));
    return workflow::studyOfVersion(project, core::VersionName(words.version), task,
                                    std::move(wish));
}

/// "NAME=MANIFEST" or the manifest alone, which is named by its folder.
Result<validation::StudyCopy> copyOf(const std::string& text,
                                     const validation::StudyRequest& study) {
    const auto equals = text.find('=');
    std::filesystem::path file = equals == std::string::npos ? text : text.substr(equals + 1);
    if (std::filesystem::is_directory(file))
        file /= "manifest.csv";
    CW_CHECK(checkReadable(file, "the copy's manifest"));
    const std::string name =
        equals != std::string::npos
            ? text.substr(0, equals)
            : std::filesystem::absolute(file).parent_path().filename().string();
    return workflow::copyOfManifest(file, name, study);
}

} // namespace

Result<validation::StudyRequest> studyRequest(const ValidateWords& words) {
    CW_CHECK(checkWords(words));
    auto wish = wishOf(words);
    CW_TRY(auto study, words.manifest.empty() ? ofVersion(words, std::move(wish))
                                              : ofManifest(words, std::move(wish)));
    const bool fundus = study.kind == core::ImageKind::Fundus;
    // programme.md 2.6: 10 folds for wide field and glaucoma, 5 for mammography.
    study.folds = words.folds > 0 ? words.folds : words.manifest.empty() && fundus ? 10 : 5;
    // A manifest that brings its folds has said how many there are.
    if (words.folds == 0 && std::all_of(study.samples.begin(), study.samples.end(),
                                        [](const auto& one) { return one.fold.has_value(); }))
        for (const auto& sample : study.samples)
            study.folds =
                std::max(&sample == &study.samples.front() ? 0 : study.folds, *sample.fold);
    if (words.bySite) {
        std::vector<std::string> sites;
        for (const auto& sample : study.samples)
            sites.push_back(sample.site);
        std::sort(sites.begin(), sites.end());
        study.folds = static_cast<int>(std::unique(sites.begin(), sites.end()) - sites.begin());
    }
    if (words.unit.empty() && std::all_of(study.samples.begin(), study.samples.end(),
                                          [](const auto& one) { return !one.laterality.empty(); }))
        study.unit = fundus ? validation::Unit::Eye : validation::Unit::Breast;
    for (const std::string& text : words.copies) {
        CW_TRY(study.copies.emplace_back(), copyOf(text, study));
    }
    return study;
}

workflow::ProjectOpener projectOpener() {
    return [](const std::filesystem::path& folder) {
        return openProject(folder, storage::Access::ReadOnly);
    };
}

validation::TaskTools toolsOf(const Program& program) {
    struct Opened {
        std::mutex mutex;
        std::map<std::string, validation::PictureSource> bySource;
    };
    validation::TaskTools tools;
    tools.cancel = &program.cancelToken();
    tools.pictures = [opened = std::make_shared<Opened>()](
                         const validation::StudyCopy& copy) -> Result<validation::PictureSource> {
        // One password and one connection for all tasks, whatever thread asks first.
        const std::lock_guard lock(opened->mutex);
        const auto known = opened->bySource.find(copy.source);
        if (known != opened->bySource.end())
            return known->second;
        CW_TRY(auto source, workflow::picturesOf(copy, projectOpener()));
        return opened->bySource.emplace(copy.source, std::move(source)).first->second;
    };
    return tools;
}

Result<void> runTasks(const validation::StudyPlan& plan, const EngineWords& words,
                      const Program& program) {
    CW_CHECK(oneOf("--engine", words.engine, {"local", "slurm"}));
    CW_TRY(const auto concord, workflow::concordProgram());
    if (words.engine == "slurm") {
        workflow::SlurmOptions options;
        options.program = concord;
        options.sbatch = words.slurm;
        options.concord = loginArguments();
        options.progress = program.progress("validate");
        options.cancel = &program.cancelToken();
        return workflow::runWithSlurm(plan, options);
    }
    workflow::RunOptions options;
    options.workers = words.workers > 0
                          ? words.workers
                          : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    options.progress = program.progress("validate");
    options.cancel = &program.cancelToken();
    return workflow::runStudy(
        plan,
        workflow::preparingHere(
            plan, toolsOf(program),
            workflow::inOwnProcess(concord, plan, loginArguments(), &program.cancelToken())),
        options);
}

void addValidateOptions(CLI::App& verb, ValidateWords& words) {
    verb.add_option("PROJECT", words.project, "the project's folder");
    verb.add_option("--version", words.version, "the version's name");
    verb.add_option("--manifest", words.manifest,
                    "CSV with image,patient,label[,device,laterality,view,accession,site,age,sex,"
                    "fold,...]; images relative to its folder");
    verb.add_option("--kind", words.kind,
                    "of a manifest: mammography or fundus; default: by colour");
    verb.add_option(
        "--task", words.task,
        "malignant, benign / glaucoma, amd, dr, rvo, disease; free words for a manifest");
    verb.add_option("--folds", words.folds, "default 5 (mammography, manifest) or 10 (fundus)")
        ->check(CLI::Range(2, 1000));
    verb.add_option("--seed", words.seed, "the same seed, the same report; default 1");
    verb.add_option("--model", words.models,
                    "features, features:svm, features:forest, shortcut, cnn, patches, "
                    "external:FILE, backbone:FILE, scores:FILE; may be given several times; "
                    "default features")
        ->delimiter(';');
    verb.add_option("--checks", words.checks, "all (default), none, or names")->delimiter(',');
    verb.add_option("--copy", words.copies,
                    "the same pictures in another coding: NAME=FOLDER with a manifest.csv, as "
                    "concord compress writes it; may be given several times");
    verb.add_option("--unit", words.unit,
                    "image, eye, breast or patient; default: eye or breast where every image has "
                    "a laterality");
    verb.add_option("--balance", words.balance,
                    "columns to balance over the folds besides the class, e.g. device")
        ->delimiter(',');
    verb.add_flag("--by-site", words.bySite, "leave one site out instead of K folds");
    verb.add_option("--target", words.target, "mean AUC set beforehand");
    verb.add_option("--prevalence", words.prevalence, "for predictive values, e.g. 0.006");
    verb.add_option("--margin", words.margin, "of equivalence between copies, in AUC; default 0.02")
        ->check(CLI::Range(0.0001, 0.5));
    verb.add_option("--outlines", words.outlines,
                    "of a manifest, for patches: JSON {\"image\": [[[x, y], ...], ...]} in pixels");
    verb.add_option("--input-side", words.inputSide, "px of the pictures a network sees")
        ->check(CLI::Range(16, 1024));
    verb.add_option("--output", words.output, "folder for plan, tasks and report");
}

void addEngineOptions(CLI::App& verb, EngineWords& words) {
    verb.add_option("--engine", words.engine, "local (default) or slurm");
    verb.add_option("--slurm-option", words.slurm, "more for sbatch, e.g. --partition=short");
    verb.add_option("--workers", words.workers, "processes at once; default: one a core");
}

void addValidate(Program& program) {
    auto words = std::make_shared<ValidateWords>();
    auto engine = std::make_shared<EngineWords>();
    auto* verb = program.verb(
        "validate", "k-fold validation of a version or a manifest, with a report",
        "concord validate breast-2026 --version v1 --task malignant --output report\n"
        "  concord validate --manifest images.csv --folds 10 --model cnn --output out\n"
        "The same command goes on where a killed run stopped. validate plan, run and "
        "aggregate do it step by step.");
    addValidateOptions(*verb, *words);
    addEngineOptions(*verb, *engine);
    addValidateSteps(verb, program);
    addRereading(verb, program);
    program.whenChosen(verb, [words, engine, &program]() -> Result<Answer> {
        CW_TRY(const auto request, studyRequest(*words));
        CW_TRY(const auto plan, validation::StudyPlan::write(words->output, request));
        CW_CHECK(runTasks(plan, *engine, program));
        return reportOf(plan, words->output);
    });
}

} // namespace cw::cli
