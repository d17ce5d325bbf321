// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Comparison.h"

namespace cw::annotation {

enum class Verdict { AgreeWithA, AgreeWithB, Redrawn, Exclude };
enum class ExclusionReason { ReadersDisagree, ImageFaulty, ClinicalMismatch, Ineligible, Other };
std::string_view name(Verdict verdict);           ///< "a", "b", "redrawn", "exclude"
std::string_view name(ExclusionReason reason);    ///< "readers-disagree", "image-faulty", ...
std::optional<Verdict> verdictFrom(std::string_view text);
std::optional<ExclusionReason> exclusionReasonFrom(std::string_view text);

/// What a third person decided about a case on which the readings differ.
struct Decision {
    core::CaseId caseId;
    core::ReaderId adjudicator;
    Verdict verdict = Verdict::Exclude;
    ExclusionReason reason = ExclusionReason::ReadersDisagree; ///< with Exclude
    std::optional<Reading> redrawn;                            ///< with Redrawn
    std::string decidedAt, comment;
};

/// The settled truth of a case, or nothing where it is excluded.
struct Consensus {
    core::CaseId caseId;
    std::string origin; ///< "agreed", "adjudicated:a", "adjudicated:b", "adjudicated:redrawn"
    CaseAnswers answers;
    std::vector<Finding> findings;
};
/// Agreement Agree needs no decision, and its lesions have the outlines that the comparison's rules
/// call gold; otherwise Forbidden without one, and nullopt with Exclude.
Result<std::optional<Consensus>> settle(const Reading& a, const Reading& b, const Comparison& comparison,
                                        const Decision* decision);
std::string toJson(const Decision& decision);
Result<Decision> decisionFromJson(std::string_view json);
std::string toJson(const Consensus& consensus);
Result<Consensus> consensusFromJson(std::string_view json);

} // namespace cw::annotation
