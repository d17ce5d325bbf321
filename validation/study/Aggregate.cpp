// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/study/Comparisons.h"
#include "validation/study/CopyLikeness.h"
#include "validation/study/Judgement.h"
#include "validation/study/Thumbnails.h"
#include "validation/study/Units.h"
#include "validation/study/Verdict.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <set>

namespace cw::validation {
namespace {

Result<void> checkComplete(const StudyPlan& plan) {
    std::vector<int> missing;
    for (const StudyTask& task : plan.tasks())
        if (!plan.finished(task.id))
            missing.push_back(task.id);
    if (missing.empty())
        return {};
    std::string list;
    constexpr std::size_t kMost = 10;
    for (std::size_t i = 0; i < missing.size() && i < kMost; ++i)
        list += (i > 0 ? ", " : "") + std::to_string(missing[i]);
    if (missing.size() > kMost)
        list += " and " + std::to_string(missing.size() - kMost) + " more";
    return fail(ErrorCode::InvalidArgument,
                "the results of tasks " + list +
                    " are missing or belong to another plan: run them first");
}

std::vector<StudyCount> countsOf(const std::vector<Sample>& samples,
                                 const std::vector<std::string>& units, Unit unit) {
    std::map<std::string, int> patients, unitLabels;
    std::map<std::string, StudyCount> devices, sites;
    StudyCount pictures{"images", 0, 0};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        const auto count = [&](StudyCount& into) {
            ++(sample.label == 1 ? into.positives : into.negatives);
        };
        count(pictures);
        patients[sample.patient] = std::max(patients[sample.patient], sample.label);
        unitLabels[units[i]] = std::max(unitLabels[units[i]], sample.label);
        if (!sample.device.empty())
            count(devices[sample.device]);
        if (!sample.site.empty())
            count(sites[sample.site]);
    }
    const auto totals = [](std::string what, const std::map<std::string, int>& labels) {
        StudyCount result{std::move(what), 0, 0};
        for (const auto& [key, label] : labels)
            ++(label == 1 ? result.positives : result.negatives);
        return result;
    };
    std::vector<StudyCount> counts{totals("patients", patients)};
    if (unit != Unit::Image && unit != Unit::Patient)
        counts.push_back(totals(unit == Unit::Eye ? "eyes" : "breasts", unitLabels));
    counts.push_back(pictures);
    for (auto& [name, device] : devices)
        counts.push_back({"images of device " + name, device.negatives, device.positives});
    for (auto& [name, site] : sites)
        counts.push_back({"images of site " + name, site.negatives, site.positives});
    return counts;
}

std::string unitSentenceOf(Unit unit) {
    if (unit == Unit::Image)
        return "Every picture counts for itself; intervals are by patient.";
    return "Scores of the pictures of one " + std::string(name(unit)) +
           " are brought together by their mean before anything is counted; intervals are by "
           "patient.";
}

Result<void> addFaults(StudyResult& result, const StudyPlan& plan) {
    for (std::size_t copy = 0; copy < plan.request().copies.size(); ++copy) {
        CW_TRY(const PreparedSet set,
               PreparedSet::open(plan.preparedFolder(static_cast<int>(copy))));
        for (std::size_t row = 0; row < set.size(); ++row)
            if (!set.at(row).fault.empty())
                result.unreadable.push_back(
                    set.at(row).image +
                    (copy > 0 ? " (" + plan.request().copies[copy].name + ")" : "") + ": " +
                    set.at(row).fault);
    }
    return {};
}

Result<void> addLikeness(StudyResult& result, const StudyPlan& plan) {
    const auto& copies = plan.request().copies;
    if (copies.size() < 2)
        return {};
    CW_TRY(const PreparedSet original, PreparedSet::open(plan.preparedFolder(0)));
    for (std::size_t copy = 1; copy < copies.size(); ++copy) {
        CW_TRY(const PreparedSet set,
               PreparedSet::open(plan.preparedFolder(static_cast<int>(copy))));
        CW_TRY(auto likeness, likenessOf(copies[copy].name, original, set));
        if (likeness.unreadable > 0)
            result.remarks.push_back(std::to_string(likeness.unreadable) +
                                     (likeness.unreadable == 1 ? " picture" : " pictures") +
                                     " of the copy " + likeness.copy +
                                     " could not be read: its figures are of fewer pictures, and "
                                     "a pair is compared on those that both have.");
        result.copies.push_back(std::move(likeness));
    }
    return {};
}

} // namespace

Result<StudyResult> aggregate(const StudyPlan& plan,
                              const std::map<std::string, std::string>& provenance) {
    CW_CHECK(checkComplete(plan));
    CW_TRY(const StudyEvidence evidence, evidenceOf(plan));
    const StudyRequest& request = plan.request();
    StudyResult result;
    result.task = request.task;
    result.dataset = request.dataset;
    result.unit = request.unit;
    result.unitSentence = unitSentenceOf(request.unit);
    result.folds = request.folds;
    result.seed = request.seed;
    result.synthetic = request.synthetic;
    result.remarks = request.remarks;
    result.target = request.target;
    result.given = request.samples.size();
    result.provenance = provenance;
    result.provenance["plan SHA-256"] = plan.hash();
    CW_CHECK(addFaults(result, plan));
    result.counts = countsOf(evidence.samples, evidence.units, request.unit);
    result.patients = result.counts.front().negatives + result.counts.front().positives;
    for (std::size_t model = 0; model < request.models.size(); ++model)
        for (std::size_t copy = 0; copy < request.copies.size(); ++copy) {
            CW_TRY(result.models.emplace_back(),
                   judgedModel(plan, evidence, static_cast<int>(model), static_cast<int>(copy)));
        }
    CW_CHECK(addLikeness(result, plan));
    CW_TRY(result.comparisons, comparisonsOf(result.models, request.margin, request.folds));

    const auto splitFolder = plan.taskFolder(detail::splitTask(plan).id);
    CW_TRY(auto folds, detail::readCheck(splitFolder / "fold-table.json"));
    if (!folds.tables.empty()) { // has a place of its own in the report
        result.foldTable = std::move(folds.tables.front());
        folds.tables.erase(folds.tables.begin());
    }
    result.checks.push_back(std::move(folds));
    CW_TRY(result.checks.emplace_back(), detail::readCheck(splitFolder / "identity.json"));
    for (const StudyTask& task : plan.tasks())
        if (task.kind == TaskKind::Check) {
            CW_TRY(auto checks, detail::checksOf(plan, task));
            std::move(checks.begin(), checks.end(), std::back_inserter(result.checks));
        } else if (task.kind == TaskKind::Maps) {
            CW_TRY(result.heatMaps, detail::mapsOf(plan, task));
        }
    CW_TRY(const PreparedSet originals, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(result.thumbnails, thumbnailsOf(originals, result.checks));
    conclude(result);
    return result;
}

} // namespace cw::validation
