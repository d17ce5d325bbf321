// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/checks/CheckJson.h"
#include "validation/checks/Checks.h"
#include "validation/study/Judgement.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>

namespace cw::validation::detail {
namespace {

/// What the first model of disease on the first copy said; empty if no model was run.
Result<OutOfFold> saidBy(const StudyPlan& plan, const StudyEvidence& evidence,
                         const PreparedSet& set) {
    const auto& models = plan.request().models;
    const auto model = std::find_if(models.begin(), models.end(), [](const std::string& name) {
        return !name.starts_with("shortcut");
    });
    if (model == models.end())
        return OutOfFold{};
    CW_TRY(const ModelResult judged,
           judgedModel(plan, evidence, static_cast<int>(model - models.begin()), 0));
    return outOfFold(set, judged);
}

} // namespace

Result<CheckResult> readCheck(const std::filesystem::path& file) {
    CW_TRY(const auto text, core::readText(file));
    return checkFromJson(text);
}

Result<std::vector<CheckResult>> checksOf(const StudyPlan& plan, const StudyTask& task) {
    std::vector<CheckResult> checks;
    for (int i = 1;; ++i) {
        const auto file = plan.taskFolder(task.id) / ("check-" + std::to_string(i) + ".json");
        if (!std::filesystem::exists(file))
            return checks;
        CW_TRY(checks.emplace_back(), readCheck(file));
    }
}

Result<void> check(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                   const std::filesystem::path& out) {
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(const StudyEvidence evidence, evidenceOf(plan));
    CW_TRY(const auto labelled, plan.labelledSamples());
    CW_TRY(const OutOfFold model, saidBy(plan, evidence, set));
    // One sample a row of the set; rows with a fault are passed over by the checks.
    std::map<std::string_view, const Sample*> all;
    for (const Sample& sample : labelled)
        all.emplace(sample.image, &sample);
    std::map<std::string_view, std::size_t> used;
    for (std::size_t i = 0; i < evidence.split.images.size(); ++i)
        used.emplace(evidence.split.images[i], i);
    std::vector<Sample> samples;
    std::vector<int> folds;
    for (std::size_t row = 0; row < set.size(); ++row) {
        const auto found = used.find(set.at(row).image);
        samples.push_back(found == used.end() ? *all.at(set.at(row).image)
                                              : evidence.samples[found->second]);
        folds.push_back(found == used.end() ? 0 : evidence.split.folds[found->second]);
    }
    const CheckInput input{set, samples,     folds, plan.request().folds, plan.request().seed,
                           1,   tools.cancel};
    CW_TRY(const auto found, checkOrSaid(task.check, input, model));
    for (std::size_t i = 0; i < found.size(); ++i)
        CW_CHECK(core::writeWhole(out / ("check-" + std::to_string(i + 1) + ".json"),
                                  checkJson(found[i])));
    return {};
}

} // namespace cw::validation::detail
