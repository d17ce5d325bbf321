// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/AgreementData.h"
#include "annotation/Comparison.h"
#include "core/ImageAttributes.h"
#include <functional>

// The one place where the report's input meets annotation's types.
namespace cw::agreement {

/// The questions of that kind's form that are held against each other (annotation/Vocabulary.h);
/// BI-RADS both as it was given and as 1 to 5 in order, signs one by one.
std::vector<Scale> scalesOf(core::ImageKind kind);

/// The attributes of an image, or nothing where it is not known.
using AttributesOf = std::function<std::optional<core::ImageAttributes>(const core::ImageId&)>;

/// Two readings of a case and what a comparison found. patient and caseClass are the caller's to
/// fill in. Eyes whose disc and cup both readers outlined have their cup-to-disc ratios measured.
ReadPair pairOf(const annotation::Reading& a, const annotation::Reading& b,
                const annotation::Comparison& comparison, Stage stage, core::ImageKind kind,
                const AttributesOf& attributesOf);

/// The thresholds in words.
std::vector<std::string> rulesInWords(const annotation::ComparisonRules& rules);

} // namespace cw::agreement
