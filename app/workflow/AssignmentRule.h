// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Random.h"
#include "core/Result.h"
#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow {

/// Who reads what, as a coordinator writes it down (docs/double-reading.md). A random order of
/// one's own and hidden repeats are the guard rails of a reader study (workstation.md 6.5).
struct AssignmentRule {
    std::vector<core::ReaderId> readers; ///< two of these read each case; at least two
    /// Read before the two, one a case (the residents of the fundus programme); may be empty.
    std::vector<core::ReaderId> first;
    int repeatsPerMille = 0; ///< of each reader's cases that come a second time unannounced; 0-500
    core::Seed seed = 1;
};

/// {"schema":"concord-assignment-rule-1","readers":[...],"first":[...],"repeats":0.05,"seed":1};
/// only "readers" must be there. Malformed, InvalidArgument: a sentence that names the key.
Result<AssignmentRule> assignmentRuleFromJson(std::string_view json);
/// InvalidArgument: fewer than two readers, one named twice or in both lists, repeats beyond 0-500.
Result<void> checkRule(const AssignmentRule& rule);

enum class Part { A, B, First, Repeat };

/// One reading that somebody is to do.
struct PlannedReading {
    core::CaseId caseId; ///< with Repeat: the case that comes again
    core::ReaderId reader;
    Part part = Part::A;
    std::size_t position = 0;   ///< 0-based place in this reader's order
    bool rightSideFirst = true; ///< which breast or eye is shown first
    bool operator==(const PlannedReading&) const = default;
};

/// Deals the cases out: every pair of readers has as many cases as any other (give or take one),
/// who of the two is A is a coin, and each reader has an order of their own. A repeat comes at
/// least a third of the reader's list after its original. The same cases, rule and seed give the
/// same plan, in whatever order the cases are named. Sorted by reader and position.
std::vector<PlannedReading> planAssignments(std::vector<core::CaseId> cases,
                                            const AssignmentRule& rule);

} // namespace cw::workflow
