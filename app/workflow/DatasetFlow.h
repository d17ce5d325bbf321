// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cw::workflow {

/// Where a case of the project stands on its way into the next version: what Project::freeze()
/// would make of it now.
struct FlowCase {
    core::CaseId id;
    enum class Place {
        Left,       ///< enters the version
        Excluded,   ///< by a person or by what remains of a disagreement: exclusion
        Ineligible, ///< by the rules: rule
        Undecided,  ///< the readings differ and nobody has decided: blocks freezing
        Unfinished  ///< not read by both, or not compared
    } place = Place::Unfinished;
    storage::CaseState state = storage::CaseState::New;
    std::optional<annotation::ExclusionReason> exclusion;
    std::string rule, because; ///< of the verdict that is No: its name, and why in words
};
/// In the order of the cases. Forbidden: the role may not see clinical data.
Result<std::vector<FlowCase>> datasetFlow(const Project& project);

/// What stands between the project and a version, or should be known before.
struct FreezeCheck {
    enum class What {
        NothingLeft,  ///< no case is settled
        Undecided,    ///< cases wait for a decision
        NotInspected, ///< settled cases lack the step of inspection that the policy asks for
        NoAudit,      ///< the policy asks for a final audit, and no sample has been inspected
        Unfinished    ///< cases will not be in it: only said
    } what = What::NothingLeft;
    std::size_t cases = 0;
    bool blocks = true;
};
/// None of them blocks: freeze() can begin.
Result<std::vector<FreezeCheck>> freezeChecks(Project& project, const std::vector<FlowCase>& flow);

} // namespace cw::workflow
