// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyTasks.h"

namespace cw::validation {

/// A study whose folds have run, opened for judging. Labels of test parts are looked at here, after
/// the models have answered, and nowhere before.
struct StudyEvidence {
    StudySplit split;
    std::vector<Sample> samples;    ///< of the split's images; true labels; patient is the group
    std::vector<std::string> units; ///< unitKey() by the manifest's patient
};
Result<StudyEvidence> evidenceOf(const StudyPlan& plan);

/// One model on one copy, from its fold tasks' results. `finishedOnly`: folds that have no result
/// yet are left out (the window watches them come in) instead of being an error. Errors:
/// InvalidArgument (a fold is missing or is of another plan: named), Corrupt.
Result<ModelResult> judgedModel(const StudyPlan& plan, const StudyEvidence& evidence, int model,
                                int copy, bool finishedOnly = false);

/// Everything together: refuses results that are missing or do not belong to the plan.
Result<StudyResult> aggregate(const StudyPlan& plan,
                              const std::map<std::string, std::string>& provenance = {});

} // namespace cw::validation
