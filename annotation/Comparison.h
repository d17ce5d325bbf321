// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"

namespace cw::annotation {

enum class Agreement { Agree, Partial, Disagree };
enum class LesionMatch { Agree, Partial, LabelDiffers, MissedByB, MissedByA };
std::string_view name(Agreement agreement);   ///< "agree", "partial", "disagree"
std::string_view name(LesionMatch match);     ///< "agree", "partial", "label", "missed-by-b", "missed-by-a"

/// Thresholds are project settings and kept with the result (workstation.md 6).
struct ComparisonRules {
    double agreeIou = 0.5;    ///< at or above: agree
    double partialIou = 0.1;  ///< at or above: partial; below: two different lesions
    bool operator==(const ComparisonRules&) const = default;
};
struct LesionPair {
    std::optional<core::LesionId> a, b;
    core::ImageId image;
    LesionMatch match = LesionMatch::Agree;
    double iou = 0, dice = 0;
};
struct AnswerDifference {
    std::string key, a, b;
    bool major = false; ///< crosses a decision boundary: diagnosis class, assessment 1-3 against 4-6
};
struct Comparison {
    core::CaseId caseId;
    core::ReadingId a, b;
    ComparisonRules rules;
    Agreement agreement = Agreement::Agree;
    std::vector<LesionPair> lesions;
    std::vector<AnswerDifference> answers;
};

/// Matches lesions per image by the Hungarian method on IoU. Symmetric up to the names A and B.
/// InvalidArgument if the readings are of different cases or of the same reader.
Result<Comparison> compare(const Reading& a, const Reading& b, const ComparisonRules& rules = {});
std::string toJson(const Comparison& comparison);
Result<Comparison> comparisonFromJson(std::string_view json);

} // namespace cw::annotation
