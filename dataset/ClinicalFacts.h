// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Eligibility.h"
#include <optional>
#include <span>
#include <string_view>

namespace cw::dataset {

/// Without blanks at the ends, ASCII letters lower case.
std::string tidied(std::string_view text);

/// The columns of clinical.csv as values. Empty, missing or unreadable is nothing, never "no".
std::string textOf(const CaseFacts& facts, std::string_view column); ///< tidied
std::optional<double> numberOf(const CaseFacts& facts, std::string_view column);
std::optional<bool> yesNoOf(const CaseFacts& facts, std::string_view column);
/// A list column: the first of its words that is one of those, an empty text if it says "none",
/// nothing if it is empty or holds other words only.
std::optional<std::string> listHas(const CaseFacts& facts, std::string_view column,
                                   std::span<const std::string> words);

} // namespace cw::dataset
