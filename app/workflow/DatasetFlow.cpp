// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DatasetFlow.h"

#include "app/workflow/DoubleReading.h"

#include <algorithm>

namespace cw::workflow {
namespace {

using storage::CaseState;

FlowCase::Place placeOf(CaseState state, bool ineligible) {
    using enum FlowCase::Place;
    switch (state) {
    case CaseState::Excluded:
        return Excluded;
    case CaseState::New:
        return ineligible ? Ineligible : Unfinished;
    case CaseState::Settled:
    case CaseState::Compared:
        return ineligible ? Ineligible : Left;
    case CaseState::CrossCheck:
    case CaseState::NeedsAdjudication:
        return Undecided;
    case CaseState::Assigned:
    case CaseState::InReading:
    case CaseState::Submitted:
        return Unfinished;
    }
    return Unfinished;
}

/// What the policy asks for and is not there yet.
Result<void> addInspection(Project& project, std::vector<FreezeCheck>& checks) {
    CW_TRY(const auto policy, readingPolicy(project.store()));
    if (!policy.inspection)
        return {};
    const bool audit = *policy.inspection == storage::InspectionStep::Audit;
    const auto wanted = audit ? storage::InspectionStep::Manager : *policy.inspection;
    const storage::CaseProcess process(project.store());
    CW_TRY(const auto cases, process.inspected());
    const auto lacking = std::ranges::count_if(
        cases, [&](const auto& one) { return !one.second || *one.second < wanted; });
    if (lacking > 0)
        checks.push_back(
            {FreezeCheck::What::NotInspected, static_cast<std::size_t>(lacking), true});
    if (!audit)
        return {};
    CW_TRY(const auto samples, process.samples());
    if (samples.empty() ||
        samples.back().passed + samples.back().failed != samples.back().cases.size())
        checks.push_back({FreezeCheck::What::NoAudit, 0, true});
    return {};
}

} // namespace

Result<std::vector<FlowCase>> datasetFlow(const Project& project) {
    CW_TRY(const auto cases, project.cases());
    CW_TRY(const auto verdicts, project.eligibility());
    if (verdicts.size() != cases.size())
        return fail(ErrorCode::Conflict, "cases were imported meanwhile; try again");
    std::vector<FlowCase> flow;
    flow.reserve(cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const bool ineligible = verdicts[i].verdict == dataset::Eligible::No;
        FlowCase one{cases[i].id, placeOf(cases[i].state, ineligible), cases[i].state, {}, {}, {}};
        if (one.place == FlowCase::Place::Excluded)
            one.exclusion = cases[i].exclusion.value_or(annotation::ExclusionReason::Other);
        if (one.place == FlowCase::Place::Ineligible) {
            one.rule = verdicts[i].rule;
            one.because = verdicts[i].because;
        }
        flow.push_back(std::move(one));
    }
    return flow;
}

Result<std::vector<FreezeCheck>> freezeChecks(Project& project, const std::vector<FlowCase>& flow) {
    using Place = FlowCase::Place;
    const auto count = [&flow](Place place) {
        return static_cast<std::size_t>(std::ranges::count(flow, place, &FlowCase::place));
    };
    std::vector<FreezeCheck> checks;
    if (const auto cases = count(Place::Undecided); cases > 0)
        checks.push_back({FreezeCheck::What::Undecided, cases, true});
    CW_CHECK(addInspection(project, checks));
    if (count(Place::Left) == 0)
        checks.push_back({FreezeCheck::What::NothingLeft, 0, true});
    if (const auto cases = count(Place::Unfinished); cases > 0)
        checks.push_back({FreezeCheck::What::Unfinished, cases, false});
    return checks;
}

} // namespace cw::workflow
