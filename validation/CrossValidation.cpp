// SPDX-License-Identifier: Apache-2.0
#include "validation/CrossValidation.h"

#include "validation/Checks.h"
#include "validation/Csv.h"
#include "validation/FoldRun.h"
#include "validation/Parallel.h"
#include "validation/Warnings.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <set>

namespace cw::validation {
namespace {

constexpr int kPermutations = 20;

Result<ModelKind> checkedModel(const ValidationPlan& plan) {
    const auto kind = modelKindFrom(plan.model);
    if (!kind)
        return fail(ErrorCode::InvalidArgument,
                    "unknown model; there are logistic, svm and forest");
    if (plan.targetAuc && !(*plan.targetAuc > 0 && *plan.targetAuc <= 1))
        return fail(ErrorCode::InvalidArgument, "the target AUC must lie between 0 and 1");
    return *kind;
}

std::string settingsText(const ModelSettings& settings) {
    switch (settings.kind) {
    case ModelKind::Logistic:
        return "penalty " + shortest(settings.strength);
    case ModelKind::Svm:
        return "C " + shortest(settings.strength);
    case ModelKind::Forest:
        return shortest(settings.strength) + " trees";
    }
    return {};
}

/// Test labels are looked at here, after the model has answered, and nowhere before.
FoldResult judged(const FoldScores& run, int fold, std::span<const Sample> samples) {
    FoldResult result;
    result.fold = fold + 1;
    result.note = run.note;
    result.operatingPoint = run.operatingPoint;
    result.settings = settingsText(run.chosen);
    result.trainSize = run.trainSize;
    result.testSize = run.testRows.size();
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < run.testRows.size(); ++i)
        scored.push_back({run.scores[i], samples[run.testRows[i]].label});
    result.counts = countsAt(scored, run.operatingPoint.threshold);
    if (auto area = auc(scored)) {
        result.auc = *area;
        result.note += (result.note.empty() || area->note.empty() ? "" : "; ") + area->note;
        result.roc = rocCurve(scored).value_or(std::vector<RocPoint>{});
    } else {
        result.note += (result.note.empty() ? "" : "; ") + area.error().message;
    }
    return result;
}

struct MeanSd {
    double mean = 0, sd = 0;
};
MeanSd meanSd(const std::vector<double>& values) {
    MeanSd result;
    if (values.empty())
        return result;
    const auto n = static_cast<double>(values.size());
    for (const double value : values)
        result.mean += value / n;
    for (const double value : values)
        result.sd += (value - result.mean) * (value - result.mean);
    result.sd = values.size() > 1 ? std::sqrt(result.sd / (n - 1)) : 0;
    return result;
}

void addMeans(ValidationResult& result) {
    std::vector<double> areas, sensitivities, specificities;
    for (const FoldResult& fold : result.folds) {
        if (fold.auc)
            areas.push_back(fold.auc->auc);
        if (const auto value = fold.counts.sensitivity())
            sensitivities.push_back(*value);
        if (const auto value = fold.counts.specificity())
            specificities.push_back(*value);
    }
    const MeanSd area = meanSd(areas);
    result.meanAuc = area.mean;
    result.sdAuc = area.sd;
    result.meanSensitivity = meanSd(sensitivities).mean;
    result.meanSpecificity = meanSd(specificities).mean;
}

Result<void> addPooled(ValidationResult& result, std::span<const Sample> grouped) {
    std::vector<Scored> pooled;
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < grouped.size(); ++i) {
        pooled.push_back({result.scores[i].score, grouped[i].label});
        patients.push_back(grouped[i].patient);
    }
    CW_TRY(result.pooled, auc(pooled));
    CW_TRY(result.pooledByPatient, clusteredAuc(pooled, patients));
    result.patients = std::set<std::string>(patients.begin(), patients.end()).size();
    return {};
}

Result<void> runFolds(ValidationResult& result, const FeatureTable& table,
                      std::span<const Sample> grouped, std::span<const int> folds, ModelKind kind,
                      const core::ProgressFn& progress, const core::CancelToken* cancel) {
    const ValidationPlan& plan = result.plan;
    const auto k = static_cast<std::size_t>(plan.folds);
    std::vector<Result<FoldScores>> runs(k);
    std::mutex counting;
    std::size_t done = 0;
    CW_CHECK(forEachIndex(k, plan.workers, cancel, [&](std::size_t i) {
        runs[i] = runFold(table.values, grouped, folds, static_cast<int>(i), kind, plan.seed);
        const std::lock_guard lock(counting);
        ++done;
        if (progress)
            progress(done, k, "folds");
    }));
    result.scores.resize(table.samples.size());
    for (std::size_t i = 0; i < k; ++i) {
        if (!runs[i])
            return within(std::move(runs[i]).error(), "fold " + std::to_string(i + 1));
        result.folds.push_back(judged(*runs[i], static_cast<int>(i), grouped));
        for (std::size_t j = 0; j < runs[i]->testRows.size(); ++j) {
            const std::size_t row = runs[i]->testRows[j];
            result.scores[row] = {table.samples[row], static_cast<int>(i) + 1, runs[i]->scores[j]};
        }
    }
    return {};
}

Result<void> runChecks(ValidationResult& result, const FeatureTable& table,
                       std::span<const Sample> grouped, std::span<const int> folds,
                       const core::CancelToken* cancel) {
    CW_TRY(const Permutation permutation,
           permuteLabels(table.values, grouped, folds, result.plan, kPermutations, cancel));
    result.permutations = permutation.times;
    result.permutedAuc = permutation.mean;
    result.permutedSd = permutation.sd;
    result.permutedMax = permutation.highest;
    CW_TRY(result.shortcuts, checkShortcuts(table, folds, result.plan, cancel));
    for (const ShortcutCheck& check : result.shortcuts)
        if (check.what == "image size")
            result.imageSizeAuc = check.auc;
    return {};
}

} // namespace

Result<ValidationResult> crossValidate(std::span<const Sample> samples, const ImageSource& images,
                                       const ValidationPlan& plan, const core::ProgressFn& progress,
                                       const core::CancelToken* cancel) {
    CW_TRY(const ModelKind kind, checkedModel(plan));
    // Before hours of reading pictures: can the data set be split at all?
    CW_CHECK(patientFolds(samples, plan.folds, plan.seed));
    CW_TRY(const FeatureTable table, extractFeatures(samples, images, plan, progress, cancel));
    const Grouping grouping = groupedByPixels(table);
    auto folds = patientFolds(grouping.samples, plan.folds, plan.seed);
    if (!folds)
        return within(std::move(folds).error(),
                      table.unreadable.empty()
                          ? std::string("taking patients with equal pictures as one")
                          : "leaving out " + std::to_string(table.unreadable.size()) +
                                " unreadable images");
    ValidationResult result;
    result.plan = plan;
    result.unreadable = table.unreadable;
    result.given = samples.size();
    CW_CHECK(runFolds(result, table, grouping.samples, *folds, kind, progress, cancel));
    addMeans(result);
    CW_CHECK(addPooled(result, grouping.samples));
    CW_CHECK(runChecks(result, table, grouping.samples, *folds, cancel));
    result.warnings = warningsOf(result, table, grouping);
    return result;
}

} // namespace cw::validation
