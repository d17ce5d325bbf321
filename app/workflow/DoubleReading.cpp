// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DoubleReading.h"

#include "app/workflow/detail/Seeding.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using Json = nlohmann::json;
constexpr const char* kPolicy = "reading-policy";
constexpr const char* kNone = "none";

std::string textOf(const ReadingPolicy& policy) {
    return Json{{"remaining-disagreement",
                 policy.remaining == RemainingDisagreement::Exclude ? "exclude" : "adjudicate"},
                {"inspection", policy.inspection ? std::string(storage::name(*policy.inspection))
                                                 : std::string(kNone)}}
        .dump();
}

std::string textOf(const AssignmentRule& rule) {
    std::string readers;
    for (const auto& reader : rule.readers)
        readers += (readers.empty() ? "" : ",") + reader.text();
    return "readers " + readers + "; first " + std::to_string(rule.first.size()) + "; repeats " +
           std::to_string(rule.repeatsPerMille) + " per mille; seed " + std::to_string(rule.seed);
}

storage::AssignedReading assigned(const PlannedReading& planned) {
    storage::AssignedReading reading;
    reading.caseId = planned.caseId;
    reading.reader = planned.reader;
    reading.slot = planned.part == Part::B ? 1 : 0;
    if (planned.part == Part::First)
        reading.kind = storage::AliasKind::First;
    if (planned.part == Part::Repeat)
        reading.kind = storage::AliasKind::Repeat;
    reading.position = planned.position;
    reading.rightSideFirst = planned.rightSideFirst;
    return reading;
}

/// What the comparison after the cross-check leads to.
Result<void> conclude(Project& project, const annotation::Comparison& comparison,
                      const ReadingPolicy& policy, CrossCheckSummary& summary) {
    ++summary.closed;
    if (comparison.agreement == annotation::Agreement::Agree) {
        ++summary.agree;
        return {};
    }
    if (policy.remaining == RemainingDisagreement::Adjudicate) {
        ++summary.toAdjudicate;
        return {};
    }
    ++summary.excluded;
    return project.store().exclude(comparison.caseId, annotation::ExclusionReason::ReadersDisagree);
}

} // namespace

Result<ReadingPolicy> readingPolicy(storage::CaseStore& store) {
    CW_TRY(const auto text, storage::CaseProcess(store).setting(kPolicy));
    ReadingPolicy policy;
    if (!text)
        return policy;
    const auto json = Json::parse(*text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Corrupt, "the project's reading policy is damaged");
    policy.remaining = json.value("remaining-disagreement", "") == "adjudicate"
                           ? RemainingDisagreement::Adjudicate
                           : RemainingDisagreement::Exclude;
    policy.inspection = storage::inspectionStepFrom(json.value("inspection", kNone));
    return policy;
}

Result<void> setReadingPolicy(Project& project, const ReadingPolicy& policy,
                              const std::string& by) {
    return storage::CaseProcess(project.store()).setSetting(kPolicy, textOf(policy), by);
}

Result<AssignmentSummary> assignByRule(Project& project, const AssignmentRule& rule) {
    CW_CHECK(checkRule(rule));
    CW_TRY(const auto verdicts, project.eligibility());
    CW_TRY(const auto rows, project.cases());
    std::map<core::CaseId, dataset::Eligible> eligible;
    for (const auto& verdict : verdicts)
        eligible[verdict.caseId] = verdict.verdict;
    std::vector<core::CaseId> cases;
    for (const auto& row : rows) {
        const auto verdict = eligible.find(row.id);
        const bool out = verdict == eligible.end() || verdict->second == dataset::Eligible::No;
        if (row.state == storage::CaseState::New && !out)
            cases.push_back(row.id);
    }
    AssignmentSummary summary{cases.size(), 0, 0};
    if (cases.empty())
        return summary;
    std::vector<storage::AssignedReading> readings;
    for (const auto& planned : planAssignments(std::move(cases), rule)) {
        summary.repeats += planned.part == Part::Repeat;
        summary.firstReadings += planned.part == Part::First;
        readings.push_back(assigned(planned));
    }
    CW_CHECK(storage::CaseProcess(project.store()).assign(readings, textOf(rule)));
    return summary;
}

Result<std::size_t> openCrossChecks(Project& project, const std::string& by) {
    storage::CaseProcess process(project.store());
    CW_TRY(const auto rows, project.store().cases());
    std::size_t opened = 0;
    for (const auto& row : rows) {
        if (row.state != storage::CaseState::NeedsAdjudication)
            continue;
        CW_TRY(const auto before, process.crossCheck(row.id));
        if (before)
            continue;
        CW_CHECK(process.openCrossCheck(row.id, by));
        ++opened;
    }
    return opened;
}

Result<annotation::ReadingSession> openAmendment(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader,
                                                 annotation::Journaling journaling) {
    storage::CaseProcess process(project.store());
    CW_TRY(const auto check, process.crossCheck(id));
    const auto said = [&](const auto& statement) { return statement.reader == reader; };
    if (!check || check->closed)
        return fail(ErrorCode::Forbidden, "no cross-check of this case is open");
    if (std::any_of(check->statements.begin(), check->statements.end(), said))
        return fail(ErrorCode::Forbidden, "this reader has had their say in the cross-check");
    CW_TRY(const auto both, project.store().bothReadings(id));
    if (both.first.reader != reader && both.second.reader != reader)
        return fail(ErrorCode::Forbidden, "this case is not on that reader's worklist");
    CW_TRY(const int round, process.round(id, reader));
    const auto& own = both.first.reader == reader ? both.first : both.second;
    return detail::seededSession(project, id, reader, round + 1, own, std::move(journaling));
}

Result<void> submitAmendment(Project& project, annotation::ReadingSession& session,
                             const std::string& reason) {
    CW_CHECK(session.flush());
    CW_TRY(const auto both, project.store().bothReadings(session.caseId()));
    const auto& own = both.first.reader == session.reader() ? both.first : both.second;
    const auto now = project.clock()();
    const auto reading = detail::readingOf(session, now);
    if (detail::sameContent(own.findings, reading.findings) && own.answers == reading.answers)
        return fail(ErrorCode::InvalidArgument, "nothing was amended: say that the reading stands");
    CW_CHECK(storage::CaseProcess(project.store()).amend(reading, reason));
    const auto journaled = session.submit([now] { return now; });
    if (!journaled && journaled.error().code != ErrorCode::IoFailure)
        return tl::unexpected(journaled.error());
    return {};
}

Result<CrossCheckSummary> closeCrossChecks(Project& project,
                                           const annotation::ComparisonRules& rules) {
    storage::CaseProcess process(project.store());
    CW_TRY(const auto policy, readingPolicy(project.store()));
    CW_TRY(const auto rows, project.store().cases());
    CrossCheckSummary summary;
    for (const auto& row : rows) {
        if (row.state != storage::CaseState::CrossCheck)
            continue;
        CW_TRY(const auto check, process.crossCheck(row.id));
        if (!check || check->statements.size() < 2) {
            ++summary.waiting;
            continue;
        }
        CW_TRY(const auto comparison, project.compareCase(row.id, rules));
        CW_CHECK(process.closeCrossCheck(row.id));
        CW_CHECK(project.store().saveComparison(comparison));
        CW_CHECK(conclude(project, comparison, policy, summary));
    }
    return summary;
}

} // namespace cw::workflow
