// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include "annotation/Vocabulary.h"

namespace cw::annotation {

/// The step that gives an answer about the case (nothing: takes it back), with what follows from
/// it: answers whose condition fell away are taken back, and the case's BI-RADS category and
/// density follow the breasts' unless the reader had overruled them. Nothing if nothing changes.
std::optional<Edit> answerStep(core::ImageKind kind, const CaseAnswers& answers,
                               const std::string& key, const std::optional<std::string>& value);

/// The same for a finding; key "label" is the label, which cannot be taken back.
std::optional<Edit> descriptionStep(core::ImageKind kind, const Finding& finding,
                                    const std::string& key,
                                    const std::optional<std::string>& value);

/// The needed questions that apply and have no answer, in the form's order, each key once.
std::vector<std::string> unansweredNeeded(std::span<const Question> form, const Answers& answers);

} // namespace cw::annotation
