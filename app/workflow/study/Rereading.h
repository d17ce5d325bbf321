// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "validation/study/StudyResult.h"

#include <string>
#include <vector>

namespace cw::workflow {

/// A case that a validation found suspicious.
struct SuspiciousCase {
    core::CaseId caseId;
    std::vector<std::string> images;  ///< of the case, that were named
    std::vector<std::string> reasons; ///< "label-noise: ...", each once
    double suspicion = 0;             ///< the highest of its images within the check named first
};

/// The cases behind the pictures that the study's checks name, each once: the checks in their order
/// (`checks` empty: all), within a check the worst first, at most `most`. Pictures that the project
/// does not hold are passed over.
Result<std::vector<SuspiciousCase>> suspiciousCases(const Project& project,
                                                    const validation::StudyResult& study,
                                                    const std::vector<std::string>& checks,
                                                    std::size_t most);

struct SentBack {
    std::vector<core::CaseId> sent;
    std::vector<std::pair<core::CaseId, std::string>> refused; ///< and why
};
/// Back to both readers, to be read anew and blind: they are not told what the model thinks. What
/// was read and decided stays on record; the reason is in the audit trail. Nothing is relabelled.
/// Refused: a case that cannot be reopened now. Errors: Forbidden (not by this role).
Result<SentBack> sendToRereading(Project& project, const std::vector<SuspiciousCase>& cases,
                                 const std::string& by);

/// Two studies of one question, before and after a re-reading, in words and numbers.
struct StudyDifference {
    std::vector<std::string> sentences;
    validation::CheckTable figures;       ///< model, mean AUC before and after with limits
    std::vector<std::string> relabelled;  ///< images whose label differs
    std::vector<std::string> gone, added; ///< images of one study only
    std::vector<std::string> cleared, newlySuspicious; ///< images named by checks
};
StudyDifference compareStudies(const validation::StudyResult& before,
                               const validation::StudyResult& after);

} // namespace cw::workflow
