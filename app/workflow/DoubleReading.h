// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/AssignmentRule.h"
#include "app/workflow/Project.h"
#include "storage/CaseProcess.h"

namespace cw::workflow {

/// What becomes of a case on which the readers still differ after their cross-check. The
/// programme's rule is to exclude the patient (programme.md 2.5).
enum class RemainingDisagreement { Exclude, Adjudicate };
/// How far a settled case must have come through inspection before it may be frozen.
using RequiredInspection = std::optional<storage::InspectionStep>;

/// Settings of the project that govern its double reading; kept in the store, changed on record.
struct ReadingPolicy {
    RemainingDisagreement remaining = RemainingDisagreement::Exclude;
    RequiredInspection inspection; ///< nothing: none is asked for
    bool operator==(const ReadingPolicy&) const = default;
};
Result<ReadingPolicy> readingPolicy(storage::CaseStore& store);
Result<void> setReadingPolicy(Project& project, const ReadingPolicy& policy, const std::string& by);

struct AssignmentSummary {
    std::size_t cases = 0, repeats = 0, firstReadings = 0;
};
/// Deals out every case nobody has begun or been given, unless its verdict is No.
Result<AssignmentSummary> assignByRule(Project& project, const AssignmentRule& rule);

/// Opens a cross-check of every case whose readings differ and that has had none; their number.
Result<std::size_t> openCrossChecks(Project& project, const std::string& by);

/// The reader's amendment of a reading under cross-check: a session that begins with what they
/// submitted, journaled on its own. Forbidden: no cross-check is open, or they have had their say.
Result<annotation::ReadingSession> openAmendment(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader,
                                                 annotation::Journaling journaling = {});
/// Freezes the amended reading beside the original. InvalidArgument without a reason, or where
/// nothing was amended.
Result<void> submitAmendment(Project& project, annotation::ReadingSession& session,
                             const std::string& reason);

struct CrossCheckSummary {
    std::size_t closed = 0, agree = 0, excluded = 0, toAdjudicate = 0, waiting = 0;
};
/// Compares again where both have had their say, and applies the policy to what is left.
Result<CrossCheckSummary> closeCrossChecks(Project& project,
                                           const annotation::ComparisonRules& rules = {});

} // namespace cw::workflow
