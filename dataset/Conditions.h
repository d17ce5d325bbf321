// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Eligibility.h"

namespace cw::dataset {

/// What a condition says about a case.
struct ConditionAnswer {
    Eligible verdict = Eligible::Unknown;
    std::string because; ///< a clause: "age of 18 years, 19 years needed"
    std::string value;   ///< "18 years"; empty if it is not known
};
ConditionAnswer answerOf(const EligibilityCondition& condition, const CaseFacts& facts);

} // namespace cw::dataset
