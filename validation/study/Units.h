// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

#include <optional>
#include <span>
#include <string>

namespace cw::validation {

std::optional<Unit> unitFrom(std::string_view text); ///< "image", "eye", "breast", "patient"

/// What a picture counts as part of: itself, its patient's side (eye, breast) or its patient. A
/// picture without laterality stands for a side of its own.
std::string unitKey(const Sample& sample, Unit unit);

/// One unit's pictures: which of the given ones, their mean score.
struct UnitMean {
    std::string unit;
    std::vector<std::size_t> members; ///< indices into what was given
    double score = 0;
};
/// Sorted by unit. The mean, not the maximum: a unit with more pictures must not score higher for
/// that alone. A unit that has pictures of both labels is positive: see unitLabel().
std::vector<UnitMean> unitMeans(std::span<const std::string> units, std::span<const double> scores);
int unitLabel(const UnitMean& unit, std::span<const int> labels);

} // namespace cw::validation
