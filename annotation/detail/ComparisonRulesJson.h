// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ComparisonRules.h"
#include "annotation/detail/JsonFields.h"

namespace cw::annotation::detail {

/// The value of that name, or nothing.
template <class Enum, std::size_t N>
std::optional<Enum> oneOf(const Enum (&values)[N], std::string_view text) {
    for (const auto value : values)
        if (name(value) == text)
            return value;
    return std::nullopt;
}

Json json(const ComparisonRules& rules);
Result<ComparisonRules> comparisonRulesFrom(const Json& value);
/// Of "concord-comparison-1": a lesion was another one below partialIou, wherever it lay.
Result<ComparisonRules> firstComparisonRulesFrom(const Json& value);

} // namespace cw::annotation::detail
