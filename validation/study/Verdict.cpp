// SPDX-License-Identifier: Apache-2.0
// What the first screen says, in words that a study lead can repeat.
#include "validation/study/Verdict.h"

#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

using checks::decimals;

/// Verdicts are read against a target of three decimals.
std::string withInterval(const Estimate& estimate) {
    return decimals(estimate.value, 3) + " (" + decimals(estimate.lower, 3) + " to " +
           decimals(estimate.upper, 3) + ")";
}

const ModelResult* targetModelOf(const StudyResult& result) {
    const auto found =
        std::find_if(result.models.begin(), result.models.end(), [&](const ModelResult& model) {
            return model.model == result.targetModel && model.copy == result.models.front().copy;
        });
    return found == result.models.end() ? nullptr : &*found;
}

std::string verdictOf(const StudyResult& result, const ModelResult* model) {
    std::string text;
    for (const CheckResult& check : result.checks)
        if (check.severity == Severity::Failure && !check.verdict.empty() &&
            text.find(check.verdict) == std::string::npos)
            text += check.verdict + ". ";
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (model == nullptr)
        return text + "No model was run.";
    text += "Mean AUC of " + model->model + " " + withInterval(model->meanAuc);
    if (!result.target)
        return text + "; no target was set beforehand.";
    text += "; target " + decimals(*result.target, 3) + ": ";
    if (!result.targetMetOnPoint)
        return text + "missed.";
    return text + (result.targetMetOnLowerBound
                       ? "met, also by the lower limit of the interval."
                       : "met by the mean, not by the lower limit of the interval.");
}

void addLimits(StudyResult& result, const ModelResult* model) {
    auto& limits = result.limits;
    if (result.synthetic)
        limits.push_back("The pictures are synthetic: the figures say that the programme works, "
                         "nothing about patients.");
    limits.push_back("For research. The figures judge the data set, not a device; no diagnosis may "
                     "rest on them.");
    limits.push_back("Folds of one data set share its sources: how a model would do elsewhere is "
                     "not shown.");
    if (model == nullptr)
        return;
    std::size_t smallest = SIZE_MAX, withoutAuc = 0;
    for (const StudyFold& fold : model->folds) {
        withoutAuc += fold.auc ? 0U : 1U;
        smallest =
            std::min({smallest, fold.counts.tp + fold.counts.fn, fold.counts.tn + fold.counts.fp});
    }
    constexpr std::size_t kFew = 10;
    if (smallest < kFew)
        limits.push_back("The smallest fold tests only " + std::to_string(smallest) +
                         " cases of a class: single folds are mostly noise, look at the mean.");
    if (withoutAuc > 0)
        limits.push_back(std::to_string(withoutAuc) +
                         " folds lack a class and do not count in the mean.");
    if (std::abs(model->meanAuc.value - model->pooledAuc.value) > 0.02)
        limits.push_back("The mean of the folds (" + decimals(model->meanAuc.value, 3) +
                         ") and the AUC of all scores pooled (" +
                         decimals(model->pooledAuc.value, 3) +
                         ") differ by more than 0.02: the scores of different folds are not on one "
                         "scale. The mean is the figure to use.");
    if (model->meanAuc.lower <= 0.5 && model->meanAuc.upper >= 0.5)
        limits.push_back("The result is not better than chance: the interval of the mean AUC, " +
                         withInterval(model->meanAuc) + ", holds 0.5.");
    if (model->meanAuc.value > 0.98 && model->units.size() >= 20)
        limits.push_back("A mean AUC of " + decimals(model->meanAuc.value, 3) +
                         " is rare for a real task: look for what makes it easy (source, crop, "
                         "colour, burned-in marks) before trusting it.");
    if (!result.unreadable.empty())
        limits.push_back(std::to_string(result.unreadable.size()) +
                         " pictures could not be read and were left out; they are listed.");
    if (!model->unscored.empty())
        limits.push_back(std::to_string(model->unscored.size()) + " pictures got no score from " +
                         model->model + "; they are listed.");
}

} // namespace

void conclude(StudyResult& result) {
    if (result.targetModel.empty() && !result.models.empty()) {
        // The shortcut models are controls: a target set for a model of disease is not theirs.
        const auto found =
            std::find_if(result.models.begin(), result.models.end(),
                         [](const auto& one) { return !one.model.starts_with("shortcut"); });
        result.targetModel = (found == result.models.end() ? result.models.front() : *found).model;
    }
    const ModelResult* model = targetModelOf(result);
    if (model != nullptr && result.target) {
        result.targetMetOnPoint = model->meanAuc.value >= *result.target;
        result.targetMetOnLowerBound = model->meanAuc.lower >= *result.target;
        if (!result.targetMetOnPoint)
            result.failures.push_back("target");
    }
    for (const CheckResult& check : result.checks)
        if (check.severity == Severity::Failure)
            result.failures.push_back(check.check);
    result.exitStatus = result.failures.empty() ? 0 : 1;
    result.verdict = verdictOf(result, model);
    addLimits(result, model);
}

} // namespace cw::validation
