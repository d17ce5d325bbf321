// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Eligibility.h"
#include <optional>
#include <span>
#include <string_view>

namespace cw::dataset {

/// What one rule says about a case.
struct RuleAnswer {
    Eligible verdict = Eligible::Unknown;
    std::string_view rule;
    std::string because;
};
using Rule = RuleAnswer (*)(const CaseFacts&);

/// The columns of clinical.csv as values. Empty, missing or unreadable is nothing, never "no".
std::string textOf(const CaseFacts& facts, std::string_view column); ///< trimmed, lower case
std::optional<double> numberOf(const CaseFacts& facts, std::string_view column);
std::optional<bool> yesNoOf(const CaseFacts& facts, std::string_view column);
/// A list column: true if one of the words is in it, false if it says "none", nothing if it is
/// empty or holds other words only.
std::optional<bool> listHas(const CaseFacts& facts, std::string_view column,
                            std::span<const std::string_view> words);

/// The rules that hold for a label, general ones first; empty if the label is none of this kind.
std::span<const Rule> mammographyRules(std::string_view label);
std::span<const Rule> fundusRules(std::string_view label);

} // namespace cw::dataset
