// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/Rereading.h"

#include "storage/CaseProcess.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace cw::workflow {
namespace {

using validation::CheckResult;
using validation::ModelResult;
using validation::StudyResult;

std::string counted(std::size_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::map<std::string, int> labelsOf(const StudyResult& study) {
    std::map<std::string, int> labels;
    if (!study.models.empty())
        for (const auto& unit : study.models.front().units)
            for (const std::string& image : unit.images)
                labels[image] = unit.label;
    return labels;
}

std::set<std::string> suspectsOf(const StudyResult& study) {
    std::set<std::string> images;
    for (const CheckResult& check : study.checks)
        for (const auto& one : check.cases)
            images.insert(one.image);
    return images;
}

/// What is in `a` and not in `b`.
std::vector<std::string> without(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> result;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
    return result;
}

std::string decimals(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

void compareFigures(StudyDifference& difference, const StudyResult& before,
                    const StudyResult& after) {
    difference.figures = {"Mean AUC before and after",
                          {"model"},
                          {"before", "lower", "upper", "after", "lower", "upper"},
                          {}};
    for (const ModelResult& old : before.models) {
        const auto found =
            std::find_if(after.models.begin(), after.models.end(), [&](const ModelResult& now) {
                return now.model == old.model && now.copy == old.copy;
            });
        if (found == after.models.end())
            continue;
        difference.figures.rows.push_back(
            {{old.model + " on " + old.copy},
             {old.meanAuc.value, old.meanAuc.lower, old.meanAuc.upper, found->meanAuc.value,
              found->meanAuc.lower, found->meanAuc.upper}});
        difference.sentences.push_back("Mean AUC of " + old.model + " on " + old.copy + ": " +
                                       decimals(old.meanAuc.value) + " before, " +
                                       decimals(found->meanAuc.value) + " after.");
    }
}

void compareChecks(StudyDifference& difference, const StudyResult& before,
                   const StudyResult& after) {
    for (const CheckResult& old : before.checks)
        for (const CheckResult& now : after.checks)
            if (old.check == now.check && old.severity != now.severity)
                difference.sentences.push_back(
                    "The check " + now.check + " was \"" + validation::nameOf(old.severity) +
                    "\" and is now \"" + validation::nameOf(now.severity) + "\".");
}

} // namespace

Result<std::vector<SuspiciousCase>> suspiciousCases(const Project& project,
                                                    const StudyResult& study,
                                                    const std::vector<std::string>& checks,
                                                    std::size_t most) {
    std::vector<SuspiciousCase> cases;
    std::map<core::CaseId, std::size_t> places;
    for (const CheckResult& check : study.checks) {
        if (!checks.empty() && std::find(checks.begin(), checks.end(), check.check) == checks.end())
            continue;
        for (const auto& remark : check.cases) {
            const auto image = project.store().image(core::ImageId(remark.image));
            if (!image && image.error().code == ErrorCode::NotFound)
                continue;
            if (!image)
                return tl::unexpected<Error>(image.error());
            const auto [place, fresh] = places.emplace(image->caseId, cases.size());
            if (fresh)
                cases.push_back({image->caseId, {}, {}, remark.suspicion});
            SuspiciousCase& one = cases[place->second];
            const std::string reason = check.check + ": " + remark.reason;
            if (std::find(one.reasons.begin(), one.reasons.end(), reason) == one.reasons.end())
                one.reasons.push_back(reason);
            if (std::find(one.images.begin(), one.images.end(), remark.image) == one.images.end())
                one.images.push_back(remark.image);
        }
    }
    if (cases.size() > most)
        cases.resize(most);
    return cases;
}

Result<SentBack> sendToRereading(Project& project, const std::vector<SuspiciousCase>& cases,
                                 const std::string& by) {
    storage::CaseProcess process(project.store());
    SentBack back;
    for (const SuspiciousCase& one : cases) {
        std::string reason = "found suspicious by a validation";
        for (const std::string& why : one.reasons)
            reason += "; " + why;
        const auto reopened = process.reopen(one.caseId, by, reason);
        if (reopened)
            back.sent.push_back(one.caseId);
        else
            back.refused.emplace_back(one.caseId, reopened.error().sentence());
    }
    return back;
}

StudyDifference compareStudies(const StudyResult& before, const StudyResult& after) {
    StudyDifference difference;
    if (before.task != after.task)
        difference.sentences.push_back("The two studies ask different questions; their figures "
                                       "cannot be set against each other.");
    compareFigures(difference, before, after);
    const auto old = labelsOf(before), now = labelsOf(after);
    for (const auto& [image, label] : old) {
        const auto found = now.find(image);
        if (found == now.end())
            difference.gone.push_back(image);
        else if (found->second != label)
            difference.relabelled.push_back(image);
    }
    for (const auto& [image, label] : now)
        if (!old.contains(image))
            difference.added.push_back(image);
    const auto suspectsBefore = suspectsOf(before), suspectsAfter = suspectsOf(after);
    difference.cleared = without(suspectsBefore, suspectsAfter);
    difference.newlySuspicious = without(suspectsAfter, suspectsBefore);
    difference.sentences.push_back(
        counted(difference.relabelled.size(), "image has", "images have") + " another label, " +
        counted(difference.gone.size(), "is", "are") + " no longer there, " +
        counted(difference.added.size(), "is", "are") + " new.");
    difference.sentences.push_back(
        counted(difference.cleared.size(), "image is", "images are") + " no longer suspicious, " +
        counted(difference.newlySuspicious.size(), "has", "have") + " become so.");
    compareChecks(difference, before, after);
    return difference;
}

} // namespace cw::workflow
