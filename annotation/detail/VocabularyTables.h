// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Vocabulary.h"

namespace cw::annotation::detail {

inline constexpr Term kOneToFive[] = {{"1"}, {"2"}, {"3"}, {"4"}, {"5"}};

std::span<const Question> breastCaseQuestions();
std::span<const Question> breastFindingQuestions();
std::span<const Question> fundusCaseQuestions();
std::span<const Question> fundusFindingQuestions();

} // namespace cw::annotation::detail
