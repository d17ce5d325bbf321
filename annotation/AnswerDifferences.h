// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include <optional>
#include <string_view>
#include <vector>

namespace cw::annotation {

/// Why a difference between two answers is minor or major (decision 0124).
enum class DifferenceReason {
    Adjacent,      ///< neighbours on the scale, the same consequence
    SameAction,    ///< further apart, the same consequence
    StepsApart,    ///< further apart on a scale without consequences of its own
    ActionDiffers, ///< what happens to the patient next differs: recall, biopsy, referral
    ClassDiffers,  ///< another class of a key that decides the class of the case
    OtherWord,     ///< another word of a key that decides nothing
    OneUnanswered, ///< only one reader answered
    UnknownWord    ///< not a word of the scale: nothing can be said for it
};
std::string_view name(DifferenceReason reason); ///< "adjacent", "same-action", ...
std::optional<DifferenceReason> differenceReasonFrom(std::string_view text);

struct AnswerDifference {
    std::string key, a, b;
    bool major = false; ///< the decision about the patient, or the class of the case, differs
    DifferenceReason reason = DifferenceReason::OtherWord;
};

/// How two different answers to one question differ; an empty one was not given. Symmetric.
AnswerDifference differenceOf(const std::string& key, const std::string& a, const std::string& b);

/// Every compared answer (Vocabulary's comparedAs()) on which they differ, by key.
std::vector<AnswerDifference> answerDifferences(const CaseAnswers& a, const CaseAnswers& b);
/// Every compared answer that both gave alike.
CaseAnswers sameAnswers(const CaseAnswers& a, const CaseAnswers& b);

} // namespace cw::annotation
